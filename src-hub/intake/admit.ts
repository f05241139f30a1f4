import type { Application } from '#core/application.ts'
import type { ActTime, DuplicateHit } from '#core/case-file.ts'
import type { CaseEvent } from '#core/event.ts'
import { applyEvent } from '#core/fold-case.ts'
import { matchKeys } from '#core/person-match.ts'
import type { ReferenceData, Sponsor } from '#core/reference.ts'
import { must } from '#core/result.ts'
import { lockCasesInTrx, reserveCaseNumbersInTrx } from '#db/hub/queries/cases.ts'
import { insertDocumentsInTrx } from '#db/hub/queries/documents.ts'
import { insertApplicationsInTrx, listKnownApplications } from '#db/hub/queries/intake.ts'
import type { CaseDocumentRow, DocumentRow, HubTrx, IntakeApplicationRow } from '#db/hub/schema.ts'
import { addCase, type Ledger, moveCase, openLedger, writeLedgerInTrx } from '../judging/ledger.ts'
import { addToIndex, caseIdsOf, findHits, type PersonIndex, readPersonIndexInTrx } from './match-people.ts'

/** An application fit to become a case. */
export interface Candidate {
  index: number
  application: Application
  contentHash: string
}

/** What became of an application whose content is sound. `key_reused`: the key already names other content. */
export interface Admission {
  index: number
  status: 'accepted' | 'repeated' | 'key_reused'
  caseNumber: string
}

export interface Admitting {
  sponsor: Sponsor
  receivedOn: string
  hubTime: string
  reference: ReferenceData
  newId: () => string
}

/** Makes cases of applications, once per key of the sponsor, and tells every case of possibly the same person about the others. Needs the intake lock. */
export async function admitInTrx(
  trx: HubTrx,
  candidates: readonly Candidate[],
  admitting: Admitting,
): Promise<Admission[]> {
  const keys = candidates.map((candidate) => candidate.application.applicationKey)
  const known = await listKnownApplications(trx, admitting.sponsor.sponsorId, keys)
  const fresh = firstOfEachKey(candidates, new Set(known.map((row) => row.application_key)))
  const numbers = await reserveCaseNumbersInTrx(trx, fresh.length)
  const people = await readPersonIndexInTrx(
    trx,
    fresh.map((candidate) => candidate.application),
    admitting.reference,
  )
  const ledger = openLedger(admitting.hubTime, await lockCasesInTrx(trx, caseIdsOf(people)))
  const rows = fresh.map((candidate, at) =>
    beginCase(ledger, people, { candidate, caseNumber: numbers[at], admitting }),
  )
  await insertApplicationsInTrx(trx, rows)
  const documents = documentRows(fresh, rows, admitting.hubTime)
  await insertDocumentsInTrx(trx, documents.kept, documents.cited)
  const admissions = toAdmissions(candidates, [...known, ...rows], new Set(fresh))
  await writeLedgerInTrx(trx, ledger)
  return admissions
}

function firstOfEachKey(candidates: readonly Candidate[], known: Set<string>): Candidate[] {
  const taken = new Set(known)
  return candidates.filter((candidate) => {
    const key = candidate.application.applicationKey
    if (taken.has(key)) return false
    taken.add(key)
    return true
  })
}

function toAdmissions(
  candidates: readonly Candidate[],
  rows: readonly IntakeApplicationRow[],
  fresh: Set<Candidate>,
): Admission[] {
  const byKey = new Map(rows.map((row) => [row.application_key, row]))
  return candidates.map((candidate) => {
    const row = byKey.get(candidate.application.applicationKey)
    must(row, 'every sound application has a case by now')
    const again = row.content_hash === candidate.contentHash ? 'repeated' : 'key_reused'
    return {
      index: candidate.index,
      status: fresh.has(candidate) ? 'accepted' : again,
      caseNumber: row.case_number,
    }
  })
}

/** Enters a new case in the ledger, and its discovery in the history of every case of possibly the same person. */
function beginCase(
  ledger: Ledger,
  people: PersonIndex,
  wish: { candidate: Candidate; caseNumber: string | undefined; admitting: Admitting },
): IntakeApplicationRow {
  const { candidate, caseNumber, admitting } = wish
  must(caseNumber, 'a number was reserved for every new case')
  const { sponsor, receivedOn, reference } = admitting
  const caseId = admitting.newId()
  const keys = matchKeys(candidate.application)
  const duplicates = findHits(people, keys)
  const known = { caseId, caseNumber, receivedOn, sponsorName: sponsor.name }
  const received: CaseEvent = fromOutside(ledger.hubTime, {
    kind: 'received',
    caseId,
    caseNumber,
    sponsorId: sponsor.sponsorId,
    application: candidate.application,
    receivedOn,
    duplicates,
  })
  addCase(ledger, applyEvent(null, received, reference), received)
  for (const hit of duplicates) tellOther(ledger, { hit, known, reference })
  addToIndex(people, keys, known)
  return {
    sponsor_id: sponsor.sponsorId,
    application_key: candidate.application.applicationKey,
    content_hash: candidate.contentHash,
    case_id: caseId,
    case_number: caseNumber,
  }
}

/** Tells another case of possibly the same person about this one. */
export function tellOther(
  ledger: Ledger,
  found: { hit: DuplicateHit; known: Omit<DuplicateHit, 'matchedOn'>; reference: ReferenceData },
): void {
  const other = ledger.cases.get(found.hit.caseId)
  must(other, 'a case of the index was locked or begun in this transaction')
  const hit = { ...found.known, matchedOn: found.hit.matchedOn }
  const event = fromOutside(ledger.hubTime, { kind: 'duplicate_found', hit })
  moveCase(ledger, applyEvent(other.file, event, found.reference), { events: [event], commandId: null })
}

/** What an institution or the hub itself does, at the hub's time. */
export function fromOutside(hubTime: string, fact: CaseEvent['fact']): CaseEvent {
  const at: ActTime = { deviceTime: hubTime, clockOffsetMs: null, hubTime }
  return { fact, by: null, deskId: null, at }
}

function documentRows(
  fresh: readonly Candidate[],
  rows: readonly IntakeApplicationRow[],
  storedAt: string,
): { kept: DocumentRow[]; cited: CaseDocumentRow[] } {
  const refs = fresh.flatMap((candidate, at) =>
    candidate.application.documents.map((ref) => ({ ref, caseId: rows[at]?.case_id ?? '' })),
  )
  return {
    kept: refs.map(({ ref }) => ({
      document_id: ref.documentId,
      media_type: ref.mediaType,
      bytes: ref.bytes,
      stored_at: storedAt,
    })),
    cited: refs.map(({ ref, caseId }) => ({ case_id: caseId, document_id: ref.documentId })),
  }
}
