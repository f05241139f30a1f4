import type { RecordAnswer, RecordRequest, RegisterPreview, SponsorHistory } from '#contract/register.ts'
import type { Person, Problem } from '#contract/wire.ts'
import { amsterdamDate } from '#core/dates.ts'
import type { ReferenceData, Sponsor } from '#core/reference.ts'
import { findFault } from '#core/register-fault.ts'
import { type RegisterChange, type RegisterRecord, subjectOf, subjectVersion } from '#core/register.ts'
import { ok, type Result } from '#core/result.ts'
import { lockInTrx } from '#db/hub/locks.ts'
import { listSponsorVersions } from '#db/hub/queries/reference.ts'
import { type CaseSelection, countOpenCases } from '#db/hub/queries/register.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { refuseWith } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { toSentence } from '../register/fault-sentence.ts'
import { writeRecordsInTrx } from '../register/write-records.ts'

/**
 * Records one change with who, when, why and on what source; nothing recorded before is touched (REG-1). The same record again is answered as the first time.
 * Refused when its subject has changed since the administrator last saw it (REG-4).
 */
export async function recordChange(
  hub: HubContext,
  request: RecordRequest,
  by: Person,
): Promise<Result<RecordAnswer, Problem>> {
  const recorded = await inTransaction(hub.db, async (trx): Promise<Result<RecordAnswer, Problem>> => {
    await lockInTrx(trx, 'reference')
    const { reference } = await hub.reference.current(trx)
    const records = reference.records ?? []
    const earlier = records.find((record) => record.recordId === request.recordId)
    if (earlier !== undefined) return answerAgain(earlier, request, by)
    const subject = subjectOf(request.change)
    const version = subjectVersion(records, subject)
    if (version !== request.expectedVersion) {
      const detail = `${subject} last changed at version ${version}`
      return refuseWith('changed_meanwhile', { field: 'expectedVersion', detail })
    }
    const fault = findFault(reference, request.change)
    if (fault !== undefined) {
      return refuseWith('invalid', { field: `change.${fault.field}`, detail: toSentence(fault) })
    }
    const { recordId, change, reason, source } = request
    const entry = { recordId, change, reason, source }
    const referenceVersion = await writeRecordsInTrx(trx, { entries: [entry], reference, by, at: hub.now() })
    return ok({ recordId, referenceVersion })
  })
  if (recorded.ok) await hub.deriving.referenceChanged()
  return recorded
}

function answerAgain(earlier: RegisterRecord, request: RecordRequest, by: Person): Result<RecordAnswer, Problem> {
  const same =
    earlier.by.personId === by.personId &&
    earlier.reason === request.reason &&
    earlier.source === request.source &&
    JSON.stringify(sorted(earlier.change)) === JSON.stringify(sorted(request.change))
  if (!same) return refuseWith('invalid', { field: 'recordId', detail: 'already names another record' })
  return ok({ recordId: earlier.recordId, referenceVersion: earlier.version })
}

function sorted(change: object): [string, unknown][] {
  return Object.entries(change).toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/** What a change would touch, or why it could not be recorded. */
export async function previewChange(
  hub: HubContext,
  change: RegisterChange,
): Promise<Result<RegisterPreview, Problem>> {
  const { reference } = await hub.reference.current(hub.db)
  const fault = findFault(reference, change)
  if (fault !== undefined) return refuseWith('invalid', { field: `change.${fault.field}`, detail: toSentence(fault) })
  const selection = selectionOf(change)
  const all = await countOpenCases(hub.db, selection)
  const received = await countOpenCases(hub.db, { ...selection, ...receivedIn(change, amsterdamDate(hub.now())) })
  return ok({ ...all, received: received.open })
}

/** All that is known of the register and the tables, with the version of each subject. */
export async function readRegister(hub: HubContext): Promise<ReferenceData> {
  return (await hub.reference.current(hub.db)).reference
}

/** A sponsor through all its versions, also those that a registration as a whole replaced; nothing of them is ever lost (REG-1). */
export async function readSponsorHistory(hub: HubContext, sponsorId: string): Promise<Result<SponsorHistory, Problem>> {
  const rows = await listSponsorVersions(hub.db, sponsorId)
  if (rows.length === 0) return refuseWith('not_found')
  const { reference } = await hub.reference.current(hub.db)
  return ok({
    versions: rows.map((row) => ({
      version: row.reference_version,
      at: row.made_at,
      by: row.made_by,
      sponsor: JSON.parse(row.body) as Sponsor,
    })),
    records: (reference.records ?? []).filter(({ change }) => subjectOf(change) === `sponsor:${sponsorId}`),
  })
}

function selectionOf(change: RegisterChange): CaseSelection {
  if ('sponsorId' in change) return { sponsorId: change.sponsorId }
  return change.kind === 'exemption' ? { nationality: change.nationality } : {}
}

// Means are measured at receipt or at decision: an amount that holds today may decide any undecided case (CHK-16).
function receivedIn(change: RegisterChange, today: string): CaseSelection {
  if (change.kind === 'details' || change.kind === 'dayOff') return {}
  const { from, until } = change
  const holdsToday = from <= today && (until === null || until >= today)
  if (change.kind === 'amount' && change.table !== 'fee' && holdsToday) return {}
  return { received: { from, until } }
}
