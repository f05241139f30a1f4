import type { IntakeAnswer } from '#contract/intake-schema.ts'
import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import type { PushAnswer } from '#contract/wire.ts'
import type { CaseFile } from '#core/case-file.ts'
import type { Sponsor } from '#core/reference.ts'
import { aSponsor } from '#test/support/case-builder.ts'
import { TEST_PEOPLE } from '#test/support/hub-client.ts'
import { anIntakeApplication, anIntakeDocument } from '#test/support/intake-builder.ts'
import { markerOf } from './ledger.ts'
import { isoTime, met, OFFICERS, say, type World } from './world.ts'

/** Everyone who works with the hub without a desk: administrator, institutions, supervisor. */

const SUPERVISOR = 'supervisor-1'
const DAY = 86_400_000
const SPONSORS: Sponsor[] = [
  aSponsor(),
  aSponsor({ sponsorId: 'sponsor-2', name: 'Universiteit Zuidwal', brin: '30XY', clientNumber: '1-22222222' }),
]

async function ask<Answer>(
  world: World,
  personId: string,
  method: 'PUT' | 'POST',
  path: string,
  body: unknown,
): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await world.site.ask(world, personId, { method, path, body: text })
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body.toString()}`)
  return JSON.parse(answer.body.toString()) as Answer
}

export async function registerEveryone(world: World): Promise<void> {
  await ask(world, 'administrator', 'PUT', '/v1/admin/sponsors', SPONSORS)
  // One team: else its supervisor could not give every case to everyone.
  const people = TEST_PEOPLE.map((person) => ({ ...person, team: person.team && 'A' }))
  await ask(world, 'administrator', 'PUT', '/v1/admin/people', people)
}

/** A new batch of an institution. */
export async function submitBatch(world: World, count: number): Promise<void> {
  const { chance, ledger } = world
  const { brin } = chance.pick(SPONSORS) ?? SPONSORS[0]!
  const applications = Array.from({ length: count }, () => anApplication(world))
  const body = JSON.stringify({ format: 'beslisdesk-intake-1', batchKey: chance.uuid(world.time), brin, applications })
  ledger.batches.push({ brin, body })
  await sendBatch(world, brin, body)
}

/** An institution that is not sure that its batch arrived sends it again. */
export async function repeatBatch(world: World): Promise<void> {
  const batch = world.chance.pick(world.ledger.batches)
  if (batch) await sendBatch(world, batch.brin, batch.body)
}

/** After the hub went back to a backup, institutions send again what they sent since. */
export async function repeatAllBatches(world: World): Promise<void> {
  for (const { brin, body } of world.ledger.batches) await sendBatch(world, brin, body)
}

async function sendBatch(world: World, brin: string, body: string): Promise<void> {
  const answer = await ask<IntakeAnswer>(world, `sponsor:${brin}`, 'POST', '/v1/intake/batches', body)
  const said = answer.applications.map(
    ({ status, caseNumber, problems }) => `${status} ${caseNumber ?? problems[0]?.code ?? ''}`,
  )
  say(world, `  ${brin} submits: ${said.join(', ')}`)
  for (const { applicationKey, status } of answer.applications) {
    if (applicationKey !== null && status !== 'held') world.ledger.applications.set(applicationKey, brin)
  }
}

function anApplication(world: World) {
  const { chance, ledger } = world
  const number = (ledger.applicants += 1)
  const marker = markerOf(number)
  // Now and then someone applies twice: the cases then name each other.
  const passport = chance.roll(0.2) && number > 1 ? chance.between(1, number - 1) : number
  return anIntakeApplication({
    applicationKey: `key-${number}`,
    applicant: { familyName: marker, givenNames: `Ana ${marker}` },
    passport: { number: `SIM${String(passport).padStart(6, '0')}` },
    documents: chance.roll(0.3) ? [anIntakeDocument(`enrolment ${number}`)] : [],
    ...(chance.roll(0.25) ? { means: [] } : {}),
  })
}

/** The supervisor gives a case to an officer, to another one, or back to the pool. */
export async function reassign(world: World): Promise<void> {
  const { chance } = world
  const row = chance.pick(await listCases(world))
  if (row === undefined) return
  const to = chance.roll(0.15) ? null : (chance.pick(OFFICERS) ?? null)
  await give(world, row, to)
  if (row.holder_id !== null) met(world, 'reassigned', `${row.case_id.slice(-6)} from ${row.holder_id}`)
}

/** The cases nobody holds are given out at the beginning. */
export async function distribute(world: World): Promise<void> {
  for (const row of await listCases(world)) {
    if (row.holder_id === null && world.chance.roll(0.8)) await give(world, row, world.chance.pick(OFFICERS) ?? null)
  }
}

interface CaseHead {
  case_id: string
  version: number
  holder_id: string | null
}

async function listCases(world: World): Promise<CaseHead[]> {
  const query = 'select case_id, version, holder_id from case_state order by case_number'
  return (await world.site.store.pglite.query<CaseHead>(query)).rows
}

async function give(world: World, row: CaseHead, to: { personId: string; name: string } | null): Promise<void> {
  const payload = { expectedHolder: row.holder_id, to, reason: 'verdeling' }
  const outcome = await act(world, row.case_id, row.version, 'reassign', payload)
  say(world, `  supervisor gives ${row.case_id.slice(-6)} to ${to?.personId ?? 'the pool'}: ${outcome}`)
}

/** The supervisor resolves an act that the hub set aside. */
export async function resolveAsSupervisor(world: World): Promise<void> {
  const query = `select body from case_state where body like '%"resolution":null%' order by case_number`
  const bodies = (await world.site.store.pglite.query<{ body: string }>(query)).rows
  const file = world.chance.pick(bodies.map(({ body }) => JSON.parse(body) as CaseFile))
  const parked = world.chance.pick((file?.parked ?? []).filter((one) => one.resolution === null))
  if (file === undefined || parked === undefined) return
  const how = world.chance.pick(['adopt', 'redo', 'discard'])
  const payload = { parkedCommandId: parked.commandId, how, reason: 'bekeken door de teamleider' }
  const outcome = await act(world, file.caseId, file.version, 'resolveParked', payload)
  say(world, `  supervisor ${how}s ${parked.commandId.slice(-6)}: ${outcome}`)
}

async function act(world: World, caseId: string, baseVersion: number, kind: string, payload: unknown): Promise<string> {
  const command = {
    commandId: world.chance.uuid(world.time),
    kind,
    protocol: PROTOCOL_VERSION,
    caseId,
    baseVersion,
    actor: SUPERVISOR,
    deskId: 'desk-of-the-supervisor',
    deviceTime: isoTime(world),
    clockOffsetMs: 0,
    payload,
  }
  const body = { protocol: PROTOCOL_VERSION, deskId: command.deskId, commands: [command] }
  const { receipts } = await ask<PushAnswer>(world, SUPERVISOR, 'POST', '/v1/sync/push', body)
  const [receipt] = receipts
  return `${receipt?.outcome} ${receipt?.reasons[0]?.code ?? ''}`.trim()
}

/** A sponsor is suspended from now on, or no longer. */
export async function suspendSponsor(world: World): Promise<void> {
  const { chance } = world
  const sponsor = chance.pick(SPONSORS) ?? SPONSORS[0]!
  const suspended = chance.roll(0.6)
  const from = new Date(world.time - chance.below(30) * DAY).toISOString().slice(0, 10)
  const status = suspended
    ? [
        { status: 'recognised' as const, validFrom: '2013-06-01', validTo: from, source: 'register' },
        { status: 'suspended' as const, validFrom: from, validTo: null, source: 'register' },
      ]
    : sponsor.status
  await ask(world, 'administrator', 'PUT', '/v1/admin/sponsors', [{ ...sponsor, status }])
  met(world, 'sponsor_suspended', `${sponsor.sponsorId} ${suspended ? `suspended from ${from}` : 'recognised again'}`)
}
