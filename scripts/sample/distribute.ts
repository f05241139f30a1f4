import { v7 as newId } from 'uuid'
import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import { type PoolCase, poolAnswerSchema, pushAnswerSchema } from '#contract/wire.ts'
import type { PersonRef } from '#core/case-file.ts'
import type { Command, CommandKind, CommandOf, CommandPayloads } from '#core/command.ts'
import { must } from '#core/result.ts'
import { demand } from './demand.ts'
import { askHub } from './hub-client.ts'
import { seededRandom } from './random.ts'

/** Someone who acts at the hub from the command line. */
export interface Actor {
  hubUrl: string
  token: string
  personId: string
}

export interface HeldCase {
  caseId: string
  caseNumber: string
  version: number
  holder: PersonRef
}

const DESK_ID = 'sample-load'
const PAGE = 500

/**
 * Gives `count` cases of the pool to the officers, as a supervisor does: what runs out first is given first, so the newest stay in the pool.
 * The first officer gets `firstShare` of them, the others the rest in turn by chance.
 */
export async function distributePool(
  supervisor: Actor,
  wish: { officers: readonly PersonRef[]; count: number; firstShare: number; seed: string },
  progress: (given: number) => void,
): Promise<HeldCase[]> {
  const random = seededRandom(`${wish.seed}/distribution`)
  const [first, ...others] = wish.officers
  must(first !== undefined, 'there is an officer to give cases to')
  const given: HeldCase[] = []
  while (given.length < wish.count) {
    const page = await readPool(supervisor, PAGE)
    const chosen = page.cases.slice(0, wish.count - given.length)
    if (chosen.length === 0) break
    const to = chosen.map(() => (others.length === 0 || random.next() < wish.firstShare ? first : random.pick(others)))
    const versions = await push(
      supervisor,
      chosen.map((one, index) => reassign(supervisor, one, to[index] ?? first)),
    )
    given.push(
      ...chosen.flatMap(({ caseId, caseNumber }, index) => {
        const version = versions[index]
        return typeof version === 'number' ? [{ caseId, caseNumber, version, holder: to[index] ?? first }] : []
      }),
    )
    // Someone else may be taking cases at the same moment; but if nothing at all was accepted, going on would never end.
    if (versions.every((version) => version === null)) break
    progress(given.length)
  }
  return given
}

/** How many cases nobody holds. */
export async function countPool(supervisor: Actor): Promise<number> {
  return (await readPool(supervisor, 1)).total
}

async function readPool({ hubUrl, token }: Actor, limit: number) {
  const answer = demand(await askHub(hubUrl, { method: 'GET', path: `/v1/pool?limit=${limit}`, token }))
  return poolAnswerSchema.parse(answer)
}

function reassign(supervisor: Actor, { caseId, version }: PoolCase, to: PersonRef): Command {
  const payload = { expectedHolder: null, to, reason: 'Verdeling van de werkvoorraad' }
  return makeCommand(supervisor, 'reassign', { caseId, version, payload })
}

/** A command as a desk would send it, acted now. */
export function makeCommand<Kind extends CommandKind>(
  actor: Actor,
  kind: Kind,
  act: { caseId: string; version: number; payload: CommandPayloads[Kind] },
): CommandOf<Kind> {
  return {
    commandId: newId(),
    kind,
    protocol: PROTOCOL_VERSION,
    caseId: act.caseId,
    baseVersion: act.version,
    actor: actor.personId,
    deskId: DESK_ID,
    deviceTime: new Date().toISOString(),
    clockOffsetMs: null,
    payload: act.payload,
  }
}

/** Sends commands; answers for each the version of the case after it, or null where it was not accepted. */
export async function push(actor: Actor, commands: readonly Command[]): Promise<(number | null)[]> {
  const versions: (number | null)[] = []
  for (let first = 0; first < commands.length; first += PAGE) {
    const body = { protocol: PROTOCOL_VERSION, deskId: DESK_ID, commands: commands.slice(first, first + PAGE) }
    const { hubUrl, token } = actor
    const answer = demand(await askHub(hubUrl, { method: 'POST', path: '/v1/sync/push', token, body }))
    const { receipts } = pushAnswerSchema.parse(answer)
    versions.push(...receipts.map(({ outcome, caseVersion }) => (outcome === 'accepted' ? caseVersion : null)))
  }
  return versions
}
