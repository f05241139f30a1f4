import type { ApplicationAnswer } from '#contract/intake-schema.ts'
import { must } from '#core/result.ts'
import { lockInTrx } from '#db/hub/locks.ts'
import { deleteHeldInTrx, type NewHeldApplication, upsertHeldInTrx } from '#db/hub/queries/held.ts'
import { listKnownApplications } from '#db/hub/queries/intake.ts'
import { insertSentDocumentsInTrx } from '#db/hub/queries/sent-documents.ts'
import type { HubTrx, SentDocumentRow } from '#db/hub/schema.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import type { HubContext } from '../hub-context.ts'
import { type Admission, type Admitting, admitInTrx, type Candidate } from './admit.ts'
import { type CheckedApplication, toCited } from './check-application.ts'
import type { IntakeProblem } from './problems.ts'

/** Who submits: the sponsor of the BRIN, or why it may not (then everything is held). */
export interface Submitter {
  brin: string
  admitting: Admitting | { refusal: IntakeProblem; hubTime: string; sponsorId: string | null }
}

/** What an application says may be kept up to this size; a larger one is shown with its problems alone. */
const LONGEST_KEPT = 256 * 1024

/** Answers applications whose documents are kept, in one transaction: each becomes a case, is known already, or is kept as held. */
export async function settleGroup(
  hub: HubContext,
  submitter: Submitter,
  group: readonly CheckedApplication[],
): Promise<ApplicationAnswer[]> {
  if (group.length === 0) return []
  return await inTransaction(hub.db, async (trx) => await settleInTrx(trx, submitter, group))
}

async function settleInTrx(
  trx: HubTrx,
  submitter: Submitter,
  group: readonly CheckedApplication[],
): Promise<ApplicationAnswer[]> {
  // One intake at a time, so that two applications of one person, sent at once by two institutions, find each other.
  await lockInTrx(trx, 'intake')
  const { brin, admitting } = submitter
  const candidates = 'refusal' in admitting ? [] : group.flatMap(toCandidate)
  const admissions =
    'refusal' in admitting || candidates.length === 0 ? [] : await admitInTrx(trx, candidates, admitting)
  const answers = toAnswers(submitter, group, admissions)
  await insertSentDocumentsInTrx(trx, sentRows(submitter, group))
  await upsertHeldInTrx(trx, await stillHeld(trx, submitter, group, answers))
  const cases = answers.flatMap((answer) => (answer.status === 'held' ? [] : [answer.applicationKey ?? '']))
  await deleteHeldInTrx(trx, brin, cases)
  return answers
}

function toCandidate({ index, verdict, contentHash }: CheckedApplication): Candidate[] {
  return verdict.ok ? [{ index, application: verdict.value, contentHash }] : []
}

function toAnswers(
  { admitting }: Submitter,
  group: readonly CheckedApplication[],
  admissions: readonly Admission[],
): ApplicationAnswer[] {
  const byIndex = new Map(admissions.map((admission) => [admission.index, admission]))
  return group.map((checked) => {
    const { index, applicationKey, verdict } = checked
    if ('refusal' in admitting) return heldAnswer(index, applicationKey, [admitting.refusal])
    if (!verdict.ok) return heldAnswer(index, applicationKey, verdict.refusal)
    const admission = byIndex.get(index)
    must(admission, 'every sound application is admitted or known')
    if (admission.status !== 'key_reused') {
      return { index, applicationKey, status: admission.status, caseNumber: admission.caseNumber, problems: [] }
    }
    return heldAnswer(index, applicationKey, [keyReused(applicationKey ?? '', admission.caseNumber)])
  })
}

function keyReused(key: string, caseNumber: string): IntakeProblem {
  const message = `this key already names case ${caseNumber} with other content; use a new key, or answer what is asked about that case`
  return { field: 'applicationKey', code: 'key_reused', value: key, message }
}

/** An application that is held, with what must be mended. */
export function heldAnswer(index: number, applicationKey: string | null, problems: IntakeProblem[]): ApplicationAnswer {
  return { index, applicationKey, status: 'held', caseNumber: null, problems }
}

/** What is kept as held: not under a key that names a case, and of a key given twice the last. */
async function stillHeld(
  trx: HubTrx,
  { brin, admitting }: Submitter,
  group: readonly CheckedApplication[],
  answers: readonly ApplicationAnswer[],
): Promise<NewHeldApplication[]> {
  const { hubTime } = admitting
  const sponsorId = 'refusal' in admitting ? admitting.sponsorId : admitting.sponsor.sponsorId
  const rows = new Map<string, NewHeldApplication>()
  for (const [at, checked] of group.entries()) {
    const answer = answers[at]
    if (answer?.status !== 'held' || checked.applicationKey === null) continue
    const sent = JSON.stringify(checked.verdict.ok ? toSent(checked) : checked.sent)
    rows.set(checked.applicationKey, {
      brin,
      application_key: checked.applicationKey,
      sent: sent.length > LONGEST_KEPT ? null : sent,
      problems: JSON.stringify(answer.problems),
      content_hash: checked.contentHash,
      held_at: hubTime,
    })
  }
  const known = sponsorId === null ? [] : await listKnownApplications(trx, sponsorId, [...rows.keys()])
  for (const row of known) rows.delete(row.application_key)
  return [...rows.values()]
}

// Sound in itself, held because of the sponsor: as it was sent, documents by their hashes.
function toSent({ verdict }: CheckedApplication): unknown {
  must(verdict.ok, 'a sound application')
  const documents = verdict.value.documents.map(toCited)
  return { ...verdict.value, documents }
}

function sentRows({ brin, admitting }: Submitter, group: readonly CheckedApplication[]): SentDocumentRow[] {
  return group.flatMap((checked) =>
    checked.documents.map((document) => ({
      brin,
      document_id: document.documentId,
      media_type: document.mediaType,
      bytes: document.bytes,
      sent_at: admitting.hubTime,
    })),
  )
}
