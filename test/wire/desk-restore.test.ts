import { afterEach, expect, test } from 'vitest'
import { aSponsor } from '#test/support/case-builder.ts'
import { aCommandId, aFilter, startTestDesk } from '#test/support/desk.ts'
import { answerAll, aScene, DAAN, NOOR, note, outbox, type Scene } from '#test/support/desk-scenes.ts'
import { backUp, restoreBackup } from '#test/support/hub-backup.ts'
import { ask, assign, commandBy, push, seedHub } from '#test/support/hub-client.ts'

let scene: Scene | undefined

afterEach(async () => {
  await scene?.close()
  scene = undefined
})

/** Noor's answers to all items are set aside, because the case was given to Daan before they arrived. Gives their command's id. */
async function answersSetAside({ hub, desk, wire }: Scene, caseId: string): Promise<string> {
  wire.offline(true)
  const commandId = await answerAll(desk, caseId)
  await desk.settled()
  await assign(hub, [caseId], DAAN, NOOR.personId)
  wire.offline(false)
  await desk.sync()
  await desk.ask('answerAway', { commandIds: [commandId], how: 'send' })
  await desk.sync()
  return commandId
}

for (const sent of [true, false]) {
  test(`[SYN-33] an act that was discarded does not become effective at a hub that went back in time, ${sent ? 'its discarding sent' : 'its discarding not sent yet'}`, async () => {
    scene = await aScene({ cases: 2 })
    const { hub, desk, wire, caseIds } = scene
    const [caseId = '', other = ''] = caseIds
    await backUp(hub)
    await note(desk, other, 'na de backup')
    const parkedCommandId = await answersSetAside(scene, caseId)
    wire.offline(!sent)
    await desk.ask('resolveSetAside', {
      commandId: aCommandId(),
      parkedCommandId,
      how: 'discard',
      reason: 'het is nu van Daan',
    })
    await desk.settled()
    await hub.pause()
    await restoreBackup(hub)
    await hub.restart({ restored: true })
    wire.offline(false)
    await desk.sync()
    await desk.sync()
    // Hers again since the hub went back; what she discarded stays discarded, what was accepted is there again.
    expect((await desk.ask('openCase', { caseId })).file.answers).toEqual({})
    expect((await desk.ask('openCase', { caseId: other })).file.notes).toHaveLength(1)
    expect(await desk.ask('listSetAside', {})).toMatchObject([
      { commandId: parkedCommandId, resolved: { state: 'final' } },
    ])
    expect(await desk.ask('getSyncStatus', {})).toMatchObject({ inSync: true, waiting: 0, setAside: 0 })
  })
}

test('[SYN-33] an act set aside and not resolved is offered again to a hub that went back in time', async () => {
  scene = await aScene({ cases: 1 })
  const { hub, desk, caseIds } = scene
  const [caseId = ''] = caseIds
  await backUp(hub)
  await answersSetAside(scene, caseId)
  await hub.pause()
  await restoreBackup(hub)
  await hub.restart({ restored: true })
  await desk.sync()
  await desk.sync()
  expect(await outbox(desk)).toEqual(['answerCheck accepted'])
  expect(Object.keys((await desk.ask('openCase', { caseId })).file.answers)).not.toEqual([])
})

test('[SYN-33] a desk takes the reference data of a hub that went back in time, although its own is newer', async () => {
  scene = await aScene({ cases: 1 })
  const { hub, desk, caseIds } = scene
  await backUp(hub)
  for (const name of ['een', 'twee', 'drie']) {
    await ask(hub, 'administrator', 'PUT', '/v1/admin/sponsors', [aSponsor({ name: `Naam ${name}` })])
    await desk.sync()
  }
  await hub.pause()
  await restoreBackup(hub)
  await hub.restart({ restored: true })
  await ask(hub, 'administrator', 'PUT', '/v1/admin/sponsors', [aSponsor({ name: 'Naam na herstel' })])
  await desk.sync()
  await desk.sync()
  const rows = await desk.ask('listQueuePage', { filter: aFilter(), anchor: '' })
  expect(rows[0]?.sponsorName).toBe('Naam na herstel')
  expect((await desk.ask('openCase', { caseId: caseIds[0] ?? '' })).sponsor?.name).toBe('Naam na herstel')
})

test('[SYN-13] who lost the race for a case out of the pool can clear the request away', async () => {
  scene = await aScene({ cases: 0 })
  const { hub } = scene
  const [caseId = ''] = await seedHub(hub, { cases: 1, holder: null, prefix: 'pool' })
  const desk = await startTestDesk({ hub, personId: DAAN.personId })
  await desk.settled()
  await push(hub, 'officer-3', [commandBy('officer-3', 'takeCase', caseId, {})])
  const parkedCommandId = aCommandId()
  await desk.ask('takeCase', { commandId: parkedCommandId, caseId })
  await desk.sync()
  expect(await desk.ask('listSetAside', {})).toMatchObject([{ kind: 'takeCase', mayResolve: true, resolved: null }])
  await desk.ask('resolveSetAside', {
    commandId: aCommandId(),
    parkedCommandId,
    how: 'discard',
    reason: 'al van Fenna',
  })
  await desk.sync()
  expect(await desk.ask('listSetAside', {})).toMatchObject([{ resolved: { how: 'discard', state: 'final' } }])
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({ setAside: 0, waiting: 0 })
  await desk.close()
})
