import { createHash } from 'node:crypto'
import type { ChangeRefusal, SupplementRequest } from '#contract/institution-schema.ts'
import type { Application } from '#core/application.ts'
import type { CaseFile } from '#core/case-file.ts'
import { amsterdamDate } from '#core/dates.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { toProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { checkApplication, toCited } from '../intake/check-application.ts'
import { applyChanges } from './apply-changes.ts'
import { type Completion, completeInTrx } from './complete-in-trx.ts'
import type { Institution } from './institution.ts'
import { findOwnFile } from './own-applications.ts'
import { toFaulty } from './refusals.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'

const UNKNOWN = toProblem('not_found', { field: 'key', detail: 'you have no application under this key' })

/**
 * Completes a case with what was asked: the application with its changes is judged as a new one is, and the case reopens. All of it or nothing. The same supplement sent
 * again changes nothing and is answered as done.
 */
export async function completeCase(
  hub: HubContext,
  institution: Institution,
  wish: { key: string; supplement: SupplementRequest },
): Promise<Result<CaseFile, ChangeRefusal>> {
  const file = await findOwnFile(hub, institution, wish.key)
  if (file === undefined) return refuse(UNKNOWN)
  const { supplementKey, ...changes } = wish.supplement
  const contentHash = createHash('sha256').update(JSON.stringify(changes)).digest('hex')
  const judged = await judgeChanges(hub, institution, file, changes)
  const completion: Completion = {
    caseId: file.caseId,
    brin: institution.brin,
    supplementKey,
    contentHash,
    before: file.application,
    after: judged.ok ? judged.value : null,
    hubTime: hub.now(),
    reference: institution.reference,
  }
  const completed = await inTransaction(hub.db, async (trx) => await completeInTrx(trx, completion))
  if (!completed.ok) return completed
  if (completed.value.repeated || judged.ok) return ok(completed.value.file)
  return judged
}

async function judgeChanges(
  hub: HubContext,
  institution: Institution,
  file: CaseFile,
  changes: Omit<SupplementRequest, 'supplementKey'>,
): Promise<Result<Application, ChangeRefusal>> {
  const now = { ...file.application, documents: file.application.documents.map(toCited) }
  const changed = applyChanges(now, changes)
  if (!changed.ok) return refuse(toFaulty(changed.refusal))
  const checking = { receivedOn: amsterdamDate(hub.now()), brin: institution.brin }
  const { verdict } = await checkApplication(hub, changed.value, 0, checking)
  return verdict.ok ? ok(verdict.value) : refuse(toFaulty(verdict.refusal))
}
