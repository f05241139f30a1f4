import type { CaseFile } from '#core/case-file.ts'
import type { MatchKeys } from '#core/person-match.ts'
import type { CaseStateRow } from '#db/hub/schema.ts'
import { digestPart } from '#db/kit/scope-digest.ts'

/** A case file as the row that is kept of it. The body is stringified once, here: the digest is over this text and this text travels. */
export function toCaseRow(file: CaseFile, keys: MatchKeys, lastHash: string): CaseStateRow {
  const body = JSON.stringify(file)
  return {
    case_id: file.caseId,
    case_number: file.caseNumber,
    version: file.version,
    sponsor_id: file.sponsorId,
    holder_id: file.holder?.personId ?? null,
    status: file.status,
    due_on: file.derived.dueOn,
    received_on: file.derived.receivedOn,
    nationality: file.application.applicant.nationality,
    procedure: file.application.procedure,
    failed_checks: file.derived.failedChecks.length,
    passport_key: keys.passport,
    name_key: keys.nameAndBirthDate,
    digest_part: digestPart(file.caseId, file.version, body),
    last_hash: lastHash,
    body,
  }
}
