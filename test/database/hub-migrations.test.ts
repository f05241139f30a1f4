import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { HUB_MIGRATIONS } from '#db/hub/migrations/all.ts'
import { asOwner } from '#db/hub/open.ts'
import { onPostgres } from '#test/support/hub-engines.ts'

onPostgres('migrations of the hub', (engine) => {
  test('0004 leaves what was answered as it is, and holds each key of an institution once', async () => {
    const [database] = await engine.openSameEmptyDatabase()
    const held = sql`insert into held_application values ('21PF', 'k', null, '[]', 'hash', now(), null)`
    await asOwner(database, async (trx) => {
      for (const migration of HUB_MIGRATIONS.slice(0, 3)) await migration.up(trx)
      await sql`insert into intake_batch values ('21PF', 'b', 'hash', '{}', '2026-06-08T09:00:00Z')`.execute(trx)
      await sql`insert into intake_application
        values ('sponsor-1', 'k', 'hash', '01970000-0000-7000-9000-000000000001', 'Z1-1000000001')`.execute(trx)
      const before = await sql`select * from intake_application, intake_batch`.execute(trx)
      await HUB_MIGRATIONS[3]?.up(trx)
      expect((await sql`select * from intake_application, intake_batch`.execute(trx)).rows).toEqual(before.rows)
      expect((await sql`select * from sent_document`.execute(trx)).rows).toEqual([])
      await held.execute(trx)
    })
    await expect(asOwner(database, async (trx) => await held.execute(trx))).rejects.toThrow(/held_application_pkey/)
  })

  test('0008 tells nobody of decisions made before, and keeps one message to one receiver once', async () => {
    const [database] = await engine.openSameEmptyDatabase()
    const message = sql`insert into webhook_delivery values ('01970000-0000-7000-9000-000000000002', 'https://a.example',
      '01970000-0000-7000-9000-000000000001', now(), 'due', 0, now(), now(), null)`
    await asOwner(database, async (trx) => {
      for (const migration of HUB_MIGRATIONS.slice(0, 7)) await migration.up(trx)
      await sql`insert into event values ('01970000-0000-7000-9000-000000000001', 1, 'decided', '{}', null, null, now(), null, '', 'hash')`.execute(
        trx,
      )
      await HUB_MIGRATIONS[7]?.up(trx)
      expect((await sql`select * from webhook_delivery`.execute(trx)).rows).toEqual([])
      await sql`insert into webhook_target values ('https://a.example', true)`.execute(trx)
      await message.execute(trx)
    })
    await expect(asOwner(database, async (trx) => await message.execute(trx))).rejects.toThrow(/webhook_delivery_pkey/)
  })

  test('0009 leaves cases as they are, and takes one supplement under a key once', async () => {
    const [database] = await engine.openSameEmptyDatabase()
    const supplement = sql`insert into supplement
      values ('01970000-0000-7000-9000-000000000001', 'k', 'hash', 2, '2026-06-08T09:00:00Z')`
    await asOwner(database, async (trx) => {
      for (const migration of HUB_MIGRATIONS.slice(0, 8)) await migration.up(trx)
      await sql`insert into event values ('01970000-0000-7000-9000-000000000001', 1, 'received', '{}', null, null, now(), null, '', 'hash')`.execute(
        trx,
      )
      const before = await sql`select * from event`.execute(trx)
      await HUB_MIGRATIONS[8]?.up(trx)
      expect((await sql`select * from event`.execute(trx)).rows).toEqual(before.rows)
      await supplement.execute(trx)
    })
    await expect(asOwner(database, async (trx) => await supplement.execute(trx))).rejects.toThrow(/supplement_pkey/)
  })
})
