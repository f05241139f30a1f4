import type { ReferenceData, Sponsor, SponsorStatus } from '#core/reference.ts'
import type { RegisterFault } from '#core/register-fault.ts'
import type { RegisterRecord } from '#core/register.ts'

/** A sponsor in the list of the register. */
export interface SponsorLine {
  sponsorId: string
  name: string
  city: string
  brin: string
  /** Today; null before it was ever recognised. */
  status: SponsorStatus | null
  /** In the Code of Conduct register today. */
  member: boolean
}

/** The reference tables that people read, without the sponsors. */
export type RegisterTables = Pick<
  ReferenceData,
  | 'norms'
  | 'fees'
  | 'mvv'
  | 'tb'
  | 'deadlines'
  | 'statutoryRule'
  | 'holidays'
  | 'grounds'
  | 'permit'
  | 'exemptions'
  | 'terms'
>

/** The register as this desk has it, also without a network (REG-9). */
export interface RegisterView {
  /** Of the reference data; null before the first load. */
  version: number | null
  today: string
  /** The person here is an administrator. */
  mayRecord: boolean
  sponsors: SponsorLine[]
  tables: RegisterTables | null
  /** Of the tables, oldest first. */
  records: RegisterRecord[]
}

export interface SponsorView {
  sponsor: Sponsor
  /** What was recorded of it, oldest first. */
  records: RegisterRecord[]
  today: string
  /** Cases of this sponsor on this desk. */
  cases: number
}

/** Why a change was not recorded, or could not be tried out. */
export type RegisterRefusal =
  | { code: 'not_recordable'; fault: RegisterFault }
  /** Nothing was recorded: only the hub records, and it does not answer. */
  | { code: 'needs_hub' }
  | { code: 'changed_meanwhile' }
  | { code: 'hub_declined'; detail: string }
