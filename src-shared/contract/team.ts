import { z } from 'zod'
import type { AgeBucket } from '#core/workload.ts'

/**
 * The board of a supervisor, read at the hub: who holds what, what runs out, and how the desks are.
 *
 * GET /v1/team        TeamBoard
 * GET /v1/team/cases  teamCasesQuerySchema → TeamCases, those due first in front
 */
export const workloadBandSchema = z.enum(['all', 'late', 'atRisk', 'thisWeek', 'waiting'])

export const teamCasesQuerySchema = z.strictObject({
  /** A person of the team, `pool` for cases nobody holds, `all` for both. */
  holder: z.string().min(1).max(80),
  band: workloadBandSchema,
  /** The `next` of the page before. */
  after: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d [0-9a-f-]{36}$/, 'the next of the page before')
    .refine((next) => z.uuid().safeParse(next.slice(11)).success, 'the next of the page before')
    .optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
})

const counts = {
  /** Running: open or waiting for the sponsor. */
  open: z.int(),
  late: z.int(),
  /** Not late yet, but so within three working days. */
  atRisk: z.int(),
  thisWeek: z.int(),
  waiting: z.int(),
}
const countsSchema = z.object(counts)
export type Workload = z.infer<typeof countsSchema>

/** A desk as it last told of itself (SYN-42). */
const deskSchema = z.object({
  lastContactAt: z.iso.datetime(),
  appVersion: z.string(),
  unsent: z.int(),
  oldestUnsentAt: z.iso.datetime().nullable(),
  driftMs: z.number().nullable(),
})
const memberSchema = z.object({
  personId: z.string(),
  name: z.string(),
  /** Can be given cases. */
  holdsCases: z.boolean(),
  ...counts,
  desks: z.array(deskSchema),
})
export type TeamMember = z.infer<typeof memberSchema>

const ageSchema: z.ZodType<AgeBucket> = z.object({ from: z.int(), to: z.int().nullable(), cases: z.int() })
export const teamBoardSchema = z.object({
  hubTime: z.iso.datetime(),
  /** Days in Europe/Amsterdam. */
  today: z.string(),
  riskUntil: z.string(),
  weekEnd: z.string(),
  members: z.array(memberSchema),
  pool: countsSchema,
  ages: z.array(ageSchema),
})
export type TeamBoard = z.infer<typeof teamBoardSchema>

/** A case on the board: nothing in it names the applicant. */
export const teamCaseSchema = z.object({
  caseId: z.uuid(),
  caseNumber: z.string(),
  version: z.int(),
  status: z.enum(['open', 'waiting']),
  holderId: z.string().nullable(),
  dueOn: z.string(),
  receivedOn: z.string(),
  nationality: z.string(),
  procedure: z.enum(['TEV', 'VVR', 'extension', 'change']),
  sponsorName: z.string(),
  failedChecks: z.int(),
})
export type TeamCase = z.infer<typeof teamCaseSchema>
export const teamCasesSchema = z.object({ total: z.int(), cases: z.array(teamCaseSchema), next: z.string().nullable() })
export type TeamCases = z.infer<typeof teamCasesSchema>
