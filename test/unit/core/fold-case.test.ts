import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CaseEvent, CaseFact } from '#core/event.ts'
import { applyEvent, foldCase } from '#core/fold-case.ts'
import {
  aCaseFile,
  anActor,
  anApplication,
  anAnswer,
  anAssignedEvent,
  anEvent,
  aReceivedEvent,
  aReference,
  aTime,
  caseEvents,
  personRef,
} from '#test/support/case-builder.ts'
import { arbitraryEvents } from './arbitraries.ts'

const reference = aReference()
const officer = personRef(anActor())

function after(...facts: CaseFact[]) {
  const events: CaseEvent[] = facts.map((fact) => anEvent(fact, { by: officer, deskId: 'desk-1' }))
  return foldCase([aReceivedEvent(), ...events], reference)
}

test('[DEC-13] folding all at once and adding one by one give the same, and no event is changed', () => {
  fc.assert(
    fc.property(arbitraryEvents, fc.nat(), (events, cut) => {
      const before = structuredClone(events)
      const at = 1 + (cut % events.length)
      const half = foldCase(events.slice(0, at), reference)
      const copy = structuredClone(half)
      const whole = events.slice(at).reduce((file, event) => applyEvent(file, event, reference), half)
      expect(whole).toEqual(foldCase(events, reference))
      expect(whole.version).toBe(events.length)
      expect(whole.timeline.map((entry) => entry.version)).toEqual(events.map((_event, index) => index + 1))
      expect([events, half]).toEqual([before, copy])
    }),
    { numRuns: 150 },
  )
})

test('[DEC-13] a case survives being stored as JSON', () => {
  fc.assert(
    fc.property(arbitraryEvents, (events) => {
      const stored = JSON.parse(JSON.stringify(events)) as CaseEvent[]
      expect(foldCase(stored, reference)).toEqual(JSON.parse(JSON.stringify(foldCase(events, reference))))
    }),
    { numRuns: 50 },
  )
})

test('[DEC-13] a case begins with its receipt, once', () => {
  expect(() => foldCase([], reference)).toThrow('at least one event')
  expect(() => applyEvent(null, anAssignedEvent(), reference)).toThrow('begins with its receipt')
  expect(() => foldCase([aReceivedEvent(), aReceivedEvent()], reference)).toThrow('received once')
})

test('[SYN-10] each event marks the aspect it changes, with version and desk', () => {
  const file = after(
    { kind: 'assigned', to: officer, reason: '' },
    { kind: 'answered', answers: { C09: anAnswer() } },
    { kind: 'noted', noteId: 'n', text: 'x' },
    { kind: 'evidence_added', application: anApplication() },
    { kind: 'withdrawn', reason: '', withdrawnOn: '2026-06-08' },
  )
  const deskId = 'desk-1'
  expect(file.marks).toEqual({
    assignment: { version: 2, deskId },
    checks: { C09: { version: 3, deskId } },
    evidence: { version: 5, deskId },
    status: { version: 6, deskId },
  })
  expect(file.assignment).toBe(1)
})

test('[CLK-10] a recovery request makes the case wait, completion opens it again', () => {
  const request = {
    requestId: 'r',
    items: ['C06'],
    text: '',
    askedOn: '2026-06-08',
    endsOn: '2026-07-06',
    rule: 'HERSTEL_PASPOORT',
    completedOn: null,
    by: officer,
  }
  const waiting = after({ kind: 'information_requested', request })
  expect([waiting.status, waiting.derived.dueKind, waiting.derived.dueOn]).toEqual([
    'waiting',
    'recovery',
    '2026-07-06',
  ])
  const application = anApplication({ passport: { number: 'FX999999' } })
  const completed = after(
    { kind: 'information_requested', request },
    { kind: 'completed', application, completedOn: '2026-06-10' },
  )
  expect(completed.status).toBe('open')
  expect(completed.requests[0]?.completedOn).toBe('2026-06-10')
  expect(completed.application).toEqual(application)
  expect(completed.clockEvents.map((event) => event.kind)).toEqual(['received', 'suspended', 'resumed'])
  expect(completed.derived.dueKind).toBe('statutory')
})

test('[SYN-13] a parked act stays whole, and its resolution is kept with it', () => {
  const act = {
    commandId: 'c1',
    kind: 'decide',
    payload: { any: 'thing' },
    by: officer,
    at: aTime(),
    reasons: [],
    resolution: null,
  }
  const file = after({ kind: 'parked', act }, { kind: 'resolved', commandId: 'c1', how: 'redo', reason: 'again' })
  expect(file.parked).toEqual([{ ...act, resolution: { how: 'redo', reason: 'again', by: officer, at: aTime() } }])
})

test('[SYN-20] what list and queue store is computed on the date of the event by hub time, or corrected device time', () => {
  const application = anApplication({ passport: { expiresOn: '2026-06-09' } })
  const note: CaseFact = { kind: 'noted', noteId: 'n', text: 'x' }
  const failedAt = (at: ReturnType<typeof aTime>) =>
    applyEvent(foldCase([aReceivedEvent(application)], reference), anEvent(note, { by: officer, at }), reference)
      .derived.failedChecks
  expect(failedAt(aTime('2026-06-09T10:00:00.000Z'))).toEqual([])
  expect(failedAt(aTime('2026-06-10T10:00:00.000Z'))).toEqual(['C06'])
  const wrongClock = { deviceTime: '2026-06-20T10:00:00.000Z', clockOffsetMs: -11 * 86_400_000, hubTime: null }
  expect(failedAt(wrongClock)).toEqual([])
  expect(failedAt({ ...wrongClock, clockOffsetMs: null })).toEqual(['C06'])
})

test('[DEC-13] the built clean case is the fold of its events', () => {
  expect(aCaseFile()).toEqual({ ...foldCase(caseEvents(), reference), derived: aCaseFile().derived })
})
