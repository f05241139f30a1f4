import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { CaseList, CaseRead } from '#contract/case-reads.ts'
import type { Receipt } from '#core/receipt.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { answerEverything, caseFileAt, grantBy, historyOf } from '#test/support/hub-cases.ts'
import { ask, assign, commandBy, push, seedHub, send, TEST_PEOPLE } from '#test/support/hub-client.ts'
import { onBothEngines, onPostgres } from '#test/support/hub-engines.ts'
import type { TestHub } from '#test/support/hub.ts'

const NOOR = { personId: 'officer-1', name: 'Noor Visser' }
const FENNA = { personId: 'officer-3', name: 'Fenna Mulder' }
const MARIT = { personId: 'supervisor-2', name: 'Marit Hoekstra' }

async function pushOne(hub: TestHub, personId: string, command: unknown): Promise<Receipt> {
  const [receipt] = (await push(hub, personId, [command])).receipts
  if (receipt === undefined) throw new Error('a command gets a receipt')
  return receipt
}

function withoutId(receipt: Receipt): object {
  const { commandId: _, ...rest } = receipt
  return rest
}

onBothEngines('teams', (engine) => {
  let hub: TestHub
  let free: string[]
  beforeAll(async () => {
    hub = await engine.startHub()
    free = await seedHub(hub, { cases: 12 })
  })

  function nextCase(): string {
    const caseId = free.shift()
    if (caseId === undefined) throw new Error('seed more cases')
    return caseId
  }

  function giveTo(supervisor: string, caseId: string, to: { personId: string; name: string } | null, from: string) {
    return commandBy(supervisor, 'reassign', caseId, { expectedHolder: from, to, reason: 'verdeling' })
  }

  test('[SYN-56] a supervisor gives a case only to who works on cases in the own team; of others the hub does not say who they are', async () => {
    const caseId = nextCase()
    const refusals: object[] = []
    for (const personId of ['officer-3', 'supervisor-2', 'auditor-1', 'niemand']) {
      const to = { personId, name: 'Wie dan ook' }
      const receipt = await pushOne(hub, 'supervisor-1', giveTo('supervisor-1', caseId, to, 'officer-1'))
      expect(receipt.reasons.map((reason) => reason.code)).toEqual(['refused.unknown_person'])
      refusals.push(withoutId(receipt))
    }
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1)
    expect((await caseFileAt(hub, caseId)).holder).toEqual(NOOR)
  })

  test('[SYN-56] through the pool a case goes to another team, and is out of the sight of the first', async () => {
    const caseId = nextCase()
    await assign(hub, [caseId], null, 'officer-1')
    await assign(hub, [caseId], FENNA, null, 'supervisor-2')
    expect((await caseFileAt(hub, caseId)).holder).toEqual(FENNA)
    const back = await pushOne(hub, 'supervisor-1', giveTo('supervisor-1', caseId, null, 'officer-3'))
    expect(back.reasons.map((reason) => reason.code)).toEqual(['refused.unknown_case'])
    expect((await send(hub, 'supervisor-1', 'GET', `/v1/cases/${caseId}`)).status).toBe(404)
  })

  test('[SYN-56] a supervisor who once held a case of another team moves and resolves nothing in it', async () => {
    const caseId = nextCase()
    await assign(hub, [caseId], null, 'officer-1')
    await assign(hub, [caseId], MARIT, null, 'supervisor-2')
    await assign(hub, [caseId], null, 'supervisor-2', 'supervisor-2')
    await assign(hub, [caseId], NOOR)
    const parked = answerEverything('officer-2', await caseFileAt(hub, caseId))
    await assign(hub, [caseId], { personId: 'officer-2', name: '-' }, 'officer-1')
    await assign(hub, [caseId], NOOR, 'officer-2')
    expect((await pushOne(hub, 'officer-2', parked)).outcome).toBe('parked')
    const before = await historyOf(hub, caseId)
    const moved = await pushOne(hub, 'supervisor-2', giveTo('supervisor-2', caseId, null, 'officer-1'))
    expect(moved.reasons.map((reason) => reason.code)).toEqual(['refused.not_permitted'])
    const payload = { parkedCommandId: parked.commandId, how: 'adopt' as const, reason: '' }
    const adopted = await pushOne(hub, 'supervisor-2', commandBy('supervisor-2', 'resolveParked', caseId, payload))
    expect(adopted.reasons.map((reason) => reason.code)).toEqual(['refused.not_holder'])
    expect(await historyOf(hub, caseId)).toEqual(before)
  })

  test('[SYN-55] a case goes with its holder to another team, as recorded last', async () => {
    const caseId = nextCase()
    const moved = TEST_PEOPLE.map((person) => (person.personId === 'officer-1' ? { ...person, team: 'B' } : person))
    const seenBy = async () => {
      const seen = ['supervisor-1', 'supervisor-2'].map(async (personId) => {
        return [personId, (await send(hub, personId, 'GET', `/v1/cases/${caseId}`)).status]
      })
      return Object.fromEntries(await Promise.all(seen)) as Record<string, number>
    }
    expect(await seenBy()).toEqual({ 'supervisor-1': 200, 'supervisor-2': 404 })
    await ask(hub, 'administrator', 'PUT', '/v1/admin/people', moved)
    expect(await seenBy()).toEqual({ 'supervisor-1': 404, 'supervisor-2': 200 })
    await ask(hub, 'administrator', 'PUT', '/v1/admin/people', TEST_PEOPLE)
    expect(await seenBy()).toEqual({ 'supervisor-1': 200, 'supervisor-2': 404 })
  })

  test('[SYN-55] a supervisor in no team supervises what nobody holds and nothing else', async () => {
    const loose = { personId: 'supervisor-3', name: 'Teun Los', roles: ['supervisor'], team: null }
    await ask(hub, 'administrator', 'PUT', '/v1/admin/people', [
      loose,
      { ...loose, personId: 'officer-5', roles: ['officer'] },
    ])
    const caseId = nextCase()
    expect((await send(hub, 'supervisor-3', 'GET', `/v1/cases/${caseId}`)).status).toBe(404)
    await assign(hub, [caseId], null, 'officer-1')
    expect((await send(hub, 'supervisor-3', 'GET', `/v1/cases/${caseId}`)).status).toBe(200)
    await assign(hub, [caseId], { personId: 'supervisor-3', name: '-' }, null, 'supervisor-3')
    const other = await pushOne(
      hub,
      'supervisor-3',
      giveTo('supervisor-3', caseId, { personId: 'officer-5', name: '-' }, 'supervisor-3'),
    )
    expect(other.reasons.map((reason) => reason.code)).toEqual(['refused.unknown_person'])
  })

  test('[SYN-3, SYN-50] an id that someone else has used tells nothing of what it was used for', async () => {
    const caseId = nextCase()
    const mine = commandBy('officer-1', 'addNote', caseId, { text: 'van mij' })
    await pushOne(hub, 'officer-1', mine)
    const theirs = { ...mine, actor: 'officer-3', deskId: 'desk-of-officer-3' }
    const unknown = await pushOne(hub, 'officer-3', commandBy('officer-3', 'addNote', caseId, { text: 'van mij' }))
    expect(withoutId(await pushOne(hub, 'officer-3', theirs))).toEqual(withoutId(unknown))
    expect(await pushOne(hub, 'officer-1', mine)).toMatchObject({ outcome: 'accepted' })
  })

  test('[SYN-3] who lost their role still gets the receipt of what they did before, and nothing new is kept of them', async () => {
    const caseId = nextCase()
    const note = commandBy('officer-1', 'addNote', caseId, { text: 'eerder' })
    const first = await pushOne(hub, 'officer-1', note)
    const asAuditor = TEST_PEOPLE.map((person) =>
      person.personId === 'officer-1' ? { ...person, roles: ['auditor'] } : person,
    )
    await ask(hub, 'administrator', 'PUT', '/v1/admin/people', asAuditor)
    expect(await pushOne(hub, 'officer-1', note)).toEqual(first)
    const later = commandBy('officer-1', 'addNote', caseId, { text: 'later' })
    expect((await pushOne(hub, 'officer-1', later)).reasons.map((reason) => reason.code)).toEqual([
      'refused.not_permitted',
    ])
    await ask(hub, 'administrator', 'PUT', '/v1/admin/people', TEST_PEOPLE)
    expect((await pushOne(hub, 'officer-1', later)).outcome).toBe('accepted')
  })

  test('[SYN-55] an auditor reads a case with everything that happened to it, also when it is decided', async () => {
    const file = await caseFileAt(hub, nextCase())
    await push(hub, 'officer-1', [answerEverything('officer-1', file), grantBy('officer-1', file)])
    const read = await ask<CaseRead>(hub, 'auditor-1', 'GET', `/v1/cases/${file.caseId}`)
    expect(read.file).toEqual(await caseFileAt(hub, file.caseId))
    expect(read.history.map((entry) => entry.event)).toEqual(await historyOf(hub, file.caseId))
    expect(read.history.map((entry) => entry.version)).toEqual([1, 2, 3, 4])
    const { cases } = await ask<CaseList>(hub, 'auditor-1', 'GET', `/v1/cases?caseNumber=${file.caseNumber}`)
    expect(cases).toMatchObject([{ caseId: file.caseId, status: 'decided', holderId: 'officer-1' }])
  })

  test('[SYN-55] a list of cases goes on page after page, without one twice or missed', async () => {
    const pages: string[][] = []
    let after = ''
    do {
      const page = await ask<CaseList>(hub, 'supervisor-1', 'GET', `/v1/cases?limit=5${after}`)
      pages.push(page.cases.map((row) => row.caseId))
      after = page.next === null ? '' : `&after=${page.next}`
    } while (after !== '')
    const { rows } = await sql<{ case_id: string }>`select case_id from case_state
      where holder_id is null or holder_id in ('officer-1', 'officer-2', 'officer-4', 'supervisor-1') order by case_id`.execute(
      hub.database.db,
    )
    expect(pages.flat()).toEqual(rows.map((row) => row.case_id))
    expect(pages.every((page) => page.length <= 5)).toBe(true)
    expect(pages.length).toBeGreaterThan(1)
    const whole = await ask<CaseList>(hub, 'supervisor-1', 'GET', '/v1/cases?holderId=officer-3')
    expect(whole).toEqual({ cases: [], next: null })
  })

  test('a wish for a list that cannot be is a problem that names the field', async () => {
    const wishes = [
      ['limit=0', 'limit'],
      ['limit=501', 'limit'],
      ['after=x', 'after'],
      ['status=gone', 'status'],
      ['caseNumber=Z1', 'caseNumber'],
      ['holderId=', 'holderId'],
    ]
    for (const [query, field] of wishes) {
      const response = await send(hub, 'auditor-1', 'GET', `/v1/cases?${query}`)
      expect([query, response.status, await response.json()]).toMatchObject([query, 400, { field }])
    }
  })
})

onPostgres('a case in use', (engine) => {
  test('[SYN-50] who may not know of a case does not wait for who is busy with it', async () => {
    const hub = await engine.startHub()
    const [caseId = ''] = await seedHub(hub, { cases: 1 })
    const lockedFor = commandBy('supervisor-2', 'addNote', caseId, { text: 'wacht ik?' })
    await inTransaction(hub.database.db, async (trx) => {
      await sql`select 1 from case_state where case_id = ${caseId} for update`.execute(trx)
      const receipt = await pushOne(hub, 'supervisor-2', lockedFor)
      expect(receipt.reasons.map((reason) => reason.code)).toEqual(['refused.unknown_case'])
    })
  })
})
