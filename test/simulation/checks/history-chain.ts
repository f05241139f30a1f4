import type { CaseFile } from '#core/case-file.ts'
import type { CaseEvent } from '#core/event.ts'
import { foldCase } from '#core/fold-case.ts'
import { hashEvent } from '#hub/judging/event-chain.ts'
import { aReference } from '#test/support/case-builder.ts'
import type { Violation } from '../verdict.ts'
import type { HubContents, HubEvent } from './read-all.ts'

/** The chain of each case is whole, and the case is the fold over it. */
export function checkHistory(hub: HubContents): Violation[] {
  const reference = aReference()
  const byCase = new Map<string, HubEvent[]>()
  for (const event of hub.events) byCase.set(event.case_id, [...(byCase.get(event.case_id) ?? []), event])
  const violations: Violation[] = []
  for (const [caseId, { file, version, lastHash }] of hub.cases) {
    const events = byCase.get(caseId) ?? []
    const fault = findChainFault(caseId, events, lastHash)
    if (fault !== undefined) violations.push({ kind: 'diverged', text: `history of ${caseId.slice(-6)}: ${fault}` })
    else if (takesFromSomeone(events)) {
      violations.push({ kind: 'diverged', text: `${caseId.slice(-6)} was taken from who held it` })
    } else if (version !== events.length) violations.push({ kind: 'diverged', text: `version of ${caseId.slice(-6)}` })
    else {
      const folded = foldCase(
        events.map((event) => JSON.parse(event.body) as CaseEvent),
        reference,
      )
      if (withoutDerived(folded) !== withoutDerived(file)) {
        violations.push({ kind: 'diverged', text: `${caseId.slice(-6)} is not the fold over its history` })
      }
    }
  }
  for (const caseId of byCase.keys()) {
    if (!hub.cases.has(caseId)) violations.push({ kind: 'lost', text: `case ${caseId.slice(-6)} has a history only` })
  }
  return violations
}

function findChainFault(caseId: string, events: HubEvent[], lastHash: string): string | undefined {
  let before = ''
  for (const [index, event] of events.entries()) {
    if (event.version !== index + 1) return `event ${index + 1} is missing`
    if (event.prev_hash !== before) return `the chain breaks at ${event.version}`
    if (event.hash !== hashEvent({ ...event, case_id: caseId })) return `event ${event.version} is not what it was`
    before = event.hash
  }
  return before === lastHash ? undefined : 'the case does not rest on its last event'
}

/** Taking a case is for cases nobody holds; only a supervisor takes one from somebody (SYN-12). */
function takesFromSomeone(events: HubEvent[]): boolean {
  let holder: string | null = null
  for (const event of events) {
    const { fact, by } = JSON.parse(event.body) as CaseEvent
    if (fact.kind !== 'assigned') continue
    const to = fact.to?.personId ?? null
    if (holder !== null && to === by?.personId) return true
    holder = to
  }
  return false
}

/** Due dates were reckoned with the reference data of their time. */
function withoutDerived(file: CaseFile): string {
  const { derived: _, ...rest } = file
  return JSON.stringify(rest)
}
