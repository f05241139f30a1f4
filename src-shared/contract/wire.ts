import { z } from 'zod'
import type { CaseFile } from '#core/case-file.ts'
import type { Receipt } from '#core/receipt.ts'
import type { ReferenceData } from '#core/reference.ts'
import { commandSchema, instantSchema } from './command-schema.ts'

/**
 * Desk ↔ hub. Every request carries `authorization: Bearer …` and `x-beslisdesk-protocol: <n>`; a hub that no longer serves n answers 426 with
 * a problem document of type `upgrade` (SYN-54). Errors are RFC 9457 problem documents (`problemSchema`).
 *
 * POST /v1/sync/pull     pullRequestSchema → NDJSON of PullLine, gzip
 * POST /v1/sync/push     pushRequestSchema → PushAnswer
 * GET  /v1/sync/notices  server-sent events `changed`, ids only: data {"cursor": n}, with "reference": v when the reference data changed; comment heartbeat every 15 s (SYN-36)
 * GET  /v1/pool          PoolAnswer: cases nobody holds, without personal data (SYN-12)
 * GET  /v1/documents/:id content of a document the person may see, or a part of it (Range, If-Range)
 * GET  /v1/sign-in       open to all: SignInWay, the OpenID Connect issuer to sign in at
 * GET  /v1/me            Person: whom the hub takes the bearer of this token for
 */
export const pullRequestSchema = z.strictObject({
  protocol: z.int().min(1).max(1_000),
  deskId: z.string().min(1).max(80),
  /** Of the hub whose cursor this is; null on a first load. */
  epoch: z.string().max(80).nullable(),
  /** Last change taken in; null asks for a first load (SYN-32). */
  cursor: z.int().min(0).nullable(),
  /** Resume an interrupted first load: the cursor it began at, and the last case id staged. */
  resume: z.strictObject({ cursor: z.int().min(0), afterCaseId: z.uuid() }).nullable(),
  referenceVersion: z.int().min(0).nullable(),
  /** Device health (SYN-42). */
  health: z.strictObject({
    appVersion: z.string().max(40),
    oldestUnsentAt: instantSchema.nullable(),
    unsent: z.int().min(0).max(1_000_000),
    driftMs: z.number().finite().nullable(),
  }),
})
export type PullRequest = z.infer<typeof pullRequestSchema>

/** Lines of a pull, in order: begin, reference?, (case | evict)*, page after every 500 changes, end. After `page` or `end` the desk commits together with the cursor (SYN-30). */
export type PullLine =
  | {
      type: 'begin'
      mode: 'changes' | 'snapshot'
      epoch: string
      hubTime: string /** Cursor a snapshot begins at. */
      cursor: number /** Cases in a snapshot. */
      count: number | null
    }
  | { type: 'reference'; reference: ReferenceData }
  | { type: 'case'; caseId: string; version: number; body: CaseFile }
  | {
      type: 'evict'
      caseId: string
      caseNumber: string
      at: string
      toName: string | null
      byName: string | null
      reason: string
    }
  | { type: 'page'; cursor: number }
  | { type: 'end'; cursor: number; count: number; digest: string; hubTime: string }
  /** The cursor or epoch is not this hub's: rebuild the copy, keep the outbox, offer acknowledged commands again (SYN-33). */
  | { type: 'resync'; epoch: string; reason: 'unknown_cursor' | 'new_epoch' }

const pullLineHead = z.looseObject({ type: z.enum(['begin', 'reference', 'case', 'evict', 'page', 'end', 'resync']) })
const caseLine = z.looseObject({
  caseId: z.uuid(),
  version: z.int().min(1),
  body: z.looseObject({
    caseId: z.uuid(),
    caseNumber: z.string(),
    version: z.int(),
    status: z.string(),
    derived: z.looseObject({ dueOn: z.string() }),
  }),
})
const beginLine = z.looseObject({
  mode: z.enum(['changes', 'snapshot']),
  epoch: z.string(),
  hubTime: z.string(),
  cursor: z.int(),
  count: z.int().nullable(),
})
const evictLine = z.looseObject({
  caseId: z.uuid(),
  caseNumber: z.string(),
  at: z.string(),
  toName: z.string().nullable(),
  byName: z.string().nullable(),
  reason: z.string(),
})
const cursorLine = z.looseObject({ cursor: z.int().min(0) })
const endLine = z.looseObject({ cursor: z.int().min(0), count: z.int(), digest: z.string(), hubTime: z.string() })
/** Schemas of the lines, for the desk's parser and the pinned fingerprint. The body of a case is checked in outline only: 14,000 of them arrive at once. */
export const pullLineSchemas = {
  head: pullLineHead,
  case: caseLine,
  begin: beginLine,
  evict: evictLine,
  page: cursorLine,
  end: endLine,
}

export const pushRequestSchema = z.strictObject({
  protocol: z.int().min(1).max(1_000),
  deskId: z.string().min(1).max(80),
  commands: z.array(commandSchema).min(1).max(500),
})
export type PushRequest = z.infer<typeof pushRequestSchema>

export interface PushAnswer {
  hubTime: string
  /** One per command, in the order sent. */
  receipts: Receipt[]
}
const reasonSchema = z.object({
  code: z.string(),
  tone: z.enum(['ok', 'fail', 'warn', 'info']),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export const receiptSchema: z.ZodType<Receipt> = z.object({
  commandId: z.uuid(),
  outcome: z.enum(['accepted', 'parked', 'refused']),
  hubTime: z.iso.datetime(),
  caseVersion: z.int().nullable(),
  reasons: z.array(reasonSchema),
  situation: z
    .object({
      status: z.enum(['open', 'waiting', 'decided', 'withdrawn']),
      holderName: z.string().nullable(),
      decided: z
        .object({ outcome: z.enum(['grant', 'reject', 'disregard']), byName: z.string(), at: z.string() })
        .nullable(),
    })
    .nullable(),
})
export const pushAnswerSchema: z.ZodType<PushAnswer> = z.object({
  hubTime: z.iso.datetime(),
  receipts: z.array(receiptSchema),
})

export const poolQuerySchema = z.object({ limit: z.coerce.number().int().min(1).max(1_000).default(200) })

/** A case that nobody holds: enough to choose it, nothing that names the person. */
export const poolCaseSchema = z.object({
  caseId: z.uuid(),
  caseNumber: z.string(),
  version: z.int(),
  dueOn: z.string(),
  receivedOn: z.string(),
  nationality: z.string(),
  procedure: z.enum(['TEV', 'VVR', 'extension', 'change']),
  sponsorName: z.string(),
  failedChecks: z.int(),
})
export type PoolCase = z.infer<typeof poolCaseSchema>
export const poolAnswerSchema = z.object({ total: z.int(), cases: z.array(poolCaseSchema) })

const roleSchema = z.enum(['officer', 'supervisor', 'administrator', 'institution', 'auditor'])
export const personSchema = z.object({ personId: z.string(), name: z.string(), roles: z.array(roleSchema) })
export type Person = z.infer<typeof personSchema>
/** Where people sign in for a hub: the issuer, the desk's client there, and what the desk asks for. */
export const signInWaySchema = z.object({ issuer: z.url(), clientId: z.string().min(1), scope: z.string().min(1) })
export type SignInWay = z.infer<typeof signInWaySchema>

/** RFC 9457. `field` is the path of the offending input where there is one. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  field: z.string().optional(),
})
export type Problem = z.infer<typeof problemSchema>
