import { describe, expect, test } from 'vitest'
import { applyCommand } from '#core/apply-command.ts'
import type { CaseFile } from '#core/case-file.ts'
import type { Command } from '#core/command.ts'
import { foldCase } from '#core/fold-case.ts'
import type { Judgement, Role } from '#core/judgement.ts'
import {
  aCaseFile,
  aCommand,
  aContext,
  anActor,
  anAnswer,
  anApplication,
  answersFor,
  aReference,
  aSupervisor,
  caseEvents,
  DESK,
  NOW,
  personRef,
} from '#test/support/case-builder.ts'

const OTHER = { personId: 'officer-2', name: 'Sem Bakker' }
const reject = { outcome: 'reject' as const, grounds: ['C'], motivation: 'Means are too low.', seenChecks: {} }

function verdictOf(judgement: Judgement): [string, string[]] {
  return [judgement.verdict, judgement.verdict === 'accepted' ? [] : judgement.reasons.map((found) => found.code)]
}

function withAnswer(itemId: string, value: 'met' | 'not_met' | 'unknown'): CaseFile {
  return aCaseFile({ answers: { ...answersFor(), [itemId]: anAnswer({ value, note: 'Seen in the file.' }) } })
}

describe('who may', () => {
  const rights: [Role, Command['kind'][]][] = [
    ['officer', ['answerCheck', 'addNote', 'decide', 'takeCase']],
    ['supervisor', ['answerCheck', 'addNote', 'decide', 'takeCase', 'reassign']],
    ['administrator', []],
    ['institution', []],
    ['auditor', []],
  ]
  test.each(rights)('[DEC-11] role %s may do %j', (role, allowed) => {
    const kinds = ['answerCheck', 'addNote', 'decide', 'takeCase', 'reassign'] as const
    const actor = anActor({ roles: [role] })
    const done = kinds.filter(
      (kind) => applyCommand(aCaseFile(), aCommand(kind), aContext({ actor })).verdict === 'accepted',
    )
    expect(done).toEqual(allowed)
  })

  test('[DEC-11] what a role may not do is refused', () => {
    const actor = anActor({ roles: ['auditor', 'administrator'] })
    expect(verdictOf(applyCommand(aCaseFile(), aCommand('addNote'), aContext({ actor })))).toEqual([
      'refused',
      ['refused.not_permitted'],
    ])
    expect(verdictOf(applyCommand(aCaseFile(), aCommand('reassign'), aContext()))).toEqual([
      'refused',
      ['refused.not_permitted'],
    ])
  })

  test('[DEC-11] one person cannot act as another, nor on another case', () => {
    expect(verdictOf(applyCommand(aCaseFile(), aCommand('addNote', { actor: 'officer-2' }), aContext()))).toEqual([
      'refused',
      ['refused.other_actor'],
    ])
    expect(verdictOf(applyCommand(aCaseFile({ caseId: 'x' }), aCommand('addNote'), aContext()))).toEqual([
      'refused',
      ['refused.other_case'],
    ])
  })
})

describe('notes and answers', () => {
  test('[SYN-11] a note is accepted whoever holds the case and however it stands', () => {
    for (const file of [
      aCaseFile({ holder: OTHER }),
      aCaseFile({ holder: null }),
      aCaseFile({ status: 'withdrawn' }),
      decided(),
    ]) {
      const judgement = applyCommand(file, aCommand('addNote', { baseVersion: 0 }), aContext({ chainParked: true }))
      expect(judgement.verdict === 'accepted' && judgement.file.notes).toMatchObject([
        { text: 'Spoke to the institution.' },
      ])
    }
  })

  test('[SYN-11] an answer is accepted while its check has not changed since the base version', () => {
    const judgement = applyCommand(aCaseFile(), aCommand('answerCheck'), aContext({ chainParked: true }))
    expect(judgement.verdict === 'accepted' && judgement.file.answers['C09']).toMatchObject({
      value: 'met',
      basis: 'register_check',
      by: personRef(anActor()),
    })
  })

  test('[SYN-11] an answer to a check that another desk changed is parked and names it', () => {
    const file = aCaseFile()
    file.marks.checks['C09'] = { version: 5, deskId: 'desk-2' }
    expect(applyCommand(file, aCommand('answerCheck'), aContext())).toEqual({
      verdict: 'parked',
      reasons: [{ code: 'parked.check_changed', tone: 'fail', values: { item: 'C09', byName: 'Noor Visser' } }],
    })
    const other = { payload: { answers: [{ ...aCommand('answerCheck').payload.answers[0]!, itemId: 'C20' }] } }
    expect(applyCommand(file, aCommand('answerCheck', other), aContext()).verdict).toBe('accepted')
    const newer = { ...file, version: 5 }
    expect(applyCommand(newer, aCommand('answerCheck', { baseVersion: 5 }), aContext()).verdict).toBe('accepted')
    file.marks.checks['C09'] = { version: 5, deskId: DESK }
    expect(applyCommand(file, aCommand('answerCheck'), aContext()).verdict).toBe('accepted')
  })

  test('[SYN-11] an answer of someone who no longer holds the case is parked', () => {
    expect(applyCommand(aCaseFile({ holder: OTHER }), aCommand('answerCheck'), aContext())).toEqual({
      verdict: 'parked',
      reasons: [{ code: 'parked.holder_changed', tone: 'fail', values: { holderName: 'Sem Bakker' } }],
    })
    expect(verdictOf(applyCommand(aCaseFile({ holder: null }), aCommand('answerCheck'), aContext()))).toEqual([
      'parked',
      ['parked.returned_to_pool'],
    ])
    expect(verdictOf(applyCommand(decided(), aCommand('answerCheck'), aContext()))).toEqual([
      'parked',
      ['parked.already_decided'],
    ])
  })

  test('[DEC-12] an answer to an item that does not exist is refused', () => {
    const answers = [{ ...aCommand('answerCheck').payload.answers[0]!, itemId: 'constructor' }]
    expect(verdictOf(applyCommand(aCaseFile(), aCommand('answerCheck', { payload: { answers } }), aContext()))).toEqual(
      ['refused', ['refused.unknown_item']],
    )
  })
})

function decided(): CaseFile {
  const judgement = applyCommand(aCaseFile(), aCommand('decide'), aContext())
  if (judgement.verdict !== 'accepted') throw new Error('the clean case can be granted')
  return judgement.file
}

describe('deciding', () => {
  test('[DEC-10] a grant carries date, validity and labour note of the day by hub time', () => {
    const command = aCommand('decide', { deviceTime: '2031-01-01T00:00:00.000Z' })
    const judgement = applyCommand(aCaseFile(), command, aContext({ now: '2026-06-11T22:30:00.000Z' }))
    expect(judgement.verdict === 'accepted' && judgement.file).toMatchObject({
      status: 'decided',
      version: 4,
      decision: {
        decisionId: command.commandId,
        outcome: 'grant',
        grounds: [],
        decidedOn: '2026-06-12',
        validity: { startsOn: '2026-08-20', endsOn: '2028-11-30' },
        by: personRef(anActor()),
        at: { deviceTime: '2031-01-01T00:00:00.000Z', hubTime: '2026-06-11T22:30:00.000Z' },
      },
    })
    expect(judgement.verdict === 'accepted' && judgement.file.decision?.labourNote).toContain('TWV vereist')
  })

  test('[SYN-20] a desk shows the act without hub time', () => {
    const judgement = applyCommand(aCaseFile(), aCommand('decide'), aContext({ place: 'desk' }))
    expect(judgement.verdict === 'accepted' && judgement.file.decision?.at).toEqual({
      deviceTime: NOW,
      clockOffsetMs: 0,
      hubTime: null,
    })
  })

  test('[SYN-20] a wrong device clock never blocks an act', () => {
    for (const deviceTime of ['1970-01-01T00:00:00.000Z', '2099-12-31T23:59:59.000Z']) {
      expect(
        applyCommand(aCaseFile(), aCommand('decide', { deviceTime, clockOffsetMs: null }), aContext()).verdict,
      ).toBe('accepted')
    }
  })

  test('[DEC-9] a rejection carries its grounds and motivation, and no permit', () => {
    const judgement = applyCommand(withAnswer('C15', 'not_met'), aCommand('decide', { payload: reject }), aContext())
    expect(judgement.verdict === 'accepted' && judgement.file.decision).toMatchObject({
      outcome: 'reject',
      grounds: ['C'],
      motivation: 'Means are too low.',
      validity: null,
      labourNote: null,
    })
  })

  test.each([
    [{ ...reject, motivation: '  ' }, ['refused.motivation_missing']],
    [{ ...reject, grounds: [] }, ['refused.ground_missing']],
    [{ ...reject, grounds: ['BB'] }, ['refused.ground_missing']],
    [{ ...reject, grounds: ['C', 'ZZ'] }, ['refused.ground_unknown']],
    [{ ...reject, outcome: 'disregard' as const, motivation: '' }, ['refused.motivation_missing']],
    [{ ...reject, outcome: 'grant' as const }, ['refused.grant_with_grounds']],
  ])('[DEC-9] %j is refused', (payload, codes) => {
    const file = withAnswer('C15', 'not_met')
    expect(verdictOf(applyCommand(file, aCommand('decide', { payload }), aContext()))).toEqual(['refused', codes])
  })

  test('[DEC-14] what was never possible is refused with what blocks it', () => {
    expect(applyCommand(withAnswer('C20', 'unknown'), aCommand('decide'), aContext())).toEqual({
      verdict: 'refused',
      reasons: [
        { code: 'refused.blocked', tone: 'fail', values: {} },
        { code: 'blocker.item_unknown', tone: 'fail', values: { item: 'C20' } },
      ],
    })
  })

  test('[DEC-14] what only time made impossible is parked', () => {
    const request = {
      requestId: 'r1',
      items: ['C02'],
      text: '',
      askedOn: '2026-06-08',
      endsOn: '2026-06-22',
      rule: 'HERSTEL',
      completedOn: null,
      by: personRef(anActor()),
    }
    const events = [...caseEvents(), { ...caseEvents()[2]!, fact: { kind: 'information_requested' as const, request } }]
    const file = foldCase(events, aReference())
    const payload = { outcome: 'disregard' as const, grounds: [], motivation: 'Nothing was sent.', seenChecks: {} }
    const taken = { payload, baseVersion: 4, deviceTime: '2026-07-20T09:00:00.000Z' }
    const inTime = applyCommand(file, aCommand('decide', taken), aContext({ now: '2026-07-20T10:00:00.000Z' }))
    expect(inTime.verdict === 'accepted' && inTime.file.decision?.grounds).toEqual(['BB'])
    expect(
      verdictOf(applyCommand(file, aCommand('decide', taken), aContext({ now: '2026-07-21T10:00:00.000Z' }))),
    ).toEqual(['parked', ['parked.no_longer_possible', 'blocker.disregard_too_late']])
    const late = { ...taken, deviceTime: '2026-07-21T09:00:00.000Z' }
    expect(applyCommand(file, aCommand('decide', late), aContext({ now: '2026-07-21T10:00:00.000Z' })).verdict).toBe(
      'refused',
    )
  })
})

describe('asking for information', () => {
  test('[DEC-6] the request carries its term and suspends the case', () => {
    const command = aCommand('requestInformation')
    const judgement = applyCommand(withAnswer('C06', 'not_met'), command, aContext())
    expect(judgement.verdict === 'accepted' && judgement.file).toMatchObject({
      status: 'waiting',
      requests: [
        {
          requestId: command.commandId,
          items: ['C06'],
          askedOn: '2026-06-08',
          endsOn: '2026-07-06',
          rule: 'HERSTEL_PASPOORT',
        },
      ],
      clockEvents: [{ kind: 'received' }, { kind: 'suspended', on: '2026-06-08', until: '2026-07-06' }],
      derived: { dueKind: 'recovery', dueOn: '2026-07-06' },
    })
  })

  test('[DEC-6] the term follows the items asked for, not all that could be', () => {
    const answers = { ...answersFor(), C06: anAnswer({ value: 'unknown' }), C04: anAnswer({ value: 'not_met' }) }
    const payload = { items: ['C04'], text: '' }
    const judgement = applyCommand(aCaseFile({ answers }), aCommand('requestInformation', { payload }), aContext())
    expect(judgement.verdict === 'accepted' && judgement.file.requests[0]).toMatchObject({
      rule: 'HERSTEL',
      endsOn: '2026-06-22',
    })
  })

  test('[DEC-6] only what may be asked for, once', () => {
    const file = withAnswer('C06', 'not_met')
    const extra = { payload: { items: ['C06', 'C04'], text: '' } }
    expect(verdictOf(applyCommand(file, aCommand('requestInformation', extra), aContext()))).toEqual([
      'refused',
      ['refused.not_requestable'],
    ])
    expect(verdictOf(applyCommand(aCaseFile(), aCommand('requestInformation'), aContext()))).toEqual([
      'refused',
      ['refused.blocked', 'blocker.nothing_to_request'],
    ])
    const once = applyCommand(file, aCommand('requestInformation'), aContext())
    if (once.verdict !== 'accepted') throw new Error('the first request is accepted')
    const again = aCommand('requestInformation', { baseVersion: once.file.version })
    expect(verdictOf(applyCommand(once.file, again, aContext()))[0]).toBe('refused')
  })
})

test('[DEC-12] neither file nor command is changed by judging', () => {
  const file = aCaseFile({ application: anApplication() })
  const command = aCommand('decide')
  const before = structuredClone({ file, command })
  applyCommand(file, command, aContext())
  applyCommand(file, aCommand('reassign', { actor: 'supervisor-1' }), aContext({ actor: aSupervisor() }))
  expect({ file, command }).toEqual(before)
})
