import { z } from 'zod'
import { problemSchema } from './wire.ts'

/**
 * What an institution submits: POST /v1/intake/batches, JSON (UTF-8), answered per application (intakeAnswerSchema). The JSON Schema made from this is
 * published by the hub at GET /v1/intake/schema.json. Dates are ISO dates, money euro cents.
 */
const isoDate = z.iso.date()
const name = z.string().trim().min(1).max(200)
const country = z.string().regex(/^[A-Z]{3}$/, 'three capital letters (ISO 3166 alpha-3)')
// Kept and shown as it is: without a zero character or half of a character, which cannot be stored.
export const intakeKeySchema = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\p{Surrogate}\0]*$/u, 'holds a character that cannot be stored')
const mrzLine = z.string().regex(/^[A-Z0-9<]{44}$/, '44 characters A-Z, 0-9 or <')

const mediaType = z.enum(['application/pdf', 'image/png', 'image/jpeg'])
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, '64 digits and letters a-f')

/** Announces a document that is uploaded apart from its application: PUT /v1/intake/documents/:id. */
export const uploadSchema = z.strictObject({ mediaType, bytes: z.int().min(1).max(2_000_000_000) })
/** How far an upload is: `quarantined` waits for a scan, `kept` may be cited. */
export const uploadAnswerSchema = z.object({
  state: z.enum(['arriving', 'quarantined', 'kept']),
  received: z.int(),
  bytes: z.int(),
})

/** A document with its content, or by the hash of a content that this institution sent before (SYN-53). */
export const intakeDocumentSchema = z
  .strictObject({
    kind: z.enum(['passport', 'enrolment', 'bank_statement', 'consent', 'antecedents', 'other']),
    fileName: z.string().min(1).max(200),
    mediaType,
    contentBase64: z.base64().optional(),
    sha256: sha256.optional().describe('Instead of the content: of a document that this institution sent before.'),
  })
  .refine((document) => (document.contentBase64 === undefined) !== (document.sha256 === undefined), {
    path: ['contentBase64'],
    error: 'give either contentBase64, or sha256 of a document sent before',
  })
export type IntakeDocument = z.infer<typeof intakeDocumentSchema>

export const intakeApplicationSchema = z.strictObject({
  applicationKey: intakeKeySchema,
  procedure: z.enum(['TEV', 'VVR', 'extension', 'change']),
  applicant: z.strictObject({
    familyName: name,
    givenNames: name,
    birthDate: isoDate,
    birthPlace: z.string().max(200).nullable(),
    nationality: country,
    sex: z.enum(['F', 'M', 'X']),
    vNumber: z
      .string()
      .regex(/^\d{10}$/, 'ten digits')
      .nullable(),
  }),
  passport: z
    .strictObject({
      number: z.string().regex(/^[A-Z0-9]{5,20}$/, '5 to 20 capital letters and digits'),
      issuingState: z.string().regex(/^[A-Z]{1,3}$/),
      issuedOn: isoDate.nullable(),
      expiresOn: isoDate,
      mrz: z.tuple([mrzLine, mrzLine]).nullable(),
    })
    .nullable(),
  residence: z.strictObject({
    countryOfStay: country,
    inNetherlands: z.boolean(),
    lawfulStay: z.boolean().nullable(),
    mvvExemption: z.string().max(40).nullable(),
    tbExemption: z.string().max(40).nullable(),
  }),
  mvvPost: z.string().max(100).nullable(),
  study: z.strictObject({
    programmeCode: z
      .string()
      .regex(/^\d{5}$/, 'five digits')
      .nullable(),
    programmeName: name,
    level: z.enum(['HBO-BA', 'HBO-MA', 'WO-BA', 'WO-MA', 'WO-PM', 'OTHER']),
    mode: z.enum(['full_time', 'part_time', 'dual']),
    startsOn: isoDate,
    endsOn: isoDate,
    exchange: z.boolean(),
    preparatory: z
      .strictObject({ kind: z.enum(['preparatory_year', 'pre_master']), startsOn: isoDate, endsOn: isoDate })
      .nullable(),
    arrivesOn: isoDate.nullable(),
  }),
  means: z
    .array(
      z.strictObject({
        way: z.enum(['own_account', 'deposit', 'scholarship', 'company', 'payer_abroad', 'payer_nl']),
        amountCents: z.int().min(0).max(1_000_000_000),
        evidencedOn: isoDate.nullable(),
        provider: z.string().max(200).nullable(),
        payerSingle: z.boolean().nullable(),
      }),
    )
    .max(6),
  declarations: z.strictObject({
    complete: z.boolean(),
    sponsorDeclaration: z.boolean(),
    antecedents: z.enum(['no_objection', 'objection', 'missing']),
    tbWilling: z.boolean(),
    enrolled: z.boolean(),
    meansIndependentAndLasting: z.boolean(),
    insurance: z.boolean(),
    fullTime: z.boolean(),
    awaitsMvvAbroad: z.boolean().nullable(),
  }),
  guardianConsent: z.boolean().nullable(),
  fee: z.strictObject({
    paidCents: z.int().min(0).max(100_000_000),
    paidOn: isoDate.nullable(),
    reference: z.string().max(100).nullable(),
  }),
  currentPermit: z.strictObject({ expiresOn: isoDate }).nullable(),
  studyProgress: z.strictObject({ creditsPercent: z.number().min(0).max(100), excusable: z.boolean() }).nullable(),
  documents: z.array(intakeDocumentSchema).max(20),
})
export type IntakeApplication = z.infer<typeof intakeApplicationSchema>

/** The most applications in one batch. */
export const MOST_APPLICATIONS = 5_000

/** What a batch says of itself. It comes before the applications, which are read as they arrive. */
export const intakeEnvelopeSchema = z.strictObject({
  format: z.literal('beslisdesk-intake-1'),
  /** The institution's own key for the batch: sent twice, it answers the same. */
  batchKey: intakeKeySchema,
  /** BRIN of the sponsor, e.g. 21PF. */
  brin: z.string().regex(/^\d{2}[A-Z]{2}$/, 'two digits and two capital letters'),
})
export type IntakeEnvelope = z.infer<typeof intakeEnvelopeSchema>

/** A whole batch. Each application is judged on its own: a bad one never holds the others. */
export const intakeBatchSchema = intakeEnvelopeSchema.extend({
  applications: z
    .array(intakeApplicationSchema)
    .min(1)
    .max(MOST_APPLICATIONS)
    .describe('After format, batchKey and brin: applications are read as they arrive.'),
})

export type IntakeBatch = z.infer<typeof intakeBatchSchema>

export const intakeProblemSchema = z.object({
  /** Path in the application, e.g. passport.mrz[1]. */
  field: z.string(),
  /** Machine-readable: invalid, unknown_sponsor, sponsor_not_recognised, mrz_check_digit, impossible_date, duplicate_key … */
  code: z.string(),
  /** What was sent, shortened; never a whole document. */
  value: z.string(),
  message: z.string(),
})
export const applicationAnswerSchema = z.object({
  index: z.int(),
  applicationKey: z.string().nullable(),
  status: z.enum(['accepted', 'held', 'repeated']),
  caseNumber: z.string().nullable(),
  problems: z.array(intakeProblemSchema),
})
export type ApplicationAnswer = z.infer<typeof applicationAnswerSchema>

export const intakeAnswerSchema = z.object({
  batchKey: z.string(),
  accepted: z.int(),
  held: z.int(),
  repeated: z.int(),
  applications: z.array(applicationAnswerSchema),
})
export type IntakeAnswer = z.infer<typeof intakeAnswerSchema>

/** A batch that could not be read to its end: what was answered until there stands, nothing after it was stored. */
export const batchRefusalSchema = problemSchema.extend({
  answered: intakeAnswerSchema.omit({ batchKey: true }).optional(),
})
export type BatchRefusal = z.infer<typeof batchRefusalSchema>
