import type { PersonRef } from './case-file.ts'
import type { Programme, SponsorStatus } from './reference.ts'

/** What an administrator can record, from a day on and until another one (null: for good). Never an overwrite: the register is what all records together say. */
interface Span {
  from: string
  until: string | null
}

/** Who a sponsor is; a sponsor that is not there yet begins with it. Holds from the moment it is recorded. */
interface SponsorDetails {
  kind: 'details'
  sponsorId: string
  name: string
  city: string
  brin: string
  clientNumber: string
}

export type SponsorChange =
  | SponsorDetails
  | ({ kind: 'status'; sponsorId: string; status: SponsorStatus } & Span)
  | ({ kind: 'codeOfConduct'; sponsorId: string; member: boolean } & Span)
  | ({ kind: 'programme'; sponsorId: string; offered: boolean } & Span &
      Pick<Programme, 'code' | 'name' | 'level' | 'mode' | 'accreditedBy'>)

export const AMOUNT_TABLES = ['incomeNorm', 'minimumWage', 'fee'] as const
export type AmountTable = (typeof AMOUNT_TABLES)[number]

export const EXEMPTION_LISTS = ['mvv', 'tb', 'fee'] as const
export type ExemptionList = (typeof EXEMPTION_LISTS)[number]

export type TableChange =
  | ({ kind: 'amount'; table: AmountTable; cents: number } & Span)
  | ({ kind: 'exemption'; list: ExemptionList; nationality: string; exempt: boolean } & Span)
  /** In the unit of the rule: days or months, with its sign. */
  | ({ kind: 'term'; rule: string; length: number } & Span)
  /** A day that is equated with a holiday by decree (Atw art. 3(3)), or is no longer. */
  | { kind: 'dayOff'; on: string; off: boolean }

export type RegisterChange = SponsorChange | TableChange

/** One entry of the register's history. `whole`: the sponsor was registered as one piece. */
export interface RegisterRecord {
  recordId: string
  /** Version of the reference data that begins with it. */
  version: number
  change: RegisterChange | { kind: 'whole'; sponsorId: string }
  reason: string
  source: string
  by: PersonRef
  at: string
}

/** What a change is about: two administrators who change one subject must see each other's work. */
export function subjectOf(change: RegisterRecord['change']): string {
  switch (change.kind) {
    case 'amount':
      return `amount:${change.table}`
    case 'exemption':
      return `exemption:${change.list}`
    case 'term':
      return `term:${change.rule}`
    case 'dayOff':
      return 'dayOff'
    default:
      return `sponsor:${change.sponsorId}`
  }
}

/** The version at which a subject last changed, by the records; 0 when it never did. */
export function subjectVersion(records: readonly RegisterRecord[], subject: string): number {
  return records.reduce(
    (last, record) => (subjectOf(record.change) === subject ? Math.max(last, record.version) : last),
    0,
  )
}
