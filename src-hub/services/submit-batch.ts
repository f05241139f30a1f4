import { createHash, type Hash } from 'node:crypto'
import type { ApplicationAnswer, BatchRefusal, IntakeAnswer, IntakeEnvelope } from '#contract/intake-schema.ts'
import type { Problem } from '#contract/wire.ts'
import { must, ok, refuse, type Result } from '#core/result.ts'
import { findBatchAnswer, insertBatchAnswer } from '#db/hub/queries/intake.ts'
import type { HubContext } from '../hub-context.ts'
import { APPLICATION_LIMIT } from '../intake/limits.ts'
import { openIntakeDesk, type IntakeDesk } from '../intake/intake-desk.ts'
import { readBatch } from '../intake/stream/read-batch.ts'

export interface Submission {
  body: AsyncIterable<Buffer>
  receivedOn: string
  /** Refuses an institution that this sender may not submit for. */
  checkSender(brin: string): Problem | null
}

/**
 * Answers every application of a batch while the batch arrives: accepted with its case number, repeated, or held with what must be mended. Sent twice, answered
 * the same. A batch that breaks off is refused, and says how far it came: what was answered until there stands, and is `repeated` when it is sent again.
 */
export async function submitBatch(
  hub: HubContext,
  submission: Submission,
): Promise<Result<IntakeAnswer, BatchRefusal>> {
  const hash = createHash('sha256')
  const limits = { body: hub.intakeLimitBytes, application: APPLICATION_LIMIT }
  let opened: { envelope: IntakeEnvelope; desk: IntakeDesk } | undefined
  for await (const part of readBatch(hashed(submission.body, hash), limits)) {
    if (part.kind === 'envelope') {
      const problem = submission.checkSender(part.envelope.brin)
      if (problem !== null) return refuse(problem)
      opened = { envelope: part.envelope, desk: await openIntakeDesk(hub, part.envelope.brin, submission.receivedOn) }
    } else if (part.kind === 'application') {
      await opened?.desk.take(part)
    } else if (part.kind === 'unread') {
      await opened?.desk.passOver(part)
    } else if (part.kind === 'broken') {
      return refuse(toRefusal(part.problem, (await opened?.desk.settle()) ?? []))
    }
  }
  must(opened, 'a batch that was read whole has an envelope')
  const answer = toAnswer(opened.envelope.batchKey, await opened.desk.settle())
  return ok(await keepAnswer(hub, opened.envelope, hash.digest('hex'), answer))
}

/** The first answer to this very batch; `answer`, from now on, when there was none. */
async function keepAnswer(
  hub: HubContext,
  { brin, batchKey }: IntakeEnvelope,
  contentHash: string,
  answer: IntakeAnswer,
): Promise<IntakeAnswer> {
  const row = { brin, batch_key: batchKey, content_hash: contentHash }
  const known = await findBatchAnswer(hub.db, { brin, batchKey, contentHash })
  if (known !== undefined) return JSON.parse(known) as IntakeAnswer
  // A batch with documents that could not be scanned now is answered anew when it comes again.
  if (isUnfinished(answer)) return answer
  await insertBatchAnswer(hub.db, { ...row, answer: JSON.stringify(answer), received_at: hub.now() })
  return answer
}

function isUnfinished({ applications }: IntakeAnswer): boolean {
  return applications.some(({ problems }) => problems.some((problem) => problem.code === 'not_scanned_yet'))
}

async function* hashed(body: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of body) {
    hash.update(chunk)
    yield chunk
  }
}

function toAnswer(batchKey: string, applications: ApplicationAnswer[]): IntakeAnswer {
  return { batchKey, ...countAnswers(applications), applications }
}

function toRefusal(problem: Problem, answered: ApplicationAnswer[]): BatchRefusal {
  const counted = countAnswers(answered)
  const { accepted, held, repeated } = counted
  const stands =
    answered.length === 0
      ? 'nothing of this batch was stored'
      : `the first ${answered.length} applications were answered and stand (${accepted} accepted, ${held} held, ${repeated} repeated); nothing after them was stored: mend the batch and send it again`
  const detail = problem.detail === undefined ? stands : `${problem.detail}; ${stands}`
  return { ...problem, detail, answered: { ...counted, applications: answered } }
}

function countAnswers(applications: readonly ApplicationAnswer[]) {
  function count(status: ApplicationAnswer['status']): number {
    return applications.filter((application) => application.status === status).length
  }
  return { accepted: count('accepted'), held: count('held'), repeated: count('repeated') }
}
