import { afterEach, expect, test } from 'vitest'
import type { TeamMember } from '#contract/team.ts'
import { aCommandId, startTestDesk, type TestDesk } from '#test/support/desk.ts'
import { aScene, DAAN, NOOR, type Scene } from '#test/support/desk-scenes.ts'
import { assign } from '#test/support/hub-client.ts'

const ALL = { holder: 'all', band: 'all', limit: 1_000 } as const
let scene: Scene | undefined
let supervisor: TestDesk | undefined

afterEach(async () => {
  await scene?.close()
  await supervisor?.close()
  scene = undefined
  supervisor = undefined
})

async function begin(cases: number): Promise<{ scene: Scene; supervisor: TestDesk }> {
  scene = await aScene({ cases })
  supervisor = await startTestDesk({ hub: scene.hub, personId: 'supervisor-1' })
  await supervisor.settled()
  return { scene, supervisor }
}

function loads(members: TeamMember[]): Record<string, number> {
  return Object.fromEntries(members.map(({ personId, open }) => [personId, open]))
}

test('[SUP-1] a supervisor reads who of the team holds what, how their desks are, and the cases behind each number', async () => {
  const { scene, supervisor } = await begin(4)
  await assign(scene.hub, scene.caseIds.slice(0, 1), DAAN, NOOR.personId)
  await assign(scene.hub, scene.caseIds.slice(1, 2), null, NOOR.personId)
  const board = await supervisor.ask('getTeamBoard', {})
  expect(loads(board.members)).toEqual({ 'officer-1': 2, 'officer-2': 1, 'officer-4': 0, 'supervisor-1': 0 })
  expect(board.pool.open).toBe(1)
  expect(board.ages.reduce((sum, { cases }) => sum + cases, 0)).toBe(4)
  const noor = board.members.find(({ personId }) => personId === NOOR.personId)
  expect(noor?.desks).toMatchObject([{ unsent: 0, driftMs: expect.any(Number) }])
  expect(board.members.find(({ personId }) => personId === 'supervisor-1')?.holdsCases).toBe(false)

  const listed = async (holder: string) => (await supervisor.ask('listTeamCases', { ...ALL, holder })).cases
  expect((await listed(DAAN.personId)).map(({ caseId }) => caseId)).toEqual(scene.caseIds.slice(0, 1))
  expect((await listed('pool')).map(({ caseId }) => caseId)).toEqual(scene.caseIds.slice(1, 2))
  expect(await listed('officer-3')).toEqual([])
  expect(JSON.stringify(await listed('all'))).not.toMatch(/familyName|givenNames/)
})

test('[SUP-1] cases come page by page in the order of their due dates, each once', async () => {
  const { supervisor } = await begin(5)
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await supervisor.ask('listTeamCases', { ...ALL, limit: 2, ...(after === undefined ? {} : { after }) })
    expect(page.total).toBe(5)
    seen.push(...page.cases.map(({ dueOn, caseId }) => `${dueOn} ${caseId}`))
    after = page.next ?? undefined
  } while (after !== undefined)
  expect(seen).toEqual(seen.toSorted())
  expect(new Set(seen).size).toBe(5)
})

test('[SUP-2] what stands where the supervisor saw it moves in one go; a case that moved meanwhile stays and is named', async () => {
  const { scene, supervisor } = await begin(3)
  const { cases } = await supervisor.ask('listTeamCases', ALL)
  const [moved] = scene.caseIds
  await assign(scene.hub, [moved ?? ''], { personId: 'officer-4', name: 'Ilse Peters' }, NOOR.personId)
  const moves = cases.map(({ caseId, caseNumber, version, holderId }) => ({
    commandId: aCommandId(),
    caseId,
    caseNumber,
    version,
    expectedHolder: holderId,
    to: DAAN,
  }))
  await supervisor.ask('reassignCases', { moves, reason: 'Noor is met verlof' })
  // Said twice it is done once (SYN-3).
  await supervisor.ask('reassignCases', { moves, reason: 'Noor is met verlof' })
  await supervisor.settled()
  const acts = await supervisor.ask('followActs', { commandIds: moves.map(({ commandId }) => commandId) })
  expect(acts).toHaveLength(3)
  const states = new Map(acts.map(({ caseId, state }) => [caseId, state]))
  expect(scene.caseIds.map((caseId) => states.get(caseId))).toEqual(['parked', 'accepted', 'accepted'])
  const parked = acts.find(({ state }) => state === 'parked')
  expect(parked?.receipt?.reasons).toMatchObject([
    { code: 'parked.holder_changed', values: { holderName: 'Ilse Peters' } },
  ])
  const board = await supervisor.ask('getTeamBoard', {})
  expect(loads(board.members)).toMatchObject({ 'officer-1': 0, 'officer-2': 2, 'officer-4': 1 })

  // The officer hears of it by itself, with who it went to and why.
  await scene.desk.sync()
  expect((await scene.desk.ask('getSyncStatus', {})).cases).toBe(0)
})

test('[SUP-1] without the hub the board says that it cannot be told, and for an officer there is none', async () => {
  const { scene, supervisor } = await begin(1)
  expect(await scene.desk.handle('getTeamBoard', {})).toEqual({
    ok: false,
    refusal: { code: 'hub_away', why: 'hub_refused' },
  })
  await scene.hub.close()
  expect(await supervisor.handle('getTeamBoard', {})).toEqual({
    ok: false,
    refusal: { code: 'hub_away', why: 'no_contact' },
  })
})
