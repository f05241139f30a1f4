import type { ActEntry } from '../ledger.ts'
import type { Violation } from '../verdict.ts'
import type { World } from '../world.ts'
import { type DeskContents, factOf, type HubContents, rowsOf } from './read-all.ts'

/** A request for a case that came too late leaves no trace in the case; neither does an act the hub could not judge. */
const TRACELESS = new Set(['takeCase'])

/** No act lost, none applied twice, the order of a case kept, every act set aside within reach of a person. */
export function checkActs(world: World, hub: HubContents, files: DeskContents[]): Violation[] {
  const violations: Violation[] = []
  const report = (kind: Violation['kind'], text: string) => violations.push({ kind, text })
  for (const entry of world.ledger.acts.values()) checkAct(world, hub, files, entry, report)
  checkDrafts(world, hub, files, report)
  checkApplications(world, hub, report)
  checkOnce(hub, report)
  checkOrder(world, hub, report)
  return violations
}

type Report = (kind: Violation['kind'], text: string) => void

function checkAct(world: World, hub: HubContents, files: DeskContents[], entry: ActEntry, report: Report): void {
  const what = `${entry.desk}'s ${entry.kind} ${entry.commandId.slice(-6)} on ${entry.caseId.slice(-6)}`
  const contents = files.find((one) => one.desk.name === entry.desk)
  const row = contents && rowsOf(contents, 'command').find((one) => one['command_id'] === entry.commandId)
  const stored = hub.receipts.get(entry.commandId)
  if (row === undefined) {
    if (entry.said === 'saved') report('lost', `${what} was saved and is no longer on the desk`)
    else if (stored !== undefined) report('diverged', `${what} is at the hub and not on its desk`)
    return
  }
  const state = String(row['state'])
  if (['grace', 'due', 'sending', 'held_back'].includes(state))
    return report('lost', `${what} was never answered: ${state}`)
  if (state === 'undone') {
    if (entry.takenBack === 'no') report('lost', `${what} was taken back by nobody`)
    if (stored !== undefined) report('diverged', `${what} was taken back and is at the hub`)
    return
  }
  if (entry.takenBack === 'said') report('diverged', `${what} was taken back and is ${state}`)
  if (state === 'refused') return checkRefused(world, hub, what, row, report)
  if (stored === undefined) {
    if (!isSettledBeforeRestore(world, row)) report('lost', `${what} is ${state} on its desk and unknown to the hub`)
    return
  }
  if (stored.outcome !== state)
    return report('diverged', `${what} is ${state} on its desk and ${stored.outcome} at the hub`)
  if (state === 'accepted') checkEffect(hub, entry, what, report)
  else checkReachable(hub, entry, what, row, report)
}

/** Only by what is malformed or not permitted can an act be refused; a case that a restored hub no longer has, is sent again by its institution as another case. */
function checkRefused(
  world: World,
  hub: HubContents,
  what: string,
  row: Record<string, unknown>,
  report: Report,
): void {
  const receipt = JSON.parse(String(row['receipt'])) as { reasons: { code: string }[] }
  const codes = receipt.reasons.map(({ code }) => code)
  if (codes.includes('refused.unknown_case') && world.ledger.restores > 0 && !hub.cases.has(String(row['case_id'])))
    return
  if (codes.some((code) => ['refused.malformed', 'refused.other_actor', 'refused.unknown_case'].includes(code))) {
    report('lost', `${what} was refused: ${codes.join(', ')}`)
  }
}

/** What was set aside and then discarded is not offered again to a hub that went back in time. */
function isSettledBeforeRestore(world: World, row: Record<string, unknown>): boolean {
  if (world.ledger.restores === 0) return false
  return (row['state'] === 'parked' && row['resolved'] !== null) || row['kind'] === 'resolveParked'
}

function checkEffect(hub: HubContents, entry: ActEntry, what: string, report: Report): void {
  const file = hub.cases.get(entry.caseId)?.file
  if (file === undefined) return report('lost', `${what} is accepted on a case that is not there`)
  const { commandId } = entry
  const shows = {
    addNote: () => file.notes.some((note) => note.noteId === commandId),
    decide: () => file.decision?.decisionId === commandId,
    requestInformation: () => file.requests.some((request) => request.requestId === commandId),
    answerCheck: () => hub.events.some((event) => event.command_id === commandId),
    takeCase: () => true,
    reassign: () => true,
    resolveParked: () => true,
  }
  if (!shows[entry.kind]()) report('lost', `${what} is accepted and does not show in its case`)
}

/** In its case, where holder and supervisor see it; or, when it left no trace there, on the desk of its author. */
function checkReachable(
  hub: HubContents,
  entry: ActEntry,
  what: string,
  row: Record<string, unknown>,
  report: Report,
): void {
  const inCase = hub.cases.get(entry.caseId)?.file.parked.some((act) => act.commandId === entry.commandId) ?? false
  if (inCase || TRACELESS.has(entry.kind)) {
    if (row['resolved'] === null && row['body'] === null)
      report('lost', `${what} is set aside and its words are gone from its desk`)
    return
  }
  report('lost', `${what} is set aside where nobody can reach it`)
}

/** Words typed and not sent stay on the desk, or have gone to the hub as a note (SYN-7). */
function checkDrafts(world: World, hub: HubContents, files: DeskContents[], report: Report): void {
  const notes = [...hub.cases.values()].flatMap(({ file }) => file.notes.map((note) => note.text)).join('\n')
  for (const { desk, caseId, text } of world.ledger.drafts.values()) {
    const contents = files.find((one) => one.desk.name === desk)
    const kept = contents && rowsOf(contents, 'draft').some((row) => row['case_id'] === caseId && row['text'] === text)
    if (kept || notes.includes(text)) continue
    const refused = contents && rowsOf(contents, 'command').some((row) => String(row['body']).includes(text))
    if (!refused) report('lost', `words typed at ${desk} on ${caseId.slice(-6)} are gone: ${text}`)
  }
}

function checkApplications(world: World, hub: HubContents, report: Report): void {
  const found = new Map<string, number>()
  for (const { file } of hub.cases.values()) {
    const key = file.application.applicationKey
    found.set(key, (found.get(key) ?? 0) + 1)
  }
  for (const key of world.ledger.applications.keys()) {
    const count = found.get(key) ?? 0
    if (count === 0) report('lost', `application ${key} was accepted and has no case`)
    if (count > 1) report('doubled', `application ${key} has ${count} cases`)
  }
}

/** Nothing counts twice: neither a note, nor a request, nor a decision, nor an act set aside. */
function checkOnce(hub: HubContents, report: Report): void {
  const seen = new Set<string>()
  for (const event of hub.events) {
    const fact = factOf(event)
    const ids = {
      noted: () => (fact.kind === 'noted' ? fact.noteId : ''),
      decided: () => event.case_id,
      information_requested: () => (fact.kind === 'information_requested' ? fact.request.requestId : ''),
      parked: () => (fact.kind === 'parked' ? fact.act.commandId : ''),
      resolved: () => (fact.kind === 'resolved' ? fact.commandId : ''),
      answered: () => event.command_id ?? '',
    }
    const id = ids[fact.kind as keyof typeof ids]?.()
    if (id === undefined || id === '') continue
    const key = `${fact.kind} ${id}`
    if (seen.has(key)) report('doubled', `${fact.kind} twice on ${event.case_id.slice(-6)}: ${id.slice(-6)}`)
    seen.add(key)
  }
}

/** The acts of a desk on a case took effect in the order in which they were taken (SYN-4). */
function checkOrder(world: World, hub: HubContents, report: Report): void {
  const last = new Map<string, { order: number; commandId: string }>()
  for (const event of hub.events) {
    const entry = event.command_id === null ? undefined : world.ledger.acts.get(event.command_id)
    if (entry === undefined) continue
    const key = `${entry.desk} ${entry.caseId}`
    const before = last.get(key)
    if (before !== undefined && before.order > entry.order) {
      report(
        'diverged',
        `${entry.desk}'s ${entry.commandId.slice(-6)} took effect after ${before.commandId.slice(-6)}, which was taken later`,
      )
    }
    last.set(key, entry)
  }
}
