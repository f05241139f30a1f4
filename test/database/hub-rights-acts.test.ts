import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import type { PushAnswer } from '#contract/wire.ts'
import type { CommandKind, CommandPayloads } from '#core/command.ts'
import type { Receipt } from '#core/receipt.ts'
import { ACT_ROLES } from '#core/rights.ts'
import { digestOf } from '#test/support/hub-contents.ts'
import { commandBy } from '#test/support/hub-client.ts'
import { onPostgres } from '#test/support/hub-engines.ts'
import {
  ACTOR_NAMES,
  ACTORS,
  type ActorName,
  type Answer,
  askAs,
  DESKS,
  leaksIn,
  makeWorld,
  PLACES,
  type Place,
  type World,
} from '#test/support/rights-world.ts'

/** A sound payload of every kind of act. */
const PAYLOADS: { [Kind in CommandKind]: () => CommandPayloads[Kind] } = {
  answerCheck: () => ({
    answers: [{ itemId: 'C01', value: 'met', basis: 'register_check', note: '', evidence: null }],
  }),
  addNote: () => ({ text: 'gebeld' }),
  requestInformation: () => ({ items: ['C06'], text: 'paspoort ontbreekt' }),
  decide: () => ({ outcome: 'grant', grounds: [], motivation: '', seenChecks: {} }),
  takeCase: () => ({}),
  reassign: () => ({ expectedHolder: 'officer-1', to: null, reason: 'verlof' }),
  resolveParked: () => ({ parkedCommandId: uuidv7(), how: 'discard', reason: 'dubbel' }),
}
const KINDS = Object.keys(PAYLOADS) as CommandKind[]

/** Who is answered about a case as it stands. Everyone else of the desks is answered as if there were none, unless they ask for it. */
const JUDGED: Record<Place, ActorName[]> = {
  held: ['holder', 'former holder', 'supervisor'],
  pooled: DESKS,
  elsewhere: ['other supervisor'],
}
const SUPERVISORS: ActorName[] = ['supervisor', 'other supervisor']

type Expected = 'no push' | 'not permitted' | 'no such case' | 'told who holds it' | 'judged'

function expectedOf(actor: ActorName, kind: CommandKind, place: Place): Expected {
  if (!DESKS.includes(actor)) return actor === 'auditor' || actor === 'administrator' ? 'not permitted' : 'no push'
  if (kind === 'reassign' && !SUPERVISORS.includes(actor)) return 'not permitted'
  if (JUDGED[place].includes(actor)) return 'judged'
  return kind === 'takeCase' ? 'told who holds it' : 'no such case'
}

onPostgres('rights on acts', (engine) => {
  let world: World
  const used = { held: 0, pooled: 0, elsewhere: 0 }
  beforeAll(async () => {
    world = await makeWorld(await engine.startHub(), KINDS.length * ACTOR_NAMES.length)
  })

  test('[SYN-50] every kind of act is tried', () => {
    expect(KINDS.toSorted()).toEqual(Object.keys(ACT_ROLES).toSorted())
  })

  const table = KINDS.flatMap((kind) => PLACES.map((place) => ({ kind, place })))
  test.each(table)('[SYN-50, SYN-55] $kind on a case $place: who is answered what', async ({ kind, place }) => {
    for (const actor of ACTOR_NAMES) {
      const caseId = world.cases[place][used[place]++] ?? ''
      const expected = expectedOf(actor, kind, place)
      const wrote = expected === 'judged' || expected === 'told who holds it'
      const before = wrote ? {} : await digestOf(world.hub.database)
      const answer = await push(actor, kind, caseId)
      const absent = await push(actor, kind, uuidv7())
      expect([actor, leaksIn(answer.text, actor)]).toEqual([actor, []])
      if (expected === 'no push') {
        expect([actor, answer]).toEqual([actor, absent])
        expect(answer.status).toBeGreaterThanOrEqual(401)
      } else {
        const receipt = receiptOf(answer)
        expect([actor, tellOf(receipt, receiptOf(absent))]).toEqual([actor, expected])
      }
      if (!wrote) expect([actor, await digestOf(world.hub.database)]).toEqual([actor, before])
    }
  })

  async function push(actor: ActorName, kind: CommandKind, caseId: string): Promise<Answer> {
    const personId = ACTORS[actor] ?? 'officer-1'
    const deskId = `desk-of-${personId}`
    const commands = [commandBy(personId, kind, caseId, PAYLOADS[kind](), { baseVersion: 3 })]
    const body = { protocol: PROTOCOL_VERSION, deskId, commands }
    return await askAs(world, actor, { method: 'POST', path: '/v1/sync/push', body })
  }
})

function receiptOf(answer: Answer): Receipt {
  const [receipt] = (JSON.parse(answer.text) as PushAnswer).receipts
  if (receipt === undefined) throw new Error('a command gets a receipt')
  return receipt
}

/** What a receipt gives away, seen beside the one for a case that does not exist. */
function tellOf(receipt: Receipt, absent: Receipt): Expected {
  const codes = receipt.reasons.map((reason) => reason.code)
  const same = JSON.stringify({ ...receipt, commandId: '' }) === JSON.stringify({ ...absent, commandId: '' })
  if (!same)
    return codes.includes('parked.already_taken') && receipt.situation === null ? 'told who holds it' : 'judged'
  if (codes.includes('refused.not_permitted')) return 'not permitted'
  return codes.includes('refused.unknown_case') ? 'no such case' : 'judged'
}
