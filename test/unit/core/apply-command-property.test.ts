import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyCommand } from '#core/apply-command.ts'
import type { Command, CommandKind } from '#core/command.ts'
import { applyEvent, foldCase } from '#core/fold-case.ts'
import type { Role } from '#core/judgement.ts'
import { REASON_CODES } from '#core/reason-codes.ts'
import { aCommand, aContext, aReference, CASE_ID } from '#test/support/case-builder.ts'
import { arbitraryDesk, arbitraryEvents, arbitraryPerson } from './arbitraries.ts'

const reference = aReference()
const KINDS = [
  'answerCheck',
  'addNote',
  'requestInformation',
  'decide',
  'takeCase',
  'reassign',
  'resolveParked',
] as const
const known = new Map(REASON_CODES.map((entry) => [entry.code, entry.values]))

const itemId = fc.oneof(fc.constantFrom(...reference.checklist.items.map((item) => item.id)), fc.string())
const text = fc.oneof(fc.string(), fc.constant('A reason.'))
const answerValue = fc.constantFrom('met', 'not_met', 'not_applicable', 'unknown')

/** Payloads of the right shape, mostly. */
const shaped: Record<CommandKind, fc.Arbitrary<unknown>> = {
  answerCheck: fc.record({
    answers: fc.array(
      fc.record({
        itemId,
        value: answerValue,
        basis: fc.constantFrom('register_check', 'document_seen'),
        note: text,
        evidence: fc.constant(null),
      }),
      { maxLength: 4 },
    ),
  }),
  addNote: fc.record({ text }),
  requestInformation: fc.record({ items: fc.array(itemId, { maxLength: 4 }), text }),
  decide: fc.record({
    outcome: fc.constantFrom('grant', 'reject', 'disregard'),
    grounds: fc.array(fc.constantFrom('C', 'G', 'BB', 'ZZ'), { maxLength: 2 }),
    motivation: text,
    seenChecks: fc.dictionary(itemId, answerValue, { maxKeys: 3 }),
  }),
  takeCase: fc.constant({}),
  reassign: fc.record({
    expectedHolder: fc.constantFrom(null, 'officer-1', 'officer-2'),
    to: fc.option(arbitraryPerson),
    reason: text,
  }),
  resolveParked: fc.record({
    parkedCommandId: fc.constantFrom('parked-1', 'parked-2'),
    how: fc.constantFrom('adopt', 'redo', 'discard'),
    reason: text,
  }),
}

const arbitraryActor = fc
  .tuple(arbitraryPerson, fc.subarray<Role>(['officer', 'supervisor', 'administrator', 'institution', 'auditor']))
  .map(([person, roles]) => ({ ...person, roles }))

const arbitraryCommand: fc.Arbitrary<Command> = fc.constantFrom(...KINDS).chain((kind) =>
  fc
    .record({
      payload: fc.oneof({ weight: 6, arbitrary: shaped[kind] }, { weight: 1, arbitrary: fc.anything() }),
      baseVersion: fc.integer({ min: 0, max: 14 }),
      deskId: arbitraryDesk,
      deviceTime: fc.constantFrom('2026-06-08T09:00:00.000Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'),
      clockOffsetMs: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    })
    .map((given) => ({ ...aCommand(kind), ...given }) as Command),
)

const arbitraryNow = fc.constantFrom(
  '2026-06-08T09:00:00.000Z',
  '2026-07-07T23:30:00.000Z',
  '2027-02-28T12:00:00.000Z',
  '9999-12-31T23:59:59Z',
)

test('[DEC-12] judging never throws and never changes what it is given; what it gives is complete', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(
      arbitraryEvents,
      arbitraryCommand,
      arbitraryActor,
      arbitraryNow,
      fc.boolean(),
      fc.constantFrom('hub' as const, 'desk' as const),
      (events, given, actor, now, chainParked, place) => {
        const file = foldCase(events, reference)
        const command = { ...given, actor: actor.personId }
        const before = structuredClone(file)
        const judgement = applyCommand(file, command, aContext({ actor, now, chainParked, place }))
        expect(file).toEqual(before)
        seen.add(`${command.kind} ${judgement.verdict}`)
        if (judgement.verdict === 'accepted') {
          expect(judgement.file.version).toBe(file.version + judgement.events.length)
          const folded = judgement.events.reduce((next, event) => applyEvent(next, event, reference), file)
          expect(judgement.file).toEqual(folded)
        } else {
          expect(judgement.reasons.length).toBeGreaterThan(0)
          for (const { code, values } of judgement.reasons) expect(Object.keys(values)).toEqual(known.get(code))
        }
      },
    ),
    { numRuns: 3000, seed: 20260608 },
  )
  // The histories are rich enough to reach every verdict that each kind of act can get.
  for (const kind of KINDS) expect(seen).toContain(`${kind} refused`)
  for (const kind of ['answerCheck', 'addNote', 'takeCase', 'reassign', 'resolveParked'])
    expect(seen).toContain(`${kind} accepted`)
  for (const kind of ['answerCheck', 'requestInformation', 'decide', 'takeCase', 'reassign'])
    expect(seen).toContain(`${kind} parked`)
})

test('[DEC-12] anything at all that is no command is refused', () => {
  const file = foldCase([...fc.sample(arbitraryEvents, { numRuns: 1, seed: 1 })].flat(), reference)
  fc.assert(
    fc.property(fc.anything(), (nonsense) => {
      expect(applyCommand(file, nonsense as Command, aContext()).verdict).toBe('refused')
    }),
    { numRuns: 500 },
  )
})

const FIELDS = [
  'commandId',
  'kind',
  'caseId',
  'baseVersion',
  'actor',
  'deskId',
  'deviceTime',
  'clockOffsetMs',
  'payload',
]

test.each(FIELDS)('[DEC-12, SYN-2] a command without its %s is refused and names it', (field) => {
  const file = foldCase([...fc.sample(arbitraryEvents, { numRuns: 1, seed: 2 })].flat(), reference)
  const { [field]: _gone, ...rest } = { ...aCommand('addNote') } as Record<string, unknown>
  const judgement = applyCommand({ ...file, caseId: CASE_ID }, rest as unknown as Command, aContext())
  expect(judgement).toEqual({
    verdict: 'refused',
    reasons: [{ code: 'refused.malformed', tone: 'fail', values: { field } }],
  })
})
