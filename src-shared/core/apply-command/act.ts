import { actingDate } from '../act-time.ts'
import type { ActTime, CaseFile, Mark, PersonRef } from '../case-file.ts'
import type { Command } from '../command.ts'
import type { CaseFact } from '../event.ts'
import { applyEvent } from '../fold-case.ts'
import type { JudgeContext, Judgement } from '../judgement.ts'
import { reason, type Reason } from '../reason.ts'

/** One command on its way to be judged: who acts, when, and on what. */
export interface Act {
  command: Command
  context: JudgeContext
  by: PersonRef
  at: ActTime
  /** The date of the judgement in Europe/Amsterdam (SYN-20). */
  today: string
  /** The author of a parked act that someone else now adopts; such an act is judged as the case now stands. */
  adoptedFrom: PersonRef | null
}

/** The act of a command, judged now. */
export function toAct(command: Command, context: JudgeContext): Act {
  const { personId, name } = context.actor
  const hubTime = context.place === 'desk' ? null : context.now
  return {
    command,
    context,
    by: { personId, name },
    at: { deviceTime: command.deviceTime, clockOffsetMs: command.clockOffsetMs, hubTime },
    today: actingDate(context.now),
    adoptedFrom: null,
  }
}

/** Accepted, with these facts applied one after the other. */
export function accept(file: CaseFile, act: Act, facts: readonly CaseFact[]): Judgement {
  const events = facts.map((fact) => ({ fact, by: act.by, deskId: act.command.deskId, at: act.at }))
  const next = events.reduce((before, event) => applyEvent(before, event, act.context.reference), file)
  return { verdict: 'accepted', file: next, events }
}

/** Kept whole for a person to resolve (SYN-5). */
export function park(...reasons: Reason[]): Judgement {
  return { verdict: 'parked', reasons }
}

/** Never acceptable (SYN-5). */
export function refuseAct(...reasons: Reason[]): Judgement {
  return { verdict: 'refused', reasons }
}

/** Why the actor may not act as holder; none for the holder and for who adopts a parked act. */
export function holderReasons(file: CaseFile, act: Act): Reason[] {
  if (act.adoptedFrom !== null || file.holder?.personId === act.by.personId) return []
  if (file.holder === null) return [reason('parked.returned_to_pool', 'fail')]
  return [reason('parked.holder_changed', 'fail', { holderName: file.holder.name })]
}

/** Why a finished case takes no more acts: it names who decided and when. */
export function finishedReasons(file: CaseFile): Reason[] {
  if (file.decision !== null) {
    const { by, decidedOn } = file.decision
    return [reason('parked.already_decided', 'fail', { byName: by.name, decidedOn })]
  }
  return file.status === 'withdrawn' ? [reason('parked.withdrawn', 'fail')] : []
}

/**
 * Why an act on a version that the hub does not have is parked: the hub went back to a backup, and what the officer saw is no longer there. Nothing tells what
 * else changed since.
 */
export function baseReasons(file: CaseFile, act: Act): Reason[] {
  return act.command.baseVersion > file.version ? [reason('parked.base_unknown', 'fail')] : []
}

/** Why an answer to a check no longer stands: someone answered it, or the institution changed what it rests on. */
export function changedCheck(file: CaseFile, item: string): Reason {
  const answer = file.answers[item]
  if (answer === undefined) return reason('parked.check_reopened', 'fail', { item })
  return reason('parked.check_changed', 'fail', { item, byName: answer.by.name })
}

/** True when an aspect changed after the version the act was based on, by another desk than the actor's own. */
export function isStale(mark: Mark | undefined, act: Act): boolean {
  if (mark === undefined) return false
  return mark.version > act.command.baseVersion && mark.deskId !== act.command.deskId
}
