import { afterEach, expect, test } from 'vitest'
import type { AccessLog } from '#contract/access.ts'
import { rebuildDatabase } from '#desk/rebuild.ts'
import { startTestDesk, TEST_KEY, type TestDesk } from '#test/support/desk.ts'
import { aScene, DAAN, NOOR, type Scene } from '#test/support/desk-scenes.ts'
import { backUp, restoreBackup } from '#test/support/hub-backup.ts'
import { ask, assign } from '#test/support/hub-client.ts'

let scene: Scene | undefined
let other: TestDesk | undefined
afterEach(async () => {
  await other?.close()
  await scene?.close()
  scene = undefined
  other = undefined
})

async function looksAt({ hub }: Scene, caseId: string): Promise<AccessLog['accesses']> {
  const { accesses } = await ask<AccessLog>(hub, 'auditor-1', 'GET', `/v1/access-log?caseId=${caseId}`)
  return accesses.filter((one) => one.what === 'case_opened' || one.what === 'document_opened')
}

test('[HIS-5] a case that is opened is in the access log after the next exchange; read again by its screen it is one look', async () => {
  scene = await aScene({ cases: 2 })
  const { desk, caseIds } = scene
  const [caseId = '', untouched = ''] = caseIds
  for (let at = 0; at < 5; at += 1) await desk.ask('openCase', { caseId })
  await desk.sync()
  const looks = await looksAt(scene, caseId)
  expect(looks).toMatchObject([{ personId: NOOR.personId, why: 'holder', deskId: expect.any(String), caseId }])
  await desk.sync()
  expect(await looksAt(scene, caseId)).toEqual(looks)
  expect(await looksAt(scene, untouched)).toEqual([])
})

test('[HIS-5, HIS-6] what was looked at off line is kept across a restart, and told even of a case that has left since', async () => {
  scene = await aScene({ cases: 2 })
  const { hub, desk, wire, caseIds } = scene
  const [caseId = ''] = caseIds
  wire.offline(true)
  await desk.ask('openCase', { caseId })
  const { folder } = desk
  await desk.stop()
  other = await startTestDesk({ hub, personId: NOOR.personId, folder, fetch: wire })
  await other.settled()
  await assign(hub, [caseId], DAAN, NOOR.personId)
  wire.offline(false)
  await other.sync()
  expect(await other.handle('openCase', { caseId })).toMatchObject({ ok: false, refusal: { code: 'not_here' } })
  const looks = await looksAt(scene, caseId)
  expect(looks).toHaveLength(1)
  expect(Date.parse(looks[0]?.deviceTime ?? '')).toBeLessThanOrEqual(Date.parse(looks[0]?.hubTime ?? ''))
})

test('[HIS-6] looks not told yet are kept when the desk is rebuilt', async () => {
  scene = await aScene({ cases: 1 })
  const { hub, desk, wire, caseIds } = scene
  const [caseId = ''] = caseIds
  wire.offline(true)
  await desk.ask('openCase', { caseId })
  await desk.stop()
  const rebuilt = await rebuildDatabase(desk.databaseFile, TEST_KEY, '2026-06-08T09:00:00.000Z')
  expect(rebuilt).toMatchObject({ ok: true })
  wire.offline(false)
  other = await startTestDesk({ hub, personId: NOOR.personId, folder: desk.folder, fetch: wire })
  await other.settled()
  await other.sync()
  expect(await looksAt(scene, caseId)).toHaveLength(1)
})

test('[HIS-6] a look whose answer is lost is told again and is one look', async () => {
  scene = await aScene({ cases: 1 })
  const { desk, wire, caseIds } = scene
  const [caseId = ''] = caseIds
  await desk.ask('openCase', { caseId })
  wire.plan(/accesses/, 'lose_answer')
  await desk.sync()
  expect(wire.asked.filter((path) => path.includes('accesses'))).toHaveLength(1)
  await desk.sync()
  expect(wire.asked.filter((path) => path.includes('accesses'))).toHaveLength(2)
  expect(await looksAt(scene, caseId)).toHaveLength(1)
  await desk.sync()
  expect(wire.asked.filter((path) => path.includes('accesses'))).toHaveLength(2)
})

test('[HIS-6] looks that a hub lost by going back to a backup are told again', async () => {
  scene = await aScene({ cases: 1 })
  const { hub, desk, caseIds } = scene
  const [caseId = ''] = caseIds
  await backUp(hub)
  await desk.ask('openCase', { caseId })
  await desk.sync()
  const before = await looksAt(scene, caseId)
  expect(before).toHaveLength(1)
  await hub.pause()
  await restoreBackup(hub)
  await hub.restart({ restored: true })
  await desk.sync()
  await desk.sync()
  expect((await looksAt(scene, caseId)).map((one) => one.accessId)).toEqual(before.map((one) => one.accessId))
})
