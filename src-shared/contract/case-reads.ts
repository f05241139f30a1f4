import { z } from 'zod'
import type { CaseFile } from '#core/case-file.ts'
import type { CaseEvent } from '#core/event.ts'

/**
 * Reading cases at the hub itself, for who has no copy of them: a supervisor and an auditor (SYN-50).
 *
 * GET /v1/cases      caseListQuerySchema → CaseList, a page in the order of case ids
 * GET /v1/cases/:id  CaseRead
 */
const statusSchema = z.enum(['open', 'waiting', 'decided', 'withdrawn'])

export const caseListQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  /** The last case of the page before. */
  after: z.uuid().toLowerCase().optional(),
  status: statusSchema.optional(),
  holderId: z.string().min(1).max(80).optional(),
  caseNumber: z
    .string()
    .regex(/^Z1-\d{10}$/, 'Z1- and ten digits')
    .optional(),
})

/** A case in a list: nothing in it names the applicant. */
export const caseSummarySchema = z.object({
  caseId: z.uuid(),
  caseNumber: z.string(),
  version: z.int(),
  status: statusSchema,
  holderId: z.string().nullable(),
  dueOn: z.string(),
  receivedOn: z.string(),
  nationality: z.string(),
  procedure: z.enum(['TEV', 'VVR', 'extension', 'change']),
  sponsorId: z.string(),
  failedChecks: z.int(),
})
export type CaseSummary = z.infer<typeof caseSummarySchema>
/** `next` is the `after` of the next page; null on the last one. */
export const caseListSchema = z.object({ cases: z.array(caseSummarySchema), next: z.uuid().nullable() })
export type CaseList = z.infer<typeof caseListSchema>

export interface CaseRead {
  file: CaseFile
  /** Everything that happened to it, in order; `hash` is its link in the chain of the case. */
  history: { version: number; commandId: string | null; hash: string; event: CaseEvent }[]
}
export const caseReadSchema = z.object({
  file: z.looseObject({ caseId: z.uuid(), caseNumber: z.string(), version: z.int() }),
  history: z.array(
    z.object({ version: z.int(), commandId: z.uuid().nullable(), hash: z.string(), event: z.looseObject({}) }),
  ),
})
