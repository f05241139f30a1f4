/** What a recognised sponsor submits for one student (form 7504, section by section). Dates are ISO dates; money is euro cents. */

export type Procedure = 'TEV' | 'VVR' | 'extension' | 'change'

/** The six ways to show means (IND, income requirement study); several may be combined. */
export type MeansWay = 'own_account' | 'deposit' | 'scholarship' | 'company' | 'payer_abroad' | 'payer_nl'

export type DocumentKind = 'passport' | 'enrolment' | 'bank_statement' | 'consent' | 'antecedents' | 'other'

export interface DocumentRef {
  /** SHA-256 of the content, lower-case hex: the name by which a document travels (SYN-53). */
  documentId: string
  kind: DocumentKind
  fileName: string
  mediaType: 'application/pdf' | 'image/png' | 'image/jpeg'
  bytes: number
}

export interface Applicant {
  familyName: string
  givenNames: string
  birthDate: string
  birthPlace: string | null
  /** ISO 3166 alpha-3. */
  nationality: string
  sex: 'F' | 'M' | 'X'
  vNumber: string | null
}

export interface Passport {
  number: string
  /** ISO 3166 alpha-3, or the special codes of ICAO 9303-3. */
  issuingState: string
  issuedOn: string | null
  expiresOn: string
  /** TD3: two lines of 44 characters. */
  mrz: [string, string] | null
}

export interface Residence {
  countryOfStay: string
  inNetherlands: boolean
  /** Lawful stay in the Netherlands at the time of application; null when not in the Netherlands. */
  lawfulStay: boolean | null
  /** A code of mvv-exempt-nationalities `otherExemptions` that the sponsor invokes. */
  mvvExemption: string | null
  /** A code of tb-exempt-nationalities `otherExemptions` that the sponsor invokes. */
  tbExemption: string | null
}

export type StudyLevel = 'HBO-BA' | 'HBO-MA' | 'WO-BA' | 'WO-MA' | 'WO-PM' | 'OTHER'

export interface PreparatoryPeriod {
  kind: 'preparatory_year' | 'pre_master'
  startsOn: string
  endsOn: string
}

export interface Study {
  /** CROHO/RIO code, five digits; null for exchange students. */
  programmeCode: string | null
  programmeName: string
  level: StudyLevel
  mode: 'full_time' | 'part_time' | 'dual'
  /** First day of the main programme (after preparation). */
  startsOn: string
  endsOn: string
  exchange: boolean
  preparatory: PreparatoryPeriod | null
  /** Day the student means to arrive, if stated. */
  arrivesOn: string | null
}

export interface MeansSource {
  way: MeansWay
  /** Amount at the student's disposal for the whole period, in cents. For payer_nl: the payer's gross income per month. */
  amountCents: number
  /** Date of the statement, letter or contract. */
  evidencedOn: string | null
  /** Payer, sponsor of the grant or company. */
  provider: string | null
  /** Only for payer_nl: whether the payer is single or a single parent. */
  payerSingle: boolean | null
}

/** The sponsor's own declarations (Vw 2t, 24a): each replaces the underlying document. */
export interface Declarations {
  complete: boolean
  sponsorDeclaration: boolean
  antecedents: 'no_objection' | 'objection' | 'missing'
  tbWilling: boolean
  enrolled: boolean
  meansIndependentAndLasting: boolean
  insurance: boolean
  fullTime: boolean
  awaitsMvvAbroad: boolean | null
}

export interface Application {
  /** The sponsor's own key for this application: sent twice, it makes no second case. */
  applicationKey: string
  procedure: Procedure
  applicant: Applicant
  passport: Passport | null
  residence: Residence
  /** Embassy or consulate where the MVV is collected (TEV only). */
  mvvPost: string | null
  study: Study
  means: MeansSource[]
  declarations: Declarations
  /** Consent of the legal representative, for a minor. */
  guardianConsent: boolean | null
  fee: { paidCents: number; paidOn: string | null; reference: string | null }
  /** For extension and change: the permit held now. */
  currentPermit: { expiresOn: string } | null
  /** For extension: share of credits obtained, in percent, and an excusable reason if declared. */
  studyProgress: { creditsPercent: number; excusable: boolean } | null
  documents: DocumentRef[]
}
