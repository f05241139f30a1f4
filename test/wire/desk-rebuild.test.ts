import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { takeDeskLock } from '#db/local/desk-lock.ts'
import { rebuildDatabase } from '#desk/rebuild.ts'
import { aCommandId, aFilter, startTestDesk, TEST_KEY, type TestDesk } from '#test/support/desk.ts'
import { aScene, NOOR, note, outbox, type Scene } from '#test/support/desk-scenes.ts'
import { FakeTimers } from '#test/support/fake-timers.ts'

let scene: Scene | undefined

afterEach(async () => {
  await scene?.close()
  scene = undefined
})

const PAGE = 8_192
const NOW = '2026-06-08T09:00:00.000Z'

/** A desk with a note it could not send, ended; its file is cut short. */
async function aDamagedDesk(): Promise<Scene> {
  const made = await aScene({ cases: 3 })
  made.wire.offline(true)
  await note(made.desk, made.caseIds[0] ?? '', 'nog niet verzonden')
  await made.desk.ask('saveView', { viewId: aCommandId(), name: 'Mijn lijst', filter: aFilter() })
  await made.desk.stop()
  truncateSync(made.desk.databaseFile, statSync(made.desk.databaseFile).size - PAGE)
  return made
}

test('[SYN-5] a rebuild that cannot begin, because the file is in use, leaves file and acts where they are', async () => {
  scene = await aDamagedDesk()
  const { databaseFile, folder } = scene.desk
  const before = readFileSync(databaseFile)
  const lock = await takeDeskLock(databaseFile)
  expect(await rebuildDatabase(databaseFile, TEST_KEY, NOW)).toMatchObject({ ok: false, refusal: { detail: 'in_use' } })
  await lock.release()
  expect(readFileSync(databaseFile).equals(before)).toBe(true)
  expect(readdirSync(folder).filter((name) => name.includes('set-aside'))).toEqual([])
  expect(await rebuildDatabase(databaseFile, TEST_KEY, NOW)).toMatchObject({ ok: true, value: { outboxKept: 1 } })
})

test('[SYN-5] a rebuild cut off at any point is ended by the next start, or begun again, with its acts', async () => {
  scene = await aDamagedDesk()
  const { hub, desk } = scene
  const whole = path.join(desk.folder, 'rebuilt')
  mkdirSync(whole)
  for (const name of readdirSync(desk.folder))
    if (name.startsWith('desk.db')) cpSync(path.join(desk.folder, name), path.join(whole, name))
  expect(await rebuildDatabase(path.join(whole, 'desk.db'), TEST_KEY, NOW)).toMatchObject({ ok: true })
  const rebuilt = path.join(whole, 'desk.db')

  // Declared, the old file not yet aside.
  const early = path.join(desk.folder, 'early')
  mkdirSync(early)
  for (const name of ['desk.db', 'desk.db.key-check']) cpSync(path.join(desk.folder, name), path.join(early, name))
  cpSync(rebuilt, path.join(early, 'desk.db.rebuilt-then'))
  // The old file aside, the new one not yet in its place.
  const late = path.join(desk.folder, 'late')
  mkdirSync(late)
  cpSync(desk.databaseFile, path.join(late, 'desk.db.set-aside-then'))
  cpSync(rebuilt, path.join(late, 'desk.db.rebuilt-then'))
  for (const folder of [early, late]) {
    const again = await startTestDesk({ hub, personId: NOOR.personId, folder, fetch: scene.wire })
    expect(await again.ask('getSession', {}), folder).toMatchObject({ state: 'open', refusal: null })
    expect(await outbox(again), folder).toEqual(['addNote due'])
    expect((await again.ask('listSavedViews', {})).map((view) => view.name)).toEqual(['Mijn lijst'])
    expect(existsSync(path.join(folder, 'desk.db.set-aside-then'))).toBe(true)
    await again.close()
  }

  // Half built: the old one is still in its place, and refused as before.
  writeFileSync(`${desk.databaseFile}.new`, 'half')
  const again = await startTestDesk({ hub, personId: NOOR.personId, folder: desk.folder, fetch: scene.wire })
  expect((await again.ask('getSession', {})).refusal).toMatchObject({ reason: 'damaged' })
  expect(await again.ask('rebuildDesk', {})).toMatchObject({ outboxKept: 1 })
  expect(await outbox(again)).toEqual(['addNote due'])
  await again.close()
})

test('[SYN-5] rebuilding asked for twice at once happens once', async () => {
  scene = await aDamagedDesk()
  const { hub, desk, wire } = scene
  const broken = await startTestDesk({ hub, personId: NOOR.personId, folder: desk.folder, fetch: wire })
  const [one, two] = await Promise.all([broken.ask('rebuildDesk', {}), broken.ask('rebuildDesk', {})])
  expect(two).toEqual(one)
  expect(await outbox(broken)).toEqual(['addNote due'])
  expect(readdirSync(desk.folder).filter((name) => /set-aside-[^.]*$/.test(name))).toHaveLength(1)
  await broken.close()
})

test('a database that is gone while one was set aside is not a first start', async () => {
  scene = await aDamagedDesk()
  const { hub, desk } = scene
  renameSync(desk.databaseFile, `${desk.databaseFile}.set-aside-then`)
  renameSync(`${desk.databaseFile}.key-check`, `${desk.databaseFile}.set-aside-then.key-check`)
  const again = await startTestDesk({ hub, personId: NOOR.personId, folder: desk.folder })
  expect((await again.ask('getSession', {})).refusal).toMatchObject({ reason: 'damaged', canRebuild: true })
  await again.close()
})

test('[SYN-5] a desk that finds its file damaged while an exchange hangs is rebuilt with its acts', async () => {
  const timers = new FakeTimers()
  let hangs = false
  let release: (() => void) | undefined
  scene = await aScene({
    cases: 40,
    timers,
    async fetch(url, init) {
      if (!hangs || url.includes('notices')) return await fetch(url, init)
      return await new Promise((_, reject) => {
        release = () => reject(new TypeError('released'))
        init?.signal?.addEventListener('abort', () => reject(new TypeError('aborted')))
      })
    },
  })
  const { desk, caseIds } = scene
  hangs = true
  await note(desk, caseIds[0] ?? '', 'nog niet verzonden')
  await expect.poll(() => release !== undefined).toBe(true)
  const found = await damageUnderway(desk, caseIds)
  if (found !== 'damaged') release?.()
  expect(found).toBe('damaged')
  const rebuilding = desk.ask('rebuildDesk', {})
  timers.advance(2_000)
  expect(await rebuilding).toMatchObject({ outboxKept: 1 })
  hangs = false
  release?.()
  desk.wake()
  await desk.settled()
  expect(await outbox(desk)).toEqual(['addNote accepted'])
})

/** The end of the file goes while the desk works; it finds out by reading. */
async function damageUnderway(desk: TestDesk, caseIds: string[]): Promise<string | undefined> {
  // More than its last pages: what was written last may still lie in the log, from where it is read whole.
  truncateSync(desk.databaseFile, statSync(desk.databaseFile).size - 24 * PAGE)
  for (const caseId of caseIds) await desk.handle('openCase', { caseId })
  await desk.handle('getQueueFacets', aFilter())
  await desk.handle('listSetAside', {})
  return (await desk.ask('getSession', {})).refusal?.reason
}
