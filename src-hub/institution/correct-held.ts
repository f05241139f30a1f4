import type { ApplicationAnswer } from '#contract/intake-schema.ts'
import type { Changes } from '#contract/institution-schema.ts'
import type { Problem } from '#contract/wire.ts'
import { amsterdamDate } from '#core/dates.ts'
import { must, ok, type Result } from '#core/result.ts'
import { refuseWith } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { openIntakeDesk } from '../intake/intake-desk.ts'
import { applyChanges } from './apply-changes.ts'
import type { Institution } from './institution.ts'
import { findHeldApplication } from './own-applications.ts'

/**
 * Sends a held application again with what changed; the rest is carried over. Answered as in a batch: a case once it is sound, held with what is left otherwise. The day
 * of receipt is the day it is sound.
 */
export async function correctHeld(
  hub: HubContext,
  institution: Institution,
  wish: { key: string; changes: Changes },
): Promise<Result<ApplicationAnswer, Problem>> {
  const held = await findHeldApplication(hub, institution, wish.key)
  if (held === undefined) return refuseWith('not_found', { field: 'key', detail: 'nothing is held under this key' })
  const { application } = held
  if (typeof application !== 'object' || application === null) {
    return refuseWith('conflict', { field: 'key', detail: 'it was too large to keep: send the application whole' })
  }
  const changed = applyChanges(application, wish.changes)
  if (!changed.ok) {
    const [first] = changed.refusal
    return refuseWith('invalid', first && { field: first.field, detail: first.message })
  }
  const desk = await openIntakeDesk(hub, institution.brin, amsterdamDate(hub.now()))
  await desk.take({ input: changed.value, index: 0, size: JSON.stringify(changed.value).length })
  const [answer] = await desk.settle()
  must(answer, 'one application gets one answer')
  return ok(answer)
}
