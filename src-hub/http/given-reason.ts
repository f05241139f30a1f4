import type { FastifyRequest } from 'fastify'
import type { Problem } from '#contract/wire.ts'
import { ok, type Result } from '#core/result.ts'
import { refuseWith } from './problem.ts'

export const REASON_HEADER = 'x-beslisdesk-reason'

/** Why a person says they look (HIS-7), percent-encoded UTF-8 as headers want it; null when they say nothing. */
export function readGivenReason(request: FastifyRequest): Result<string | null, Problem> {
  const header = request.headers[REASON_HEADER]
  if (header === undefined || header === '') return ok(null)
  let reason: string
  try {
    reason = decodeURIComponent(String(header)).trim()
  } catch {
    return refuseWith('invalid', { field: REASON_HEADER, detail: 'percent-encoded UTF-8' })
  }
  const sound = reason.length > 0 && reason.length <= 500 && !reason.includes('\u0000')
  return sound ? ok(reason) : refuseWith('invalid', { field: REASON_HEADER, detail: '1 to 500 characters' })
}
