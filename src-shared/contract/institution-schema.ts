import { z } from 'zod'
import { intakeDocumentSchema, intakeKeySchema, intakeProblemSchema } from './intake-schema.ts'
import { problemSchema } from './wire.ts'

/**
 * What an institution may know of its own applications, by the keys it gave them. Never who handles a case, nor what is noted about it.
 *
 * GET  /v1/intake/applications              applicationListSchema (query: applicationQuerySchema)
 * GET  /v1/intake/applications/:key         applicationStatusSchema
 * GET  /v1/intake/held                      heldListSchema
 * GET  /v1/intake/held/:key                 heldApplicationSchema
 * POST /v1/intake/held/:key/correction      changesSchema → ApplicationAnswer
 * POST /v1/intake/applications/:key/supplements  supplementRequestSchema → applicationStatusSchema
 * POST /v1/intake/applications/:key/withdrawal   withdrawalSchema → applicationStatusSchema
 */
const isoDate = z.iso.date()

/** Received: nobody has begun. Open: an officer has it. Waiting: something is asked. */
export const APPLICATION_STATES = ['held', 'received', 'open', 'waiting', 'decided', 'withdrawn'] as const

export const openRequestSchema = z.object({
  requestId: z.string(),
  askedOn: isoDate,
  /** The last day on which the answer is in time. */
  endsOn: isoDate,
  lapsed: z.boolean(),
  text: z.string(),
  items: z.array(z.object({ itemId: z.string(), nl: z.string(), en: z.string() })),
})
export type OpenRequest = z.infer<typeof openRequestSchema>

export const applicationStatusSchema = z.object({
  applicationKey: z.string(),
  status: z.enum(APPLICATION_STATES),
  caseNumber: z.string().nullable(),
  applicantName: z.string().nullable(),
  receivedOn: isoDate.nullable(),
  /** What is asked, until when; null when nothing is. */
  request: openRequestSchema.nullable(),
  decision: z.object({ outcome: z.enum(['grant', 'reject', 'disregard']), decidedOn: isoDate }).nullable(),
  withdrawnOn: isoDate.nullable(),
  /** Of an application that is held. */
  problems: z.array(intakeProblemSchema),
})
export type ApplicationStatus = z.infer<typeof applicationStatusSchema>

export const applicationListSchema = z.object({
  total: z.int(),
  applications: z.array(applicationStatusSchema),
  /** Where the next page begins; null after the last. */
  next: z.string().nullable(),
})
export type ApplicationList = z.infer<typeof applicationListSchema>

const limit = z.coerce.number().int().min(1).max(100).default(50)
export const applicationQuerySchema = z.strictObject({
  status: z.enum(['received', 'open', 'waiting', 'decided', 'withdrawn']).optional(),
  /** Part of a key, of a case number or of a name. */
  search: z.string().max(100).default(''),
  after: z.string().max(200).optional(),
  limit,
})
export type ApplicationQuery = z.infer<typeof applicationQuerySchema>
export const heldQuerySchema = z.strictObject({ after: z.string().max(200).optional(), limit })

const heldSchema = z.object({
  applicationKey: z.string(),
  heldAt: z.iso.datetime(),
  problems: z.array(intakeProblemSchema),
})
export const heldListSchema = z.object({
  total: z.int(),
  applications: z.array(heldSchema),
  next: z.string().nullable(),
})
export type HeldList = z.infer<typeof heldListSchema>

/** As it was sent, documents by their hashes; null when it was too large to keep. */
export const heldApplicationSchema = heldSchema.extend({ application: z.unknown() })
export type HeldApplication = z.infer<typeof heldApplicationSchema>

/** What changes in an application; everything else stays as it was sent, documents included. */
export const changesSchema = z.strictObject({
  changes: z
    .record(z.string(), z.unknown())
    .default({})
    .describe(
      'Fields of an application. Objects are merged field by field; anything else, also null, takes the place of what was there.',
    ),
  documents: z.array(intakeDocumentSchema).max(20).default([]).describe('Documents that come with it.'),
  removedDocuments: z
    .array(z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits in lower case'))
    .max(20)
    .default([])
    .describe('Ids of documents that no longer count.'),
})
export type Changes = z.infer<typeof changesSchema>

/** The answer to what is asked about a case. Sent again under its key it counts once. */
export const supplementRequestSchema = changesSchema.extend({ supplementKey: intakeKeySchema })
export type SupplementRequest = z.infer<typeof supplementRequestSchema>

export const withdrawalSchema = z.strictObject({
  reason: z
    .string()
    .trim()
    .min(1)
    .max(1_000)
    .regex(/^[^\p{Surrogate}\0]*$/u, 'holds a character that cannot be stored'),
})

/** Why a change was not taken; `problems` names every field of it. */
export const changeRefusalSchema = problemSchema.extend({ problems: z.array(intakeProblemSchema).optional() })
export type ChangeRefusal = z.infer<typeof changeRefusalSchema>
