import { z } from 'zod'
import { instantSchema } from './command-schema.ts'

/**
 * Who looked at what (HIS-5).
 *
 * POST /v1/sync/accesses  accessesRequestSchema → accessesAnswerSchema: what was looked at on a desk, on line or off, sent with its acts
 * GET  /v1/access-log     accessLogQuerySchema → accessLogSchema: of one case or of one person, the newest first
 */
export const accessSchema = z.strictObject({
  /** Made where the person looked: the same look sent again is one look. */
  accessId: z.uuid().toLowerCase(),
  what: z.enum(['case_opened', 'document_opened']),
  /** How the person stood to the case, as far as the desk knew. */
  why: z.enum(['holder', 'former_holder']),
  caseId: z.uuid().toLowerCase(),
  documentId: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal')
    .nullable(),
  deviceTime: instantSchema,
  clockOffsetMs: z.number().finite().nullable(),
})
export type Access = z.infer<typeof accessSchema>

export const accessesRequestSchema = z.strictObject({
  protocol: z.int().min(1).max(1_000),
  deskId: z.string().min(1).max(80),
  accesses: z.array(accessSchema).min(1).max(500),
})
export type AccessesRequest = z.infer<typeof accessesRequestSchema>
export const accessesAnswerSchema = z.object({ hubTime: z.iso.datetime(), received: z.int() })

function isPlace(next: string): boolean {
  const [hubTime, accessId] = next.split('~')
  return instantSchema.safeParse(hubTime).success && z.uuid().safeParse(accessId).success
}

export const accessLogQuerySchema = z.strictObject({
  caseId: z.uuid().toLowerCase().optional(),
  personId: z.string().min(1).max(80).optional(),
  /** `next` of the page before. */
  before: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z~[0-9a-f-]{36}$/, 'what `next` of the page before said')
    .refine(isPlace, 'what `next` of the page before said')
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

const loggedAccessSchema = z.object({
  accessId: z.uuid(),
  personId: z.string(),
  personName: z.string().nullable(),
  what: z.enum([
    'case_opened',
    'document_opened',
    'case_read',
    'document_delivered',
    'cases_listed',
    'cases_delivered',
    'log_read',
  ]),
  why: z.enum(['holder', 'supervisor', 'former_holder', 'pool', 'auditor', 'stranger']),
  reason: z.string().nullable(),
  caseId: z.uuid().nullable(),
  caseNumber: z.string().nullable(),
  documentId: z.string().nullable(),
  /** Whose access log was read. */
  aboutId: z.string().nullable(),
  deskId: z.string().nullable(),
  /** Of cases delivered or listed: how many, and what finds them again. */
  scope: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable(),
  /** When by the device's clock, and how far that was from the hub's; null for what the hub saw itself. */
  deviceTime: z.iso.datetime().nullable(),
  clockOffsetMs: z.number().nullable(),
  hubTime: z.iso.datetime(),
})
export const accessLogSchema = z.object({ accesses: z.array(loggedAccessSchema), next: z.string().nullable() })
export type AccessLog = z.infer<typeof accessLogSchema>
