import { v7 as uuidv7 } from 'uuid'
import type { IntakeAnswer } from '#contract/intake-schema.ts'
import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import type { PoolCase, PullLine, PullRequest, PushAnswer } from '#contract/wire.ts'
import type { Command, CommandKind, CommandOf, CommandPayloads } from '#core/command.ts'
import { aSponsor } from './case-builder.ts'
import type { TestHub } from './hub.ts'
import { manyIntakeApplications } from './intake-builder.ts'

export const TEST_PEOPLE = [
  { personId: 'officer-1', name: 'Noor Visser', roles: ['officer'], team: 'A' },
  { personId: 'officer-2', name: 'Daan Bakker', roles: ['officer'], team: 'A' },
  { personId: 'officer-3', name: 'Fenna Mulder', roles: ['officer'], team: 'B' },
  { personId: 'officer-4', name: 'Ilse Peters', roles: ['officer'], team: 'A' },
  { personId: 'supervisor-1', name: 'Joris de Wit', roles: ['supervisor'], team: 'A' },
  { personId: 'supervisor-2', name: 'Marit Hoekstra', roles: ['supervisor'], team: 'B' },
  { personId: 'auditor-1', name: 'Sanne Kok', roles: ['auditor'], team: null },
]

/** A request as one person; the answer as it came. */
export async function send(
  hub: TestHub,
  personId: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const signedIn: Record<string, string> =
    personId === null ? {} : { authorization: `Bearer ${await hub.token(personId)}` }
  const content: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
  const own = { 'x-beslisdesk-protocol': String(PROTOCOL_VERSION), ...content, ...signedIn, ...headers }
  const raw = body === undefined || typeof body === 'string' || body instanceof Uint8Array
  return await fetch(`${hub.url}${path}`, {
    method,
    headers: own,
    ...(body === undefined ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
  })
}

/** The same, for an answer that must be a success. */
export async function ask<Answer>(...request: Parameters<typeof send>): Promise<Answer> {
  const response = await send(...request)
  if (!response.ok) throw new Error(`${request[2]} ${request[3]}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}

/** A batch of the test sponsor, submitted by itself. */
export async function submit(
  hub: TestHub,
  applications: unknown[],
  batch: { batchKey?: string; brin?: string; as?: string; receivedOn?: string } = {},
): Promise<IntakeAnswer> {
  const brin = batch.brin ?? '21PF'
  const body = { format: 'beslisdesk-intake-1', batchKey: batch.batchKey ?? uuidv7(), brin, applications }
  const headers: Record<string, string> =
    batch.receivedOn === undefined ? {} : { 'x-beslisdesk-received-on': batch.receivedOn }
  return await ask(hub, batch.as ?? `sponsor:${brin}`, 'POST', '/v1/intake/batches', body, headers)
}

export async function push(hub: TestHub, personId: string, commands: unknown[]): Promise<PushAnswer> {
  const body = { protocol: PROTOCOL_VERSION, deskId: `desk-of-${personId}`, commands }
  return await ask(hub, personId, 'POST', '/v1/sync/push', body)
}

/** A command of a person at their own desk, against version 1 of the case unless told otherwise. */
export function commandBy<Kind extends CommandKind>(
  personId: string,
  kind: Kind,
  caseId: string,
  payload: CommandPayloads[Kind],
  overrides: Partial<CommandOf<Kind>> = {},
): CommandOf<Kind> {
  return {
    commandId: uuidv7(),
    kind,
    protocol: PROTOCOL_VERSION,
    caseId,
    baseVersion: 1,
    actor: personId,
    deskId: `desk-of-${personId}`,
    deviceTime: '2026-06-08T08:59:00.000Z',
    clockOffsetMs: 0,
    payload,
    ...overrides,
  }
}

/** A supervisor gives cases to an officer of their team, from nobody or from `from`. */
export async function assign(
  hub: TestHub,
  caseIds: readonly string[],
  to: { personId: string; name: string } | null,
  from: string | null = null,
  supervisor = 'supervisor-1',
): Promise<void> {
  const commands: Command[] = caseIds.map((caseId) =>
    commandBy(supervisor, 'reassign', caseId, { expectedHolder: from, to, reason: 'verdeling' }),
  )
  for (let at = 0; at < commands.length; at += 500) {
    const { receipts } = await push(hub, supervisor, commands.slice(at, at + 500))
    const failed = receipts.find((receipt) => receipt.outcome !== 'accepted')
    if (failed) throw new Error(`not assigned: ${JSON.stringify(failed)}`)
  }
}

export function pullRequest(personId: string, overrides: Partial<PullRequest> = {}): PullRequest {
  return {
    protocol: PROTOCOL_VERSION,
    deskId: `desk-of-${personId}`,
    epoch: null,
    cursor: null,
    resume: null,
    referenceVersion: null,
    health: { appVersion: 'test', oldestUnsentAt: null, unsent: 0, driftMs: null },
    ...overrides,
  }
}

/** A whole pull, its lines parsed. */
export async function pull(hub: TestHub, personId: string, overrides: Partial<PullRequest> = {}): Promise<PullLine[]> {
  const response = await send(hub, personId, 'POST', '/v1/sync/pull', pullRequest(personId, overrides))
  const text = await response.text()
  if (!response.ok) throw new Error(`pull: ${response.status} ${text}`)
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as PullLine)
}

export function linesOf<Type extends PullLine['type']>(
  lines: PullLine[],
  type: Type,
): Extract<PullLine, { type: Type }>[] {
  return lines.filter((line): line is Extract<PullLine, { type: Type }> => line.type === type)
}

/** The only line of a kind. */
export function lineOf<Type extends PullLine['type']>(
  lines: PullLine[],
  type: Type,
): Extract<PullLine, { type: Type }> {
  const [line, ...others] = linesOf(lines, type)
  if (line === undefined || others.length > 0) throw new Error(`a pull has one ${type}`)
  return line
}

/** Registers the test sponsor and people, submits `cases` clean applications and gives them all to `holder` (null leaves them in the pool). Returns their ids, in order. */
export async function seedHub(
  hub: TestHub,
  wish: { cases: number; holder?: { personId: string; name: string } | null; prefix?: string },
): Promise<string[]> {
  await ask(hub, 'administrator', 'PUT', '/v1/admin/sponsors', [aSponsor()])
  await ask(hub, 'administrator', 'PUT', '/v1/admin/people', TEST_PEOPLE)
  if (wish.cases === 0) return []
  const before = new Set(await poolIds(hub))
  for (let at = 0; at < wish.cases; at += 5_000) {
    const part = manyIntakeApplications(wish.cases, wish.prefix).slice(at, at + 5_000)
    const answer = await submit(hub, part)
    if (answer.accepted !== part.length) throw new Error(`not accepted: ${JSON.stringify(answer).slice(0, 1_000)}`)
  }
  const caseIds = (await poolIds(hub)).filter((caseId) => !before.has(caseId))
  const holder = wish.holder === undefined ? { personId: 'officer-1', name: 'Noor Visser' } : wish.holder
  if (holder !== null) await assign(hub, caseIds, holder)
  return caseIds.sort()
}

async function poolIds(hub: TestHub): Promise<string[]> {
  const { db } = hub.database
  const rows = await db
    .selectFrom('case_state')
    .select('case_id')
    .where('holder_id', 'is', null)
    .orderBy('case_id')
    .execute()
  return rows.map((row) => row.case_id)
}

export async function listPoolCases(hub: TestHub, personId: string): Promise<PoolCase[]> {
  return (await ask<{ cases: PoolCase[] }>(hub, personId, 'GET', '/v1/pool?limit=1000')).cases
}
