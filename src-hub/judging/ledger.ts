import type { CaseFile } from '#core/case-file.ts'
import type { CaseEvent } from '#core/event.ts'
import { type MatchKeys, matchKeys } from '#core/person-match.ts'
import { must } from '#core/result.ts'
import { insertCasesInTrx, type LockedCase, updateCasesInTrx } from '#db/hub/queries/cases.ts'
import { appendChangesInTrx, type NewChange } from '#db/hub/queries/changes.ts'
import { insertEventsInTrx } from '#db/hub/queries/events.ts'
import type { EventRow, HubTrx } from '#db/hub/schema.ts'
import { queueDecisionsInTrx } from '../webhooks/queue-decisions.ts'
import { toCaseRow } from './case-row.ts'
import { toEventRow } from './event-chain.ts'

interface LedgerCase {
  file: CaseFile
  /** Of the application as it is in `file`: computing them is dear, and few acts touch the application. */
  keys: MatchKeys
  lastHash: string
  isNew: boolean
  moved: boolean
}

/** What one transaction does to cases, gathered in memory and then written at once. */
export interface Ledger {
  readonly hubTime: string
  readonly cases: Map<string, LedgerCase>
  readonly events: EventRow[]
  readonly changes: NewChange[]
}

export function openLedger(hubTime: string, locked: readonly LockedCase[]): Ledger {
  const cases = new Map<string, LedgerCase>()
  for (const row of locked) {
    const file = JSON.parse(row.body) as CaseFile
    const keys = { passport: row.passport_key, nameAndBirthDate: row.name_key }
    cases.set(row.case_id, { file, keys, lastHash: row.last_hash, isNew: false, moved: false })
  }
  return { hubTime, cases, events: [], changes: [] }
}

/** Adds a case that begins in this transaction. */
export function addCase(ledger: Ledger, file: CaseFile, event: CaseEvent): void {
  ledger.cases.set(file.caseId, { file, keys: matchKeys(file.application), lastHash: '', isNew: true, moved: true })
  appendEvents(ledger, { caseId: file.caseId, from: 0, events: [event], commandId: null })
}

/** Moves a case on by the events of one act; `after` is the case with them applied. */
export function moveCase(
  ledger: Ledger,
  after: CaseFile,
  act: { events: readonly CaseEvent[]; commandId: string | null },
): void {
  const entry = ledger.cases.get(after.caseId)
  must(entry, 'a case that moves was read in this transaction')
  const before = entry.file
  must(after.version === before.version + act.events.length, 'every event raises the version of its case by one')
  if (after.application !== before.application) entry.keys = matchKeys(after.application)
  entry.file = after
  entry.moved = true
  appendEvents(ledger, { caseId: after.caseId, from: before.version, events: act.events, commandId: act.commandId })
  ledger.changes.push(...toChanges(before, after, act.events, ledger.hubTime))
}

function appendEvents(
  ledger: Ledger,
  act: { caseId: string; from: number; events: readonly CaseEvent[]; commandId: string | null },
): void {
  const entry = ledger.cases.get(act.caseId)
  must(entry, 'events belong to a case of the ledger')
  for (const [index, event] of act.events.entries()) {
    const link = { caseId: act.caseId, version: act.from + index + 1, prevHash: entry.lastHash }
    const row = toEventRow(event, { ...link, commandId: act.commandId, hubTime: ledger.hubTime })
    ledger.events.push(row)
    entry.lastHash = row.hash
  }
}

/** The holder gets the case as it now is; who held it before and no longer does, is told to whom it went (SYN-31). */
function toChanges(before: CaseFile, after: CaseFile, events: readonly CaseEvent[], at: string): NewChange[] {
  const changes: NewChange[] = []
  const from = before.holder?.personId
  const to = after.holder?.personId
  if (from !== undefined && from !== to) {
    const eviction = JSON.stringify({
      caseNumber: after.caseNumber,
      toName: after.holder?.name ?? null,
      ...whyOf(events),
    })
    changes.push({ officer_id: from, case_id: after.caseId, kind: 'evict', eviction, at })
  }
  if (to !== undefined) changes.push({ officer_id: to, case_id: after.caseId, kind: 'upsert', eviction: null, at })
  return changes
}

function whyOf(events: readonly CaseEvent[]): { byName: string | null; reason: string } {
  const event = events.findLast((candidate) => candidate.fact.kind === 'assigned')
  return { byName: event?.by?.name ?? null, reason: event?.fact.kind === 'assigned' ? event.fact.reason : '' }
}

/** Writes everything gathered; the feed last, since its lock is held from there to commit. */
export async function writeLedgerInTrx(trx: HubTrx, ledger: Ledger): Promise<void> {
  const moved = [...ledger.cases.values()].filter((entry) => entry.moved)
  const fresh = moved.filter((entry) => entry.isNew)
  const known = moved.filter((entry) => !entry.isNew)
  await insertCasesInTrx(
    trx,
    fresh.map((entry) => toCaseRow(entry.file, entry.keys, entry.lastHash)),
  )
  await updateCasesInTrx(
    trx,
    known.map((entry) => toCaseRow(entry.file, entry.keys, entry.lastHash)),
  )
  await insertEventsInTrx(trx, ledger.events)
  await queueDecisionsInTrx(trx, ledger.events)
  await appendChangesInTrx(trx, ledger.changes)
}
