import type { ChangeRefusal } from '#contract/institution-schema.ts'
import type { Application } from '#core/application.ts'
import type { CaseFile } from '#core/case-file.ts'
import { amsterdamDate } from '#core/dates.ts'
import type { CaseEvent } from '#core/event.ts'
import { applyEvent } from '#core/fold-case.ts'
import { matchKeys } from '#core/person-match.ts'
import type { ReferenceData } from '#core/reference.ts'
import { must, ok, refuse, type Result } from '#core/result.ts'
import { judgeSupplement } from '#core/supplement.ts'
import { findSponsor } from '#core/sponsor.ts'
import { lockInTrx } from '#db/hub/locks.ts'
import { lockCasesInTrx } from '#db/hub/queries/cases.ts'
import { insertDocumentsInTrx } from '#db/hub/queries/documents.ts'
import { insertSentDocumentsInTrx } from '#db/hub/queries/sent-documents.ts'
import { findSupplement, insertSupplementInTrx } from '#db/hub/queries/supplements.ts'
import type { HubTrx } from '#db/hub/schema.ts'
import { toProblem } from '../http/problem.ts'
import { fromOutside, tellOther } from '../intake/admit.ts'
import { caseIdsOf, findHits, readPersonIndexInTrx } from '../intake/match-people.ts'
import { type Ledger, moveCase, openLedger, writeLedgerInTrx } from '../judging/ledger.ts'
import { toConflict } from './refusals.ts'

export interface Completion {
  caseId: string
  brin: string
  supplementKey: string
  contentHash: string
  /** The application the changes were made on. */
  before: Application
  /** With the changes; null when they had faults, and then only a repetition is answered. */
  after: Application | null
  hubTime: string
  reference: ReferenceData
}

/** Completes a case, with its documents and the news for other cases of the same person. `repeated`: this very supplement was taken before. */
export async function completeInTrx(
  trx: HubTrx,
  completion: Completion,
): Promise<Result<{ file: CaseFile; repeated: boolean }, ChangeRefusal>> {
  const { caseId, after, reference, hubTime } = completion
  // As an intake: what is new about a person must meet what another institution sends at this moment.
  await lockInTrx(trx, 'intake')
  const people = await readPersonIndexInTrx(trx, after === null ? [] : [after], reference)
  const ledger = openLedger(hubTime, await lockCasesInTrx(trx, [...new Set([caseId, ...caseIdsOf(people)])].sort()))
  const file = ledger.cases.get(caseId)?.file
  must(file, 'a case that was found is never removed')
  const earlier = await findSupplement(trx, caseId, completion.supplementKey)
  if (earlier !== undefined) {
    const same = earlier.content_hash === completion.contentHash
    return same ? ok({ file, repeated: true }) : refuse(KEY_REUSED)
  }
  if (JSON.stringify(file.application) !== JSON.stringify(completion.before)) return refuse(CHANGED)
  const judged = judgeSupplement(file, after ?? file.application, amsterdamDate(hubTime))
  if (!judged.ok && (after !== null || judged.refusal.code !== 'nothing_changed'))
    return refuse(toConflict(judged.refusal))
  if (!judged.ok || after === null) return ok({ file, repeated: false })
  const event = fromOutside(hubTime, judged.value)
  moveCase(ledger, applyEvent(file, event, reference), { events: [event], commandId: null })
  meetOthers(ledger, caseId, people, completion)
  await keepDocuments(trx, completion, after)
  const completed = ledger.cases.get(caseId)?.file
  must(completed, 'the case is in the ledger')
  await insertSupplementInTrx(trx, {
    case_id: caseId,
    supplement_key: completion.supplementKey,
    content_hash: completion.contentHash,
    case_version: completed.version,
    received_at: hubTime,
  })
  await writeLedgerInTrx(trx, ledger)
  return ok({ file: completed, repeated: false })
}

const KEY_REUSED = toProblem('conflict', {
  field: 'supplementKey',
  detail: 'this key already names another supplement to this case; use a new key',
})
const CHANGED = toProblem('changed_meanwhile', { field: 'key', detail: 'look at the case again, then answer' })

/** A corrected name or passport may be that of someone known: both cases are told, each once. */
function meetOthers(
  ledger: Ledger,
  caseId: string,
  people: Awaited<ReturnType<typeof readPersonIndexInTrx>>,
  { reference }: Completion,
): void {
  const own = ledger.cases.get(caseId)?.file
  must(own, 'the case is in the ledger')
  const { caseNumber, sponsorId } = own
  const known = {
    caseId,
    caseNumber,
    receivedOn: own.derived.receivedOn,
    sponsorName: findSponsor(reference, sponsorId)?.name ?? sponsorId,
  }
  const met = new Set([caseId, ...own.duplicates.map((hit) => hit.caseId)])
  for (const hit of findHits(people, matchKeys(own.application))) {
    if (met.has(hit.caseId)) continue
    const file = ledger.cases.get(caseId)?.file
    must(file, 'the case is in the ledger')
    const event: CaseEvent = fromOutside(ledger.hubTime, { kind: 'duplicate_found', hit })
    moveCase(ledger, applyEvent(file, event, reference), { events: [event], commandId: null })
    tellOther(ledger, { hit, known, reference })
  }
}

async function keepDocuments(trx: HubTrx, { brin, caseId, hubTime }: Completion, after: Application): Promise<void> {
  const kept = after.documents.map(({ documentId, mediaType, bytes }) => ({
    document_id: documentId,
    media_type: mediaType,
    bytes,
    stored_at: hubTime,
  }))
  const cited = after.documents.map(({ documentId }) => ({ case_id: caseId, document_id: documentId }))
  await insertDocumentsInTrx(trx, kept, cited)
  const sent = kept.map(({ stored_at: _storedAt, ...document }) => ({ ...document, brin, sent_at: hubTime }))
  await insertSentDocumentsInTrx(trx, sent)
}
