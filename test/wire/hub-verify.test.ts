import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asOwner, migrateHub, openPglite } from '#db/hub/open.ts'
import { anchorDay } from '#hub/history/anchoring.ts'
import { seedHub } from '#test/support/hub-client.ts'
import { startTestHub } from '#test/support/hub.ts'

const MAIN = fileURLToPath(new URL('../../src-hub/main.ts', import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beslisdesk-verify-'))
  const database = await openPglite(join(folder, 'database'))
  await migrateHub(database)
  const hub = await startTestHub({ database, now: '2026-06-08T09:00:00.000Z' })
  await seedHub(hub, { cases: 3 })
  await anchorDay(database.db, '2026-06-09', '2026-06-09T09:00:00.000Z')
  await hub.close()
  await database.close()
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

/** `npm run hub -- verify …` on the data folder. */
async function verify(...args: string[]): Promise<{ code: unknown; said: string }> {
  const child = spawn(process.execPath, [MAIN, 'verify', ...args], {
    env: { PATH: process.env['PATH'], BESLISDESK_HUB_DATA: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const [code] = (await once(child, 'close')) as unknown[]
  return { code, said }
}

test('[HIS-4] the command says that a history is whole, and names the first broken link with another exit code', async () => {
  expect(await verify()).toEqual({ code: 0, said: '3 cases, 6 events, 2 anchors: whole\n' })
  expect(await verify('--anchor', 'abc')).toMatchObject({
    code: 1,
    said: 'broken: no anchor has the hash abc that was kept elsewhere\n',
  })
  const database = await openPglite(join(folder, 'database'))
  await asOwner(database, async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    await sql`update event set body = replace(body, 'verdeling', 'gunst') where version = 2`.execute(trx)
  })
  await database.close()
  const broken = await verify()
  expect(broken.code).toBe(1)
  expect(broken.said).toMatch(/^broken: case Z1-\d{10} \([-0-9a-f]{36}\): event 2 was changed: its hash does not fit/)
})
