import { dateOfAct } from './act-time.ts'
import type { CaseFile, ClockEvent, InformationRequest, Mark, Supplement, TimelineEntry } from './case-file.ts'
import { derive } from './derive.ts'
import type { CaseEvent, CaseFact } from './event.ts'
import type { ReferenceData } from './reference.ts'
import { must, unreachable } from './result.ts'
import { supplementOf } from './supplement.ts'

type Received = Extract<CaseFact, { kind: 'received' }>
/** What only what happened says of a case, without what follows from it on a day. */
export type Underived = Omit<CaseFile, 'derived'>

/** The case after one more event. The first event is its receipt and `file` then null; anything else is a bug and throws. */
export function applyEvent(file: CaseFile | null, event: CaseEvent, reference: ReferenceData): CaseFile {
  const next = addFact(file, event)
  return { ...next, derived: derive(next, reference, dateOfAct(event.at)) }
}

/** The same without what is derived: it needs no reference data, and is the same on every day. */
export function addFact(file: Underived | null, event: CaseEvent): Underived {
  const next = file === null ? beginCase(event) : applyFact(file, event)
  const timeline = [...next.timeline, timelineEntry(next, event)]
  return { ...next, timeline }
}

/** The case as the fold over all its events, in order. Throws when there is none. */
export function foldCase(events: readonly CaseEvent[], reference: ReferenceData): CaseFile {
  let file: CaseFile | null = null
  for (const event of events) file = applyEvent(file, event, reference)
  must(file, 'a case has at least one event')
  return file
}

function beginCase(event: CaseEvent): Underived {
  const { fact } = event
  must(fact.kind === 'received', 'a case begins with its receipt')
  const mark: Mark = { version: 1, deskId: event.deskId }
  return {
    caseId: fact.caseId,
    caseNumber: fact.caseNumber,
    version: 1,
    sponsorId: fact.sponsorId,
    application: fact.application,
    status: 'open',
    holder: null,
    assignment: 0,
    clockEvents: [{ kind: 'received', on: fact.receivedOn, basis: 'Awb 4:1' }],
    answers: {},
    notes: [],
    requests: [],
    decision: null,
    duplicates: fact.duplicates,
    parked: [],
    marks: { assignment: mark, evidence: mark, status: mark, checks: {} },
    timeline: [],
  }
}

function applyFact(file: Underived, event: CaseEvent): Underived {
  const version = file.version + 1
  const mark: Mark = { version, deskId: event.deskId }
  const { fact } = event
  const next: Underived = { ...file, version }
  switch (fact.kind) {
    case 'assigned':
      return {
        ...next,
        holder: fact.to,
        assignment: file.assignment + 1,
        marks: { ...file.marks, assignment: mark },
      }
    case 'answered': {
      const checks = Object.fromEntries(Object.keys(fact.answers).map((itemId) => [itemId, mark]))
      return {
        ...next,
        answers: { ...file.answers, ...fact.answers },
        marks: { ...file.marks, checks: { ...file.marks.checks, ...checks } },
      }
    }
    case 'noted': {
      must(event.by, 'a note has an author')
      const note = { noteId: fact.noteId, text: fact.text, by: event.by, at: event.at }
      return { ...next, notes: [...file.notes, note] }
    }
    case 'information_requested':
      return {
        ...next,
        status: 'waiting',
        requests: [...file.requests, fact.request],
        clockEvents: [...file.clockEvents, suspension(fact.request)],
        marks: { ...file.marks, status: mark },
      }
    case 'completed': {
      const { supplement, answers, checks } = supplementOf(file, fact, mark)
      return {
        ...complete(file, next, fact.completedOn),
        application: fact.application,
        answers,
        supplements: [...(file.supplements ?? []), supplement],
        marks: { ...file.marks, evidence: mark, checks: { ...file.marks.checks, ...checks } },
      }
    }
    case 'evidence_added':
      return { ...next, application: fact.application, marks: { ...file.marks, evidence: mark } }
    case 'duplicate_found':
      return { ...next, duplicates: [...file.duplicates, fact.hit], marks: { ...file.marks, evidence: mark } }
    case 'decided':
      return { ...next, status: 'decided', decision: fact.decision, marks: { ...file.marks, status: mark } }
    case 'withdrawn':
      return { ...next, status: 'withdrawn', marks: { ...file.marks, status: mark } }
    case 'parked':
      return { ...next, parked: [...file.parked, fact.act] }
    case 'resolved':
      return { ...next, parked: resolve(file.parked, fact, event) }
    case 'received':
      throw new Error('broken promise: a case is received once')
    default:
      return unreachable(fact)
  }
}

function suspension(request: InformationRequest): ClockEvent {
  return {
    kind: 'suspended',
    on: request.askedOn,
    until: request.endsOn,
    basis: 'Awb 4:15(1)(a)',
    reason: request.rule,
  }
}

// Completion answers the request that is still open; a case that was not waiting keeps its status.
function complete(file: Underived, next: Underived, completedOn: string): Underived {
  const open = file.requests.findLastIndex((request) => request.completedOn === null)
  if (open < 0) return next
  return {
    ...next,
    status: file.status === 'waiting' ? 'open' : file.status,
    requests: file.requests.map((request, index) => (index === open ? { ...request, completedOn } : request)),
    clockEvents: [
      ...file.clockEvents,
      { kind: 'resumed', on: completedOn, basis: 'Awb 4:15(1)(a)', reason: 'completed' },
    ],
  }
}

function resolve(
  parked: CaseFile['parked'],
  fact: Extract<CaseFact, { kind: 'resolved' }>,
  event: CaseEvent,
): CaseFile['parked'] {
  must(event.by, 'a parked act is resolved by a person')
  const resolution = { how: fact.how, reason: fact.reason, by: event.by, at: event.at }
  return parked.map((act) => (act.commandId === fact.commandId ? { ...act, resolution } : act))
}

function timelineEntry(next: Underived, event: CaseEvent): TimelineEntry {
  const { version } = next
  return { version, kind: event.fact.kind, by: event.by, at: event.at, values: timelineValues(event.fact, next) }
}

function timelineValues(fact: CaseFact, next: Underived): TimelineEntry['values'] {
  switch (fact.kind) {
    case 'received':
      return receivedValues(fact)
    case 'assigned':
      return { toName: fact.to?.name ?? '', reason: fact.reason }
    case 'answered':
      return { items: Object.keys(fact.answers).join(', '), count: Object.keys(fact.answers).length }
    case 'noted':
      return { text: fact.text }
    case 'information_requested':
      return { items: fact.request.items.join(', '), endsOn: fact.request.endsOn, rule: fact.request.rule }
    case 'completed':
      return { completedOn: fact.completedOn, ...supplementValues(next.supplements?.at(-1)) }
    case 'evidence_added':
      return { documents: fact.application.documents.length }
    case 'duplicate_found':
      return { caseNumber: fact.hit.caseNumber, matchedOn: fact.hit.matchedOn }
    case 'decided':
      return {
        outcome: fact.decision.outcome,
        grounds: fact.decision.grounds.join(', '),
        decidedOn: fact.decision.decidedOn,
      }
    case 'withdrawn':
      return { withdrawnOn: fact.withdrawnOn, reason: fact.reason }
    case 'parked':
      return { act: fact.act.kind, byName: fact.act.by.name }
    case 'resolved':
      return { how: fact.how, reason: fact.reason }
    default:
      return unreachable(fact)
  }
}

function supplementValues(supplement: Supplement | undefined): TimelineEntry['values'] {
  const { fields = [], added = [], removed = [] } = supplement ?? {}
  return { fields: fields.length, added: added.length, removed: removed.length }
}

function receivedValues(fact: Received): TimelineEntry['values'] {
  return { receivedOn: fact.receivedOn, documents: fact.application.documents.length }
}
