import type { CallInput } from '#contract/calls.ts'
import { previewAnswerSchema, recordAnswerSchema, type RecordAnswer, type RegisterPreview } from '#contract/register.ts'
import type { RegisterRefusal, RegisterView, SponsorLine, SponsorView } from '#contract/register-view.ts'
import type { ReferenceData, Sponsor } from '#core/reference.ts'
import { findFault } from '#core/register-fault.ts'
import type { RegisterChange, RegisterRecord } from '#core/register.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { findSponsor, inCodeOfConductOn, sponsorStatusOn } from '#core/sponsor.ts'
import { countCasesOfSponsor } from '#db/local/cases-read.ts'
import { type DeskContext, findPerson, today } from '../context.ts'
import type { Identity } from '../identity.ts'
import { askHub, HubError, readJson } from '../sync/hub-client.ts'

/** The register and the tables as they came with the last pull (REG-9). */
export async function getRegister(context: DeskContext): Promise<Result<RegisterView, never>> {
  const { reference } = context
  const day = today(context)
  const mayRecord = findPerson(context)?.roles.includes('administrator') ?? false
  if (reference === null) return ok({ version: null, today: day, mayRecord, sponsors: [], tables: null, records: [] })
  const { norms, fees, mvv, tb, deadlines, statutoryRule, holidays, grounds, permit, exemptions, terms } = reference
  const lists = { ...(exemptions && { exemptions }), ...(terms && { terms }) }
  return ok({
    version: reference.version,
    today: day,
    mayRecord,
    sponsors: reference.sponsors.map((sponsor) => toLine(sponsor, day)).toSorted(byName),
    tables: { norms, fees, mvv, tb, deadlines, statutoryRule, holidays, grounds, permit, ...lists },
    records: recordsOf(reference, (change) => !('sponsorId' in change)),
  })
}

function toLine(sponsor: Sponsor, day: string): SponsorLine {
  const { sponsorId, name, city, brin } = sponsor
  const status = sponsorStatusOn(sponsor, day) ?? null
  return { sponsorId, name, city, brin, status, member: inCodeOfConductOn(sponsor, day) }
}

function byName(a: SponsorLine, b: SponsorLine): number {
  return a.name.localeCompare(b.name, 'nl')
}

function recordsOf(reference: ReferenceData, isAbout: (change: RegisterRecord['change']) => boolean): RegisterRecord[] {
  return reference.records?.filter((record) => isAbout(record.change)) ?? []
}

export async function openSponsor(
  context: DeskContext,
  { sponsorId }: CallInput<'openSponsor'>,
): Promise<Result<SponsorView, { code: 'no_such_sponsor' }>> {
  const { reference } = context
  const sponsor = reference === null ? undefined : findSponsor(reference, sponsorId)
  if (reference === null || sponsor === undefined) return refuse({ code: 'no_such_sponsor' })
  return ok({
    sponsor,
    records: recordsOf(reference, (change) => 'sponsorId' in change && change.sponsorId === sponsorId),
    today: today(context),
    cases: await countCasesOfSponsor(context.db, sponsorId),
  })
}

/** What a change would touch, by the hub's count; what cannot be recorded is said without asking it. */
export async function previewChange(
  context: DeskContext,
  identity: Identity,
  { change }: CallInput<'previewChange'>,
): Promise<Result<RegisterPreview, RegisterRefusal>> {
  const refusal = findRefusal(context, change)
  if (refusal) return refuse(refusal)
  const answer = await post(context, identity, '/v1/register/preview', { change })
  return answer.ok ? ok(previewAnswerSchema.parse(answer.value)) : answer
}

/** Records a change at the hub, and asks for what it made of the reference data. Offline nothing is recorded, and nothing waits to be. */
export async function recordChange(
  context: DeskContext,
  identity: Identity,
  request: CallInput<'recordChange'>,
): Promise<Result<RecordAnswer, RegisterRefusal>> {
  const known = context.reference?.records?.some((record) => record.recordId === request.recordId)
  const refusal = known ? undefined : findRefusal(context, request.change)
  if (refusal) return refuse(refusal)
  const answer = await post(context, identity, '/v1/register/records', request)
  if (answer.ok || answer.refusal.code === 'changed_meanwhile') context.wake()
  return answer.ok ? ok(recordAnswerSchema.parse(answer.value)) : answer
}

function findRefusal(context: DeskContext, change: RegisterChange): RegisterRefusal | undefined {
  if (context.reference === null) return { code: 'needs_hub' }
  const fault = findFault(context.reference, change)
  return fault && { code: 'not_recordable', fault }
}

async function post(
  context: DeskContext,
  identity: Identity,
  path: string,
  body: unknown,
): Promise<Result<unknown, RegisterRefusal>> {
  try {
    const token = await identity.token()
    return ok(await readJson(await askHub(context, { method: 'POST', path, token, body })))
  } catch (error) {
    if (!(error instanceof HubError)) throw error
    if (error.problemType === 'changed_meanwhile') return refuse({ code: 'changed_meanwhile' })
    if (error.code === 'hub_refused') return refuse({ code: 'hub_declined', detail: error.problemType ?? '' })
    return refuse({ code: 'needs_hub' })
  }
}
