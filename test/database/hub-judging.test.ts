import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import type { Receipt } from '#core/receipt.ts'
import { foldCase } from '#core/fold-case.ts'
import { findCommand } from '#db/hub/queries/receipts.ts'
import { answerEverything, caseFileAt, grantBy, historyOf } from '#test/support/hub-cases.ts'
import { assign, ask, commandBy, push, seedHub, send } from '#test/support/hub-client.ts'
import { onBothEngines, onPostgres } from '#test/support/hub-engines.ts'
import type { TestHub } from '#test/support/hub.ts'
import { aReference } from '#test/support/case-builder.ts'

const NOOR = { personId: 'officer-1', name: 'Noor Visser' }
const DAAN = { personId: 'officer-2', name: 'Daan Bakker' }

function codesOf(receipt: Receipt | undefined): string[] {
  return receipt?.reasons.map((reason) => reason.code) ?? []
}

onBothEngines('judging', (engine) => {
  let hub: TestHub
  let free: string[]
  beforeAll(async () => {
    hub = await engine.startHub()
    free = await seedHub(hub, { cases: 24 })
  })

  /** Another case of officer-1 that no test has touched. */
  function nextCase(): string {
    const caseId = free.shift()
    if (caseId === undefined) throw new Error('seed more cases')
    return caseId
  }

  async function pushOne(personId: string, command: unknown): Promise<Receipt> {
    const { receipts } = await push(hub, personId, [command])
    const [receipt] = receipts
    if (receipt === undefined) throw new Error('a command gets a receipt')
    return receipt
  }

  test('[SYN-3] the same command id answers the same receipt, also after the case went to someone else', async () => {
    const caseId = nextCase()
    const note = commandBy('officer-1', 'addNote', caseId, { text: 'gebeld met de instelling' })
    const first = await pushOne('officer-1', note)
    await assign(hub, [caseId], DAAN, 'officer-1')
    hub.at('2026-06-09T09:00:00.000Z')
    const second = await pushOne('officer-1', note)
    hub.at('2026-06-08T09:00:00.000Z')
    expect(first.outcome).toBe('accepted')
    expect(second).toEqual(first)
    expect((await caseFileAt(hub, caseId)).notes).toHaveLength(1)
  })

  test('[SYN-3] the same command twice in one push is one act with one receipt', async () => {
    const caseId = nextCase()
    const note = commandBy('officer-1', 'addNote', caseId, { text: 'eenmaal' })
    const { receipts } = await push(hub, 'officer-1', [note, note])
    expect(receipts[1]).toEqual(receipts[0])
    expect((await caseFileAt(hub, caseId)).notes).toHaveLength(1)
  })

  test('[SYN-4] commands of one case are applied in the order sent', async () => {
    const file = await caseFileAt(hub, nextCase())
    const { receipts } = await push(hub, 'officer-1', [answerEverything('officer-1', file), grantBy('officer-1', file)])
    expect(receipts.map((receipt) => receipt.outcome)).toEqual(['accepted', 'accepted'])
    const after = await caseFileAt(hub, file.caseId)
    expect(after.status).toBe('decided')
    expect(receipts[1]?.caseVersion).toBe(after.version)
  })

  test('[SYN-5] a malformed command is refused by itself, with the field, and the others go through', async () => {
    const caseId = nextCase()
    const good = commandBy('officer-1', 'addNote', caseId, { text: 'goed' })
    const bad = { ...commandBy('officer-1', 'addNote', caseId, { text: 'x' }), payload: { text: 7 } }
    const { receipts } = await push(hub, 'officer-1', [bad, good])
    expect(receipts.map((receipt) => receipt.outcome)).toEqual(['refused', 'accepted'])
    expect(receipts[0]?.reasons[0]).toMatchObject({ code: 'refused.malformed', values: { field: 'payload.text' } })
  })

  test('[SYN-5] a character no database can hold is refused, and the rest of the push goes through', async () => {
    const caseId = nextCase()
    const odd = commandBy('officer-1', 'addNote', caseId, { text: 'x' }, { deskId: 'desk\u0000' })
    const good = commandBy('officer-1', 'addNote', caseId, { text: 'nul \u0000 en half \ud800' })
    const { receipts } = await push(hub, 'officer-1', [odd, good])
    expect(receipts.map((receipt) => receipt.outcome)).toEqual(['refused', 'accepted'])
    expect((await caseFileAt(hub, caseId)).notes.map((note) => note.text)).toEqual(['nul \u0000 en half \ud800'])
  })

  test('[SYN-5] a command that cannot even be named is answered with a problem, and nothing happens', async () => {
    const caseId = nextCase()
    const good = commandBy('officer-1', 'addNote', caseId, { text: 'goed' })
    const body = { protocol: 1, deskId: 'd', commands: [good, { commandId: 7 }] }
    const response = await send(hub, 'officer-1', 'POST', '/v1/sync/push', body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ type: 'invalid', field: 'commands[1].commandId' })
    expect((await caseFileAt(hub, caseId)).notes).toEqual([])
  })

  test('[SYN-5] a parked act is kept whole at the hub and is part of the history of its case', async () => {
    const file = await caseFileAt(hub, nextCase())
    const grant = grantBy('officer-1', file)
    await assign(hub, [file.caseId], DAAN, 'officer-1')
    const receipt = await pushOne('officer-1', grant)
    expect(receipt.outcome).toBe('parked')
    const kept = await findCommand(hub.database.db, grant.commandId)
    expect(JSON.parse(kept?.command ?? '')).toEqual(grant)
    const after = await caseFileAt(hub, file.caseId)
    expect(after.parked).toMatchObject([
      { commandId: grant.commandId, kind: 'decide', payload: grant.payload, resolution: null },
    ])
    expect((await historyOf(hub, file.caseId)).map((event) => event.fact.kind)).toEqual([
      'received',
      'assigned',
      'assigned',
      'parked',
    ])
  })

  test('[SYN-6] what depends on a parked act is parked with it; notes and other cases flow', async () => {
    const [file, other] = [await caseFileAt(hub, nextCase()), await caseFileAt(hub, nextCase())]
    const early = answerEverything('officer-2', file)
    await assign(hub, [file.caseId], DAAN, 'officer-1')
    await pushOne('officer-2', { ...early, baseVersion: file.version + 1 })
    await assign(hub, [file.caseId], NOOR, 'officer-2')
    const { receipts } = await push(hub, 'officer-1', [
      answerEverything('officer-1', file),
      grantBy('officer-1', await caseFileAt(hub, file.caseId)),
      commandBy('officer-1', 'addNote', file.caseId, { text: 'toch' }),
      commandBy('officer-1', 'addNote', other.caseId, { text: 'los' }),
    ])
    expect(receipts.map((receipt) => receipt.outcome)).toEqual(['parked', 'parked', 'accepted', 'accepted'])
    expect(codesOf(receipts[0])).toContain('parked.check_changed')
    expect(codesOf(receipts[1])).toContain('parked.depends_on_parked')
  })

  test('[SYN-6] a case that could not be taken blocks nothing once it is given to the officer after all', async () => {
    const caseId = nextCase()
    const take = commandBy('officer-2', 'takeCase', caseId, {})
    expect(codesOf(await pushOne('officer-2', take))).toEqual(['parked.already_taken'])
    await assign(hub, [caseId], DAAN, 'officer-1')
    const file = await caseFileAt(hub, caseId)
    const { receipts } = await push(hub, 'officer-2', [answerEverything('officer-2', file), grantBy('officer-2', file)])
    expect(receipts.map((receipt) => receipt.outcome)).toEqual(['accepted', 'accepted'])
  })

  test('[SYN-10] a decision on a case that was given to someone else is parked and names the new holder', async () => {
    const file = await caseFileAt(hub, nextCase())
    await push(hub, 'officer-1', [answerEverything('officer-1', file)])
    await assign(hub, [file.caseId], DAAN, 'officer-1')
    const receipt = await pushOne('officer-1', grantBy('officer-1', file))
    expect(receipt.outcome).toBe('parked')
    expect(codesOf(receipt)).toContain('parked.holder_changed')
    expect(receipt.situation).toEqual({ status: 'open', holderName: 'Daan Bakker', decided: null })
  })

  test('[SYN-11] an answer is parked when the check changed at another desk since, and accepted when it did not', async () => {
    const file = await caseFileAt(hub, nextCase())
    await pushOne('officer-1', answerEverything('officer-1', file))
    const stale = { ...answerEverything('officer-1', file), deskId: 'second-desk' }
    expect(codesOf(await pushOne('officer-1', stale))).toContain('parked.check_changed')
    const fresh = { ...answerEverything('officer-1', await caseFileAt(hub, file.caseId)), deskId: 'second-desk' }
    expect((await pushOne('officer-1', fresh)).outcome).toBe('accepted')
  })

  test('[SYN-13] the new holder adopts a parked decision, which then counts, and the history says so', async () => {
    const file = await caseFileAt(hub, nextCase())
    await push(hub, 'officer-1', [answerEverything('officer-1', file)])
    await assign(hub, [file.caseId], DAAN, 'officer-1')
    const grant = grantBy('officer-1', await caseFileAt(hub, file.caseId))
    await pushOne('officer-1', grant)
    const adopt = commandBy('officer-2', 'resolveParked', file.caseId, {
      parkedCommandId: grant.commandId,
      how: 'adopt',
      reason: 'akkoord',
    })
    expect((await pushOne('officer-2', adopt)).outcome).toBe('accepted')
    const after = await caseFileAt(hub, file.caseId)
    expect(after.decision).toMatchObject({ outcome: 'grant', by: { personId: 'officer-2' } })
    expect(after.parked[0]?.resolution).toMatchObject({ how: 'adopt', by: { personId: 'officer-2' } })
    expect((await historyOf(hub, file.caseId)).map((event) => event.fact.kind)).toContain('resolved')
  })

  test('[SYN-50] a case of others is answered exactly as a case that does not exist', async () => {
    const caseId = nextCase()
    const foreign = await pushOne('officer-3', commandBy('officer-3', 'addNote', caseId, { text: 'wie is dit' }))
    const absent = await pushOne('officer-3', commandBy('officer-3', 'addNote', uuidv7(), { text: 'wie is dit' }))
    expect(codesOf(foreign)).toEqual(['refused.unknown_case'])
    expect({ ...foreign, commandId: '' }).toEqual({ ...absent, commandId: '' })
  })

  test('[SYN-50] nobody acts in the name of another, nor learns the answer to their commands', async () => {
    const caseId = nextCase()
    const note = commandBy('officer-1', 'addNote', caseId, { text: 'van mij' })
    expect(codesOf(await pushOne('officer-2', note))).toEqual(['refused.other_actor'])
    expect((await pushOne('officer-1', note)).outcome).toBe('accepted')
    const stolen = { ...note, actor: 'officer-2' }
    expect(await pushOne('officer-2', stolen)).toMatchObject({ outcome: 'refused', situation: null })
  })

  test('[SYN-50] an auditor changes nothing', async () => {
    const caseId = nextCase()
    const receipt = await pushOne('auditor-1', commandBy('auditor-1', 'addNote', caseId, { text: 'gezien' }))
    expect(receipt.outcome).toBe('refused')
    expect((await caseFileAt(hub, caseId)).notes).toEqual([])
  })

  test('a case goes only to a colleague the hub knows, under the name it knows', async () => {
    const caseId = nextCase()
    function giveTo(personId: string) {
      const payload = { expectedHolder: 'officer-1', to: { personId, name: 'Bedacht' }, reason: 'verdeling' }
      return commandBy('supervisor-1', 'reassign', caseId, payload)
    }
    expect(codesOf(await pushOne('supervisor-1', giveTo('officer-99')))).toEqual(['refused.unknown_person'])
    expect((await pushOne('supervisor-1', giveTo('officer-2'))).outcome).toBe('accepted')
    expect((await caseFileAt(hub, caseId)).holder).toEqual(DAAN)
  })

  test('a case is the fold over its events, byte for byte', async () => {
    const file = await caseFileAt(hub, nextCase())
    await push(hub, 'officer-1', [answerEverything('officer-1', file), grantBy('officer-1', file)])
    const events = await historyOf(hub, file.caseId)
    const { sponsors, version } = { ...aReference(), version: 2 }
    expect(JSON.stringify(foldCase(events, { ...aReference(), sponsors, version }))).toBe(
      JSON.stringify(await caseFileAt(hub, file.caseId)),
    )
  })

  test('two people cannot be answered from a pool case at once: the pool shows it until it is taken', async () => {
    const caseId = nextCase()
    await assign(hub, [caseId], null, 'officer-1')
    const before = await ask<{ cases: { caseId: string }[] }>(hub, 'officer-2', 'GET', '/v1/pool?limit=10')
    expect(before.cases.map((row) => row.caseId)).toContain(caseId)
    expect((await pushOne('officer-2', commandBy('officer-2', 'takeCase', caseId, {}))).outcome).toBe('accepted')
    const after = await ask<{ total: number }>(hub, 'officer-2', 'GET', '/v1/pool?limit=10')
    expect(after.total).toBe(0)
  })
})

onPostgres('races', (engine) => {
  test('[SYN-3] two pushes of one command at once make one act and get one receipt', async () => {
    const hub = await engine.startHub()
    const caseIds = await seedHub(hub, { cases: 12 })
    for (const caseId of caseIds) {
      const note = commandBy('officer-1', 'addNote', caseId, { text: 'tegelijk' })
      const answers = await Promise.all([1, 2, 3].map(async () => (await push(hub, 'officer-1', [note])).receipts[0]))
      expect(answers[0]?.outcome).toBe('accepted')
      expect(answers[1]).toEqual(answers[0])
      expect(answers[2]).toEqual(answers[0])
      expect((await caseFileAt(hub, caseId)).notes).toHaveLength(1)
    }
  })

  test('[SYN-12] of two who take a case at once one has it and the other is told who', async () => {
    const hub = await engine.startHub()
    const caseIds = await seedHub(hub, { cases: 12, holder: null })
    for (const caseId of caseIds) {
      const takers = ['officer-1', 'officer-2', 'officer-3']
      const receipts = await Promise.all(
        takers.map(async (taker) => (await push(hub, taker, [commandBy(taker, 'takeCase', caseId, {})])).receipts[0]),
      )
      expect(receipts.filter((receipt) => receipt?.outcome === 'accepted')).toHaveLength(1)
      expect(receipts.filter((receipt) => receipt?.outcome === 'parked')).toHaveLength(2)
      const holder = (await caseFileAt(hub, caseId)).holder
      const winner = takers[receipts.findIndex((receipt) => receipt?.outcome === 'accepted')]
      expect(holder?.personId).toBe(winner)
      for (const receipt of receipts.filter((candidate) => candidate?.outcome === 'parked')) {
        expect(receipt?.reasons).toMatchObject([{ code: 'parked.already_taken', values: { holderName: holder?.name } }])
      }
      await historyOf(hub, caseId)
    }
  })

  test('pushes of many cases at once, in opposite orders, all end', async () => {
    const hub = await engine.startHub()
    const caseIds = await seedHub(hub, { cases: 40 })
    const forwards = caseIds.map((caseId) => commandBy('officer-1', 'addNote', caseId, { text: 'heen' }))
    const backwards = caseIds.toReversed().map((caseId) => commandBy('officer-1', 'addNote', caseId, { text: 'terug' }))
    const answers = await Promise.all([push(hub, 'officer-1', forwards), push(hub, 'officer-1', backwards)])
    for (const { receipts } of answers) expect(receipts.every((receipt) => receipt.outcome === 'accepted')).toBe(true)
  })
})
