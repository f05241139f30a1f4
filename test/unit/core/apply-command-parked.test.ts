import { describe, expect, test } from 'vitest'
import { applyCommand } from '#core/apply-command.ts'
import type { AnswerValue, CaseFile, ParkedAct } from '#core/case-file.ts'
import type { CaseFact } from '#core/event.ts'
import { applyEvent } from '#core/fold-case.ts'
import type { Judgement } from '#core/judgement.ts'
import {
  aCaseFile,
  aCommand,
  aContext,
  anActor,
  anAnswer,
  anApplication,
  anEvent,
  answersFor,
  aReference,
  aSponsor,
  aSupervisor,
  aTime,
  personRef,
} from '#test/support/case-builder.ts'

const officer = personRef(anActor())
const OTHER = { personId: 'officer-2', name: 'Sem Bakker' }
const supervisor = aSupervisor()

/** The clean case after something that another desk, or nobody's, did meanwhile. */
function meanwhile(fact: CaseFact, file: CaseFile = aCaseFile(), deskId: string | null = 'desk-9'): CaseFile {
  return applyEvent(file, anEvent(fact, { by: personRef(supervisor), deskId }), aReference())
}

function codesOf(judgement: Judgement): string[] {
  return judgement.verdict === 'accepted'
    ? ['accepted']
    : [judgement.verdict, ...judgement.reasons.map((found) => found.code)]
}

function decide(file: CaseFile, context = aContext()): string[] {
  return codesOf(applyCommand(file, aCommand('decide'), context))
}

const rejection = {
  decisionId: 'd',
  outcome: 'reject' as const,
  grounds: ['C'],
  motivation: 'x',
  validity: null,
  labourNote: null,
  decidedOn: '2026-06-08',
  by: OTHER,
  at: aTime(),
}

describe('a decision on a case that changed', () => {
  const changes: [string, CaseFact, string[]][] = [
    ['given to someone else', { kind: 'assigned', to: OTHER, reason: '' }, ['parked.holder_changed']],
    ['returned to the pool', { kind: 'assigned', to: null, reason: '' }, ['parked.returned_to_pool']],
    ['given away and back', { kind: 'assigned', to: officer, reason: '' }, ['parked.assignment_changed']],
    ['decided', { kind: 'decided', decision: rejection }, ['parked.already_decided']],
    ['withdrawn', { kind: 'withdrawn', reason: '', withdrawnOn: '2026-06-08' }, ['parked.withdrawn']],
    ['new evidence', { kind: 'evidence_added', application: anApplication() }, ['parked.evidence_changed']],
    [
      'a check answered by another',
      { kind: 'answered', answers: { C09: anAnswer({ value: 'not_met', by: OTHER }) } },
      ['parked.check_changed'],
    ],
    [
      'another case of the same person',
      {
        kind: 'duplicate_found',
        hit: { caseId: 'x', caseNumber: 'Z1-2', matchedOn: 'passport', receivedOn: '2026-06-01', sponsorName: 'A' },
      },
      ['parked.evidence_changed'],
    ],
  ]
  test.each(changes)('[SYN-10] %s: parked, and the receipt names it', (_name, fact, codes) => {
    expect(decide(meanwhile(fact))).toEqual(['parked', ...codes])
  })

  test('[SYN-10] who decided and when is named', () => {
    const judgement = applyCommand(meanwhile({ kind: 'decided', decision: rejection }), aCommand('decide'), aContext())
    expect(judgement).toEqual({
      verdict: 'parked',
      reasons: [
        { code: 'parked.already_decided', tone: 'fail', values: { byName: 'Sem Bakker', decidedOn: '2026-06-08' } },
      ],
    })
  })

  test('[SYN-10] a note of another, or what the own desk did before, changes nothing', () => {
    expect(decide(meanwhile({ kind: 'noted', noteId: 'n', text: 'x' }))).toEqual(['accepted'])
    const own = meanwhile({ kind: 'answered', answers: { C09: anAnswer() } }, aCaseFile(), 'desk-1')
    expect(decide(own)).toEqual(['accepted'])
  })

  test('[SYN-10] taken on the version that has the change, it is accepted', () => {
    const file = meanwhile({ kind: 'evidence_added', application: anApplication() })
    expect(codesOf(applyCommand(file, aCommand('decide', { baseVersion: file.version }), aContext()))).toEqual([
      'accepted',
    ])
  })

  test('[SYN-10] a mandatory automatic check that now fails parks a grant and is named', () => {
    const status = [{ status: 'suspended' as const, validFrom: '2026-05-01', validTo: null, source: '' }]
    const reference = aReference({ sponsors: [aSponsor({ status })] })
    const seenBefore: Record<string, AnswerValue>[] = [{}, { C01: 'met' }]
    for (const seenChecks of seenBefore) {
      const command = aCommand('decide', { payload: { outcome: 'grant', grounds: [], motivation: '', seenChecks } })
      expect(applyCommand(aCaseFile(), command, aContext({ reference }))).toEqual({
        verdict: 'parked',
        reasons: [{ code: 'parked.automatic_check_changed', tone: 'fail', values: { item: 'C01' } }],
      })
    }
    const seen = {
      payload: { outcome: 'grant' as const, grounds: [], motivation: '', seenChecks: { C01: 'not_met' as const } },
    }
    expect(codesOf(applyCommand(aCaseFile(), aCommand('decide', seen), aContext({ reference })))[0]).toBe('refused')
  })

  test('[SYN-10] another automatic check counts when the officer saw it in order', () => {
    const application = anApplication({ fee: { paidCents: 0 } })
    const seen = (value: 'met' | 'not_met') => ({
      payload: { outcome: 'grant' as const, grounds: [], motivation: '', seenChecks: { C03: value } },
    })
    const note = 'Paid to the counter.'
    const file = aCaseFile({ application, answers: { ...answersFor(application), C03: anAnswer({ note }) } })
    expect(codesOf(applyCommand(file, aCommand('decide', seen('met')), aContext()))).toEqual([
      'parked',
      'parked.automatic_check_changed',
    ])
    expect(codesOf(applyCommand(file, aCommand('decide', seen('not_met')), aContext()))).toEqual(['accepted'])
  })
})

test('[DEC-15] words that an answer needs only since a check turned park the decision, they do not refuse it', () => {
  const file = aCaseFile({ answers: { ...answersFor(), C15: anAnswer({ value: 'not_met' }) } })
  const rejecting = (seen: AnswerValue) => ({
    payload: { outcome: 'reject' as const, grounds: ['C'], motivation: 'x', seenChecks: { C15: seen } },
  })
  expect(codesOf(applyCommand(file, aCommand('decide', rejecting('not_met')), aContext()))).toEqual([
    'parked',
    'parked.no_longer_possible',
    'blocker.note_missing',
  ])
  expect(codesOf(applyCommand(file, aCommand('decide', rejecting('met')), aContext()))[0]).toBe('refused')
})

describe('a chain of acts', () => {
  test('[SYN-6] decisions and requests depend on earlier acts, notes and answers do not', () => {
    const context = aContext({ chainParked: true })
    expect(decide(aCaseFile(), context)).toEqual(['parked', 'parked.depends_on_parked'])
    const asking = aCaseFile({ answers: { ...answersFor(), C06: anAnswer({ value: 'not_met' }) } })
    expect(codesOf(applyCommand(asking, aCommand('requestInformation'), context))).toEqual([
      'parked',
      'parked.depends_on_parked',
    ])
    expect(codesOf(applyCommand(aCaseFile(), aCommand('addNote'), context))).toEqual(['accepted'])
    expect(codesOf(applyCommand(aCaseFile(), aCommand('answerCheck'), context))).toEqual(['accepted'])
  })

  test('[SYN-10] a recovery request on a case that changed is parked too', () => {
    const file = meanwhile({ kind: 'evidence_added', application: anApplication() })
    expect(codesOf(applyCommand(file, aCommand('requestInformation'), aContext()))).toEqual([
      'parked',
      'parked.evidence_changed',
    ])
  })
})

describe('taking and moving', () => {
  test('[SYN-12] the first who takes a case has it', () => {
    const free = aCaseFile({ holder: null })
    const taken = applyCommand(free, aCommand('takeCase'), aContext())
    expect(taken.verdict === 'accepted' && taken.file.holder).toEqual(officer)
    const late = applyCommand(aCaseFile({ holder: OTHER }), aCommand('takeCase'), aContext())
    expect(late).toEqual({
      verdict: 'parked',
      reasons: [{ code: 'parked.already_taken', tone: 'fail', values: { holderName: 'Sem Bakker' } }],
    })
  })

  test('[SYN-12] taking what one holds already changes nothing', () => {
    const judgement = applyCommand(aCaseFile(), aCommand('takeCase'), aContext())
    expect(judgement.verdict === 'accepted' && [judgement.events, judgement.file.version]).toEqual([[], 3])
  })

  test('[SYN-12] a finished case is not taken', () => {
    const file = aCaseFile({ holder: null, status: 'withdrawn' })
    expect(codesOf(applyCommand(file, aCommand('takeCase'), aContext()))).toEqual(['parked', 'parked.withdrawn'])
  })

  test('[SYN-12] moving compares the holder the supervisor saw', () => {
    const context = aContext({ actor: supervisor })
    const command = aCommand('reassign', { actor: supervisor.personId, deskId: 'desk-9' })
    const moved = applyCommand(aCaseFile(), command, context)
    expect(moved.verdict === 'accepted' && [moved.file.holder, moved.file.assignment]).toEqual([OTHER, 2])
    expect(codesOf(applyCommand(aCaseFile({ holder: OTHER }), command, context))).toEqual([
      'parked',
      'parked.holder_changed',
    ])
    expect(codesOf(applyCommand(aCaseFile({ holder: null }), command, context))).toEqual([
      'parked',
      'parked.returned_to_pool',
    ])
    const free = { actor: supervisor.personId, payload: { expectedHolder: null, to: officer, reason: 'distribution' } }
    expect(codesOf(applyCommand(aCaseFile({ holder: null }), aCommand('reassign', free), context))).toEqual([
      'accepted',
    ])
  })
})

describe('resolving what was parked', () => {
  const grant = { outcome: 'grant', grounds: [], motivation: 'All in order.', seenChecks: { C01: 'met' } }

  /** The case of another officer, with a decision of the first officer set aside. */
  function withParked(overrides: Partial<ParkedAct> = {}): CaseFile {
    const act: ParkedAct = {
      commandId: 'parked-1',
      kind: 'decide',
      payload: grant,
      by: officer,
      at: aTime(),
      reasons: [],
      resolution: null,
      ...overrides,
    }
    return meanwhile({ kind: 'parked', act }, aCaseFile({ holder: OTHER }))
  }

  function resolving(
    how: 'adopt' | 'redo' | 'discard',
    actor = anActor({ ...OTHER }),
    reason = 'overtaken',
    file = withParked(),
  ) {
    const payload = { parkedCommandId: 'parked-1', how, reason }
    const command = aCommand('resolveParked', { actor: actor.personId, payload, deskId: 'desk-2', baseVersion: 0 })
    return applyCommand(file, command, aContext({ actor }))
  }

  test('[SYN-13] the holder adopts a decision as the own one, naming its author', () => {
    const judgement = resolving('adopt')
    if (judgement.verdict !== 'accepted') throw new Error('adopting is accepted')
    expect(judgement.events.map((event) => event.fact.kind)).toEqual(['resolved', 'decided'])
    expect(judgement.file.decision).toMatchObject({ by: OTHER, adoptedFrom: officer, motivation: 'All in order.' })
    expect(judgement.file.parked[0]?.resolution).toMatchObject({ how: 'adopt', by: OTHER })
  })

  test('[SYN-13] a supervisor may adopt too, an officer who does not hold the case may not', () => {
    expect(codesOf(resolving('adopt', supervisor))).toEqual(['accepted'])
    expect(codesOf(resolving('adopt', anActor()))).toEqual(['refused', 'refused.not_holder'])
    expect(codesOf(resolving('redo', anActor({ personId: 'officer-3' })))).toEqual(['refused', 'refused.not_holder'])
  })

  test('[SYN-13] answers are adopted as answers', () => {
    const payload = {
      answers: [{ itemId: 'C09', value: 'not_met', basis: 'register_check', note: 'hit', evidence: null }],
    }
    const judgement = resolving('adopt', supervisor, '', withParked({ kind: 'answerCheck', payload }))
    expect(judgement.verdict === 'accepted' && judgement.file.answers['C09']).toMatchObject({
      value: 'not_met',
      note: 'hit',
      by: personRef(supervisor),
      adoptedFrom: officer,
    })
  })

  test('[SYN-13] what still cannot be accepted is not adopted and stays parked', () => {
    const decided = meanwhile({ kind: 'decided', decision: rejection }, withParked())
    expect(codesOf(resolving('adopt', supervisor, '', decided))).toEqual([
      'refused',
      'refused.not_adoptable',
      'parked.already_decided',
    ])
    for (const act of [
      { kind: 'takeCase', payload: {} },
      { kind: 'decide', payload: 5 },
      { kind: 'resolveParked', payload: {} },
    ]) {
      expect(codesOf(resolving('adopt', supervisor, '', withParked(act)))).toEqual(['refused', 'refused.not_adoptable'])
    }
  })

  test('[SYN-13] redo leaves the act to be done again; discard needs a reason', () => {
    const redone = resolving('redo')
    expect(redone.verdict === 'accepted' && redone.file.status).toBe('open')
    expect(redone.verdict === 'accepted' && redone.file.parked[0]?.resolution?.how).toBe('redo')
    expect(codesOf(resolving('discard', anActor({ ...OTHER }), '  '))).toEqual(['refused', 'refused.malformed'])
    expect(codesOf(resolving('discard'))).toEqual(['accepted'])
  })

  test('[SYN-13] the author may discard the own act', () => {
    expect(codesOf(resolving('discard', anActor()))).toEqual(['accepted'])
    expect(codesOf(resolving('discard', anActor({ personId: 'officer-3' })))).toEqual(['refused', 'refused.not_holder'])
  })

  test('[SYN-13] an act is resolved once, and must be there', () => {
    const resolved = meanwhile({ kind: 'resolved', commandId: 'parked-1', how: 'redo', reason: '' }, withParked())
    expect(codesOf(resolving('adopt', supervisor, '', resolved))).toEqual(['refused', 'refused.already_resolved'])
    expect(codesOf(resolving('adopt', supervisor, '', aCaseFile()))).toEqual(['refused', 'refused.parked_not_found'])
  })
})
