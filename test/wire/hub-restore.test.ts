import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findEpoch } from '#db/hub/queries/meta.ts'
import { openPglite } from '#db/hub/open.ts'
import { checkBackup } from '#hub/backup/manifest.ts'
import { readBackup } from '#hub/backup/read-backup.ts'
import { writeBackup } from '#hub/backup/write-backup.ts'
import { openDocumentStore } from '#hub/documents/document-store.ts'
import { aScene, answerAll, grant, note, outbox } from '#test/support/desk-scenes.ts'
import { openTestPglite } from '#test/support/hub-databases.ts'
import { type HubProcess, startHubProcess } from '#test/support/hub-process.ts'
import { startTestHub } from '#test/support/hub.ts'

const MAIN = fileURLToPath(new URL('../../src-hub/main.ts', import.meta.url))

const UUID = /^[0-9a-f-]{36}$/
/** Five processes, each with a database of its own. */
const PATIENCE_MS = 240_000

let folder: string
let running: HubProcess | undefined
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beslisdesk-restore-'))
})
afterAll(async () => {
  await running?.end('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

test('[SYN-33, OPS-6] a desk offers back to a hub restored from an older backup what it had done since', async () => {
  const scene = await aScene({ cases: 2 })
  const { hub, desk, caseIds } = scene
  const [first = '', second = ''] = caseIds
  const now = () => new Date().toISOString()
  await note(desk, first, 'voor de backup')
  await desk.settled()
  const backup = join(folder, 'of-a-desk')
  const documents = openDocumentStore({ kind: 'folder', folder: hub.documentFolder }, uuidv7)
  expect(await writeBackup({ database: hub.database, documents, now }, backup)).toMatchObject({ ok: true })
  await note(desk, first, 'na de backup')
  await answerAll(desk, second)
  await grant(desk, second)
  await desk.settled()
  expect((await outbox(desk)).every((row) => row.endsWith('accepted'))).toBe(true)
  const port = Number(new URL(hub.url).port)
  await hub.close()

  const database = await openTestPglite()
  const elsewhere = openDocumentStore({ kind: 'folder', folder: await mkdtemp(join(folder, 'documents-')) }, uuidv7)
  const whole = await checkBackup(backup)
  if (!whole.ok) throw new Error(whole.refusal)
  const target = { database, documents: elsewhere, now, newId: uuidv7 }
  expect(await readBackup(target, whole.value)).toMatchObject({ ok: true })
  const restored = await startTestHub({ database, port })
  await desk.sync()
  await desk.sync()
  const notes = (await desk.ask('openCase', { caseId: first })).file.notes.map((one) => one.text)
  expect(notes).toEqual(['voor de backup', 'na de backup'])
  expect((await desk.ask('openCase', { caseId: second })).file.decision).toMatchObject({ outcome: 'grant' })
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({ inSync: true, waiting: 0, setAside: 0 })
  await restored.close()
  await desk.close()
  await database.close()
})

/** `hub <command>` as a person runs it. */
async function run(args: string[], settings: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [MAIN, ...args], { env: { PATH, ...settings } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said }
}

async function epochIn(data: string): Promise<string | undefined> {
  const database = await openPglite(join(data, 'database'))
  const epoch = await findEpoch(database.db)
  await database.close()
  return epoch
}

test(
  '[OPS-6] the commands back up an embedded hub that stands still, and restore it to a new folder',
  async () => {
    const [data, copy, made] = [join(folder, 'data'), join(folder, 'copy'), join(folder, 'made')]
    const started = await startHubProcess({ BESLISDESK_HUB_DATA: data })
    if (!('url' in started)) throw new Error(started.said)
    running = started
    const early = await run(['backup', made], { BESLISDESK_HUB_DATA: data })
    expect([early.code, early.said]).toEqual([1, expect.stringContaining('already uses')])
    expect(await started.end('SIGTERM')).toBe(0)
    running = undefined
    expect(await run(['backup', made], { BESLISDESK_HUB_DATA: data })).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^backup of \S+: [1-9]\d* rows in [1-9]\d* tables, 0 documents\n$/),
    })
    expect(await run(['restore', made], { BESLISDESK_HUB_DATA: copy })).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^restore of/),
    })
    const { epoch } = JSON.parse(await readFile(join(made, 'backup.json'), 'utf8')) as { epoch: string }
    const after = await epochIn(copy)
    expect([epoch, after]).toEqual([expect.stringMatching(UUID), expect.stringMatching(UUID)])
    expect(after).not.toBe(epoch)
    const again = await startHubProcess({ BESLISDESK_HUB_DATA: copy })
    if (!('url' in again)) throw new Error(again.said)
    running = again
    expect((await fetch(`${again.url}/ready`)).status).toBe(200)
    expect(await again.end('SIGTERM')).toBe(0)
  },
  PATIENCE_MS,
)

test('[OPS-6] what the commands cannot do they say, with an exit code', async () => {
  const data = join(folder, 'none')
  expect(await run(['backup'], { BESLISDESK_HUB_DATA: data })).toMatchObject({
    code: 2,
    said: expect.stringContaining('usage'),
  })
  expect(await run(['restore', join(folder, 'nowhere')], { BESLISDESK_HUB_DATA: data })).toMatchObject({
    code: 1,
    said: expect.stringContaining('holds no whole backup'),
  })
  expect(await run(['backup', join(folder, 'empty')], { BESLISDESK_HUB_DATA: data })).toMatchObject({
    code: 1,
    said: expect.stringContaining('holds no hub'),
  })
  expect(await run(['opruimen'], {})).toMatchObject({ code: 2, said: expect.stringContaining('knows no command') })
  expect(existsSync(data)).toBe(false)
})
