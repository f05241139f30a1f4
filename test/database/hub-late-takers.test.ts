import { beforeAll, expect, test } from 'vitest'
import type { Receipt } from '#core/receipt.ts'
import { findCommand } from '#db/hub/queries/receipts.ts'
import { answerEverything, caseFileAt, grantBy, historyOf } from '#test/support/hub-cases.ts'
import { commandBy, push, seedHub } from '#test/support/hub-client.ts'
import { onBothEngines } from '#test/support/hub-engines.ts'
import type { TestHub } from '#test/support/hub.ts'

onBothEngines('coming too late', (engine) => {
  let hub: TestHub
  let free: string[]
  beforeAll(async () => {
    hub = await engine.startHub()
    free = await seedHub(hub, { cases: 6 })
  })

  function nextCase(): string {
    const caseId = free.shift()
    if (caseId === undefined) throw new Error('seed more cases')
    return caseId
  }

  async function pushOne(personId: string, command: unknown): Promise<Receipt> {
    const [receipt] = (await push(hub, personId, [command])).receipts
    if (receipt === undefined) throw new Error('a command gets a receipt')
    return receipt
  }

  function letGoOf(personId: string, caseId: string, parkedCommandId: string, how: 'discard' | 'adopt' = 'discard') {
    return commandBy(personId, 'resolveParked', caseId, { parkedCommandId, how, reason: 'al genomen' })
  }

  test('[SYN-12] who comes too late to take a case is told who has it, and the history of the case knows nothing of it', async () => {
    const file = await caseFileAt(hub, nextCase())
    const take = commandBy('officer-3', 'takeCase', file.caseId, {})
    const receipt = await pushOne('officer-3', take)
    expect(receipt).toMatchObject({ outcome: 'parked', caseVersion: null, situation: null })
    expect(receipt.reasons).toEqual([
      { code: 'parked.already_taken', tone: 'fail', values: { holderName: 'Noor Visser' } },
    ])
    expect(await caseFileAt(hub, file.caseId)).toEqual(file)
    expect(JSON.parse((await findCommand(hub.database.db, take.commandId))?.command ?? '')).toEqual(take)
    expect(await pushOne('officer-3', take)).toEqual(receipt)
  })

  test('[SYN-50] taking a case tells nobody how it stands: neither that it is decided nor by whom', async () => {
    const file = await caseFileAt(hub, nextCase())
    await push(hub, 'officer-1', [answerEverything('officer-1', file), grantBy('officer-1', file)])
    expect((await caseFileAt(hub, file.caseId)).status).toBe('decided')
    const late = await pushOne('officer-3', commandBy('officer-3', 'takeCase', file.caseId, {}))
    expect(late.situation).toBeNull()
    expect(late.reasons.map((reason) => reason.code)).toEqual(['parked.already_taken'])
    const auditor = await pushOne('auditor-1', commandBy('auditor-1', 'takeCase', file.caseId, {}))
    expect(auditor).toMatchObject({ outcome: 'refused', situation: null })
    const before = await pushOne('officer-3', commandBy('officer-3', 'addNote', file.caseId, { text: 'x' }))
    expect(before.reasons.map((reason) => reason.code)).toEqual(['refused.unknown_case'])
  })

  test('[SYN-13] who came too late lets go of it, as often as the answer is lost, and only they can', async () => {
    const caseId = nextCase()
    const take = commandBy('officer-3', 'takeCase', caseId, {})
    await pushOne('officer-3', take)
    const before = await historyOf(hub, caseId)
    const other = await pushOne('officer-2', letGoOf('officer-2', caseId, take.commandId))
    expect(other.reasons.map((reason) => reason.code)).toEqual(['refused.unknown_case'])
    const adopting = await pushOne('officer-3', letGoOf('officer-3', caseId, take.commandId, 'adopt'))
    expect(adopting.reasons.map((reason) => reason.code)).toEqual(['refused.not_adoptable'])
    const letGo = letGoOf('officer-3', caseId, take.commandId)
    const receipt = await pushOne('officer-3', letGo)
    expect(receipt).toMatchObject({ outcome: 'accepted', caseVersion: null, reasons: [], situation: null })
    expect(await pushOne('officer-3', letGo)).toEqual(receipt)
    expect(await historyOf(hub, caseId)).toEqual(before)
  })

  test('[SYN-13] coming too late and letting go of it travel in one push', async () => {
    const caseId = nextCase()
    const take = commandBy('officer-3', 'takeCase', caseId, {})
    const { receipts } = await push(hub, 'officer-3', [take, letGoOf('officer-3', caseId, take.commandId)])
    expect(receipts.map((receipt) => receipt.outcome)).toEqual(['parked', 'accepted'])
  })

  test('[SYN-13] the author of an act set aside lets go of it also on a case that never was theirs', async () => {
    const [caseId = ''] = await seedHub(hub, { cases: 1, holder: null, prefix: 'nobody' })
    const answer = answerEverything('officer-3', await caseFileAt(hub, caseId))
    expect((await pushOne('officer-3', answer)).outcome).toBe('parked')
    expect((await pushOne('officer-2', commandBy('officer-2', 'takeCase', caseId, {}))).outcome).toBe('accepted')
    const receipt = await pushOne('officer-3', letGoOf('officer-3', caseId, answer.commandId))
    expect(receipt).toMatchObject({ outcome: 'accepted', situation: null })
    expect((await caseFileAt(hub, caseId)).parked[0]?.resolution).toMatchObject({ how: 'discard' })
  })
})
