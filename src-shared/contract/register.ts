import { z } from 'zod'
import type { Sponsor } from '#core/reference.ts'
import { AMOUNT_TABLES, EXEMPTION_LISTS, type RegisterChange, type RegisterRecord } from '#core/register.ts'
import { uuidSchema } from './command-schema.ts'

const isoDate = z.iso.date()
const span = { from: isoDate, until: isoDate.nullable() }
const name = z.string().trim().min(1).max(200)
const sponsorId = z.string().min(1).max(80)
export const brinSchema = z.string().regex(/^\d{2}[A-Z]{2}$/, 'two digits and two capital letters')

/** What an administrator records, as it travels. */
export const registerChangeSchema: z.ZodType<RegisterChange> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('details'),
    sponsorId,
    name,
    city: name,
    brin: brinSchema,
    clientNumber: z.string().trim().min(1).max(40),
  }),
  z.strictObject({
    kind: z.literal('status'),
    sponsorId,
    status: z.enum(['recognised', 'suspended', 'withdrawn']),
    ...span,
  }),
  z.strictObject({ kind: z.literal('codeOfConduct'), sponsorId, member: z.boolean(), ...span }),
  z.strictObject({
    kind: z.literal('programme'),
    sponsorId,
    offered: z.boolean(),
    code: z.string().regex(/^\d{5}$/, 'five digits'),
    name,
    level: z.enum(['HBO-BA', 'HBO-MA', 'WO-BA', 'WO-MA', 'WO-PM', 'OTHER']),
    mode: z.enum(['full_time', 'part_time', 'dual']),
    accreditedBy: z.enum(['NVAO', 'EQAR']),
    ...span,
  }),
  z.strictObject({
    kind: z.literal('amount'),
    table: z.enum(AMOUNT_TABLES),
    cents: z.int().min(1).max(100_000_000),
    ...span,
  }),
  z.strictObject({
    kind: z.literal('exemption'),
    list: z.enum(EXEMPTION_LISTS),
    nationality: z.string().regex(/^[A-Z]{1,3}$/, 'a code of ICAO 9303-3'),
    exempt: z.boolean(),
    ...span,
  }),
  z.strictObject({ kind: z.literal('term'), rule: z.string().min(1).max(60), length: z.int(), ...span }),
  z.strictObject({ kind: z.literal('dayOff'), on: isoDate, off: z.boolean() }),
])

/**
 * POST /v1/register/records: one change with its reason and source. `recordId` is made where the person acts, so that the same record sent twice is one;
 * `expectedVersion` is the version at which the administrator last saw its subject change, so that nobody overwrites what they have not seen.
 */
export const recordRequestSchema = z.strictObject({
  recordId: uuidSchema,
  expectedVersion: z.int().min(0),
  change: registerChangeSchema,
  reason: z.string().trim().min(1).max(2_000),
  source: z.string().trim().min(1).max(500),
})
export type RecordRequest = z.infer<typeof recordRequestSchema>

export const recordAnswerSchema = z.object({ recordId: z.uuid(), referenceVersion: z.int() })
export type RecordAnswer = z.infer<typeof recordAnswerSchema>

/** POST /v1/register/preview: what a change would touch, before it is recorded. */
export const previewRequestSchema = z.strictObject({ change: registerChangeSchema })
export const previewAnswerSchema = z.object({
  /** Undecided cases the subject concerns, and how many of these an officer holds. */
  open: z.int(),
  held: z.int(),
  /** Of these, received in the period: their checks look at it. */
  received: z.int(),
})
export type RegisterPreview = z.infer<typeof previewAnswerSchema>

/** GET /v1/register/sponsors/:id: a sponsor as it was at every version of the reference data at which it changed, oldest first. */
export interface SponsorHistory {
  versions: { version: number; at: string; by: string | null; sponsor: Sponsor }[]
  records: RegisterRecord[]
}

/** Answer to a row of an imported register. */
export const importRowSchema = z.object({
  /** In the file, the heading being line 1. */
  line: z.int(),
  brin: z.string(),
  result: z.enum(['changed', 'unchanged', 'refused']),
  /** What it recorded or, tried out, would record. */
  changes: z.array(registerChangeSchema),
  field: z.string().nullable(),
  message: z.string().nullable(),
})
export type ImportRow = z.infer<typeof importRowSchema>
export const importAnswerSchema = z.object({
  dryRun: z.boolean(),
  /** After the import; unchanged when it recorded nothing. */
  referenceVersion: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  rows: z.array(importRowSchema),
})
export type ImportAnswer = z.infer<typeof importAnswerSchema>

/** POST /v1/register/import: a register in CSV. In base64, so that its encoding is judged at the hub and not lost on the way. */
export const importRequestSchema = z.strictObject({
  /** Only says what would be recorded. */
  dryRun: z.boolean(),
  contentBase64: z.base64().min(1).max(12_000_000),
  /** From when a row holds that does not say so itself. */
  from: isoDate.nullable(),
  reason: z.string().trim().min(1).max(2_000),
  /** Of rows that do not name their own. */
  source: z.string().trim().min(1).max(500),
})
export type ImportRequest = z.infer<typeof importRequestSchema>
