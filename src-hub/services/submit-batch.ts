import type { IntakeAnswer, IntakeBatch } from '#contract/intake-schema.ts'
import { must } from '#core/result.ts'
import { findBatchAnswer, insertBatchAnswer } from '#db/hub/queries/intake.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import type { HubContext } from '../hub-context.ts'
import { type Admission, type Admitting, admitInTrx } from '../intake/admit.ts'
import { type Candidate, checkApplication, keyOf } from '../intake/check-application.ts'
import type { IntakeProblem } from '../intake/problems.ts'
import { checkSponsor } from '../intake/sponsor-check.ts'

/** Applications per transaction: many enough to be quick, few enough that pushes of officers are not kept waiting. */
const TOGETHER = 250

/** Applications looked at together: their documents are decoded, scanned and written meanwhile. */
const AT_ONCE = 16

type Checked = Awaited<ReturnType<typeof checkApplication>>
type ApplicationAnswer = IntakeAnswer['applications'][number]

/** Answers every application of a batch: accepted with its case number, repeated, or held with what must be mended. Sent twice, answered the same. */
export async function submitBatch(
  hub: HubContext,
  batch: IntakeBatch,
  receipt: { receivedOn: string; contentHash: string },
): Promise<IntakeAnswer> {
  const stored = await findBatchAnswer(hub.db, {
    brin: batch.brin,
    batchKey: batch.batchKey,
    contentHash: receipt.contentHash,
  })
  if (stored !== undefined) return JSON.parse(stored) as IntakeAnswer
  const hubTime = hub.now()
  const { reference } = await hub.reference.current(hub.db)
  const sponsor = checkSponsor(reference, batch.brin, receipt.receivedOn)
  const answers: ApplicationAnswer[] = []
  for (let from = 0; from < batch.applications.length; from += TOGETHER) {
    const inputs = batch.applications.slice(from, from + TOGETHER)
    if (!sponsor.ok) {
      answers.push(...inputs.map((input, at) => held(from + at, keyOf(input), [sponsor.refusal])))
      continue
    }
    const admitting = { sponsor: sponsor.value, receivedOn: receipt.receivedOn, hubTime, reference, newId: hub.newId }
    answers.push(...(await submitTogether(hub, inputs, { from, admitting })))
  }
  const answer = toAnswer(batch.batchKey, answers)
  // A batch with documents that could not be scanned now is answered anew when it comes again.
  if (isUnfinished(answer)) return answer
  const row = { brin: batch.brin, batch_key: batch.batchKey, content_hash: receipt.contentHash }
  await insertBatchAnswer(hub.db, { ...row, answer: JSON.stringify(answer), received_at: hubTime })
  return answer
}

async function submitTogether(
  hub: HubContext,
  inputs: readonly unknown[],
  part: { from: number; admitting: Admitting },
): Promise<ApplicationAnswer[]> {
  const { from, admitting } = part
  const checked: Checked[] = []
  for (let at = 0; at < inputs.length; at += AT_ONCE) {
    const some = inputs.slice(at, at + AT_ONCE)
    const looking = some.map((input, place) => checkApplication(hub, input, { ...admitting, index: from + at + place }))
    checked.push(...(await Promise.all(looking)))
  }
  const candidates = checked.flatMap((result) => (result.ok ? [result.value] : []))
  const admissions = candidates.length === 0 ? [] : await admitTogether(hub, candidates, admitting)
  const byIndex = new Map(admissions.map((admission) => [admission.index, admission]))
  return checked.map((result, at) => {
    if (!result.ok) return held(from + at, result.refusal.applicationKey, result.refusal.problems)
    return toApplicationAnswer(result.value, byIndex.get(from + at))
  })
}

async function admitTogether(
  hub: HubContext,
  candidates: readonly Candidate[],
  admitting: Admitting,
): Promise<Admission[]> {
  return await inTransaction(hub.db, async (trx) => await admitInTrx(trx, candidates, admitting))
}

function toApplicationAnswer(candidate: Candidate, admission: Admission | undefined): ApplicationAnswer {
  const { index } = candidate
  const { applicationKey } = candidate.application
  must(admission, 'every sound application is admitted or known')
  if (admission.status !== 'key_reused') {
    return { index, applicationKey, status: admission.status, caseNumber: admission.caseNumber, problems: [] }
  }
  const message = `this key already names case ${admission.caseNumber} with other content`
  return held(index, applicationKey, [{ field: 'applicationKey', code: 'key_reused', value: applicationKey, message }])
}

function held(index: number, applicationKey: string | null, problems: IntakeProblem[]): ApplicationAnswer {
  return { index, applicationKey, status: 'held', caseNumber: null, problems }
}

function isUnfinished({ applications }: IntakeAnswer): boolean {
  return applications.some(({ problems }) => problems.some((problem) => problem.code === 'not_scanned_yet'))
}

function toAnswer(batchKey: string, applications: ApplicationAnswer[]): IntakeAnswer {
  function count(status: ApplicationAnswer['status']): number {
    return applications.filter((application) => application.status === status).length
  }
  return { batchKey, accepted: count('accepted'), held: count('held'), repeated: count('repeated'), applications }
}
