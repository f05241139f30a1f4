import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inTransaction } from '#db/kit/in-transaction.ts'
import {
  endGraceInTrx,
  findCommand,
  insertCommandInTrx,
  markSendingInTrx,
  needsTidying,
  setStateInTrx,
} from '#db/local/commands.ts'
import type { CommandState } from '#db/local/schema.ts'
import type { DeskContext } from '#desk/context.ts'
import { takeReferenceInTrx } from '#desk/sync/reference.ts'
import { aCommand, aReference, aSponsor } from '#test/support/case-builder.ts'
import { manyCaseFiles, openTestDatabase, putCases, type TestDatabase } from '#test/support/desk-database.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await openTestDatabase()
})

afterEach(async () => await database.close())

async function insert(state: CommandState, deviceTime: string, notBefore: string | null): Promise<number> {
  const command = aCommand('addNote', { payload: { text: 'een' }, deviceTime })
  const label = { caseNumber: 'Z1-0000000001', applicantName: 'Silva, Ana' }
  await inTransaction(
    database.db,
    async (trx) => await insertCommandInTrx(trx, { command, state, notBefore, holdReasons: null, label }),
  )
  return (await findCommand(database.db, command.commandId))?.seq ?? 0
}

async function graceEndsAt(now: string): Promise<boolean> {
  const over = await needsTidying(database.db, now)
  const ended = await inTransaction(database.db, async (trx) => await endGraceInTrx(trx, now))
  expect(ended.length > 0).toBe(over)
  return over
}

test('a grace period outlasts a clock set back by seconds, and ends at once when it would become endless', async () => {
  await insert('grace', '2026-06-08T09:00:00.000Z', '2026-06-08T09:02:00.000Z')
  expect(await graceEndsAt('2026-06-08T09:01:00.000Z')).toBe(false)
  expect(await graceEndsAt('2026-06-08T08:59:57.000Z')).toBe(false)
  expect(await graceEndsAt('2026-06-08T08:30:00.000Z')).toBe(true)
  await insert('grace', '2026-06-08T09:00:00.000Z', '2026-06-08T09:02:00.000Z')
  expect(await graceEndsAt('2026-06-08T09:02:00.000Z')).toBe(true)
})

test('[SYN-40] an act held back after it was listed does not go on the wire', async () => {
  const at = '2026-06-08T09:00:00.000Z'
  const first = await insert('due', at, null)
  const second = await insert('due', at, null)
  await inTransaction(database.db, async (trx) => await setStateInTrx(trx, [second], 'held_back'))
  const marked = await inTransaction(database.db, async (trx) => await markSendingInTrx(trx, [first, second]))
  expect([...marked]).toEqual([first])
  const { rows } = await sql<{ state: string }>`select state from command order by seq`.execute(database.db)
  expect(rows.map((row) => row.state)).toEqual(['sending', 'held_back'])
})

test('new reference data touches only the rows of institutions with another name', async () => {
  const before = aReference({ sponsors: [aSponsor()] })
  await putCases(database, manyCaseFiles(3))
  await sql`update case_view set sponsor_name = 'zoals het was'`.execute(database.db)
  const context = { reference: before } as DeskContext
  async function take(name: string): Promise<string[]> {
    const reference = { ...before, version: before.version + 1, sponsors: [aSponsor({ name })] }
    await inTransaction(database.db, async (trx) => await takeReferenceInTrx(context, trx, reference))
    const { rows } = await sql<{ name: string }>`select distinct sponsor_name as name from case_view`.execute(
      database.db,
    )
    return rows.map((row) => row.name)
  }
  expect(await take(aSponsor().name)).toEqual(['zoals het was'])
  expect(await take('Een nieuwe naam')).toEqual(['Een nieuwe naam'])
})
