import type { StudyLevel } from './application.ts'
import type { LinePeriod } from './period-line.ts'
import type { ExemptionList, RegisterRecord } from './register.ts'

/** Dated reference data: what the law and the administrator fix, with its source; never constants in code. */

export interface Period {
  validFrom: string
  /** Last day of validity, or null while it is in force. */
  validTo: string | null
}

/** Of what an administrator recorded: the record that tells by whom and why. Absent on what was delivered with the program. */
interface Recorded {
  recordId?: string
}

export interface DatedAmount extends LinePeriod, Recorded {
  /** Euro cents; null where the amount is not known. */
  cents: number | null
  source: string
  /** How sure the amount is, in the words of whoever entered it. */
  confidence?: string
}

export interface HolidayRule {
  id: string
  nl: string
  en: string
  type: 'fixed' | 'easter'
  month?: number
  day?: number
  /** Days after Easter Sunday. */
  offset?: number
  ifSunday?: 'previousDay'
  validFrom?: string
}

export interface DeadlineRule {
  id: string
  nl: string
  en: string
  days?: number
  months?: number
  from: string
  statutory?: boolean
  termijnenwet?: boolean | 'unclear'
  maxTimes?: number
  productMovesToWorkingDay?: boolean
  extendMaxMonths?: number
  basis: string
  confidence: string
}

export interface ChecklistItem {
  id: string
  nl: string
  en: string
  basis: string
  evidence: string[]
  judge: JudgementBasis[]
  appliesWhen: string
  onMissing:
    | 'reject'
    | 'recover_14d'
    | 'recover_28d'
    | 'recover_3m'
    | 'contact_sponsor'
    | 'investigate'
    | 'note_only'
    | 'block'
  ground: string | null
  /** The automatic result cannot be set aside by an officer (SYN-10). */
  mandatory?: boolean
}

export type JudgementBasis = 'sponsor_declaration' | 'document_seen' | 'register_check' | 'system_check'

export interface RefusalGround {
  code: string
  nl: string
  en: string
  basis: string
  outcome?: 'disregard'
}

export interface Country {
  a3: string
  /** A code of ICAO 9303-3 that is no country: stateless, refugee, British statuses. */
  special?: boolean
  nl: string
  en: string
}

export interface LabourNote extends Period {
  nl: string
  en: string | null
  basis: string
}

export type SponsorStatus = 'recognised' | 'suspended' | 'withdrawn'

export interface Programme extends LinePeriod, Recorded {
  /** CROHO/RIO code. */
  code: string
  name: string
  level: StudyLevel
  mode: 'full_time' | 'part_time' | 'dual'
  /** Accreditation runs over the Period of the programme. */
  accreditedBy: 'NVAO' | 'EQAR'
}

export interface Sponsor {
  sponsorId: string
  name: string
  city: string
  brin: string
  /** IND client number, "1-…". */
  clientNumber: string
  status: (LinePeriod & Recorded & { status: SponsorStatus; source: string })[]
  codeOfConduct: (LinePeriod & Recorded & { source: string })[]
  programmes: Programme[]
}

/** Whether a nationality is exempt from something in a period, as an administrator recorded it. */
export interface DatedExemption extends LinePeriod, Recorded {
  list: ExemptionList
  nationality: string
  exempt: boolean
  source: string
}

/** The length of a deadline rule in a period, in the unit of the rule. */
export interface DatedTerm extends LinePeriod, Recorded {
  rule: string
  length: number
  source: string
}

export interface ReferenceData {
  /** Rises with every change at the hub; desks ask for a newer one. */
  version: number
  holidays: { rules: HolidayRule[]; extraEquatedDays: string[]; weekend: number[] }
  deadlines: { rules: DeadlineRule[] }
  /** Which statutory rule decides (60 or 90 days is an open question: the safe one is data). */
  statutoryRule: { id: string; alternativeId: string }
  norms: { perMonth: DatedAmount[]; minimumWagePerMonth: DatedAmount[]; singleShare: number; source: string }
  fees: { grant: DatedAmount[]; exemptNationalities: string[] }
  mvv: {
    exempt: string[]
    freeMovement: string[]
    exemptionCodes: string[]
    /** Nationality codes that do not settle whether an MVV is needed: the officer judges. */
    judgedByOfficer: string[]
    source: string
  }
  tb: { exempt: string[]; exemptionCodes: string[]; source: string }
  checklist: { items: ChecklistItem[] }
  grounds: RefusalGround[]
  permit: {
    labourNotes: LabourNote[]
    fundsNote: string
    addMonthsAfterProgramme: number
    maxYears: number
    maxPreparatoryMonths: number /** First and last day counted. */
    minStudyDays: number
    minCreditsPercent: number
  }
  means: { maxMonths: number; statementMaxAgeMonths: number }
  countries: Country[]
  sponsors: Sponsor[]
  /** What was recorded beside the lists and rules delivered; where it says something of a day, it counts. */
  exemptions?: DatedExemption[]
  terms?: DatedTerm[]
  /** Who recorded what and why, oldest first. */
  records?: RegisterRecord[]
}
