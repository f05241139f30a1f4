import { describe, expect, test } from 'vitest'
import type { AnswerValue, CaseFile, ClockEvent, InformationRequest } from '#core/case-file.ts'
import { decisionOptions } from '#core/decision-options.ts'
import type { JudgementBasis } from '#core/reference.ts'
import {
  aCaseFile,
  anActor,
  anAnswer,
  anApplication,
  answersFor,
  aReference,
  aSponsor,
  personRef,
  TODAY,
} from '#test/support/case-builder.ts'

const reference = aReference()

type Given = Record<string, AnswerValue | null>

/** The clean case with these answers changed, each with its reason; null leaves the item unanswered. */
function answering(
  given: Given,
  overrides: Partial<CaseFile> = {},
  basis: JudgementBasis = 'system_check',
  note = 'Seen in the file.',
): CaseFile {
  const answers = answersFor(overrides.application)
  for (const [item, value] of Object.entries(given)) {
    if (value === null) delete answers[item]
    else answers[item] = anAnswer({ value, basis, note })
  }
  return aCaseFile({ answers, ...overrides })
}

function asking(overrides: Partial<InformationRequest> = {}): Partial<CaseFile> {
  const request: InformationRequest = {
    requestId: 'r1',
    items: ['C02'],
    text: '',
    askedOn: '2026-06-08',
    endsOn: '2026-06-22',
    rule: 'HERSTEL',
    completedOn: null,
    by: personRef(anActor()),
    ...overrides,
  }
  const clockEvents: ClockEvent[] = [
    { kind: 'received', on: '2026-06-01', basis: '' },
    { kind: 'suspended', on: request.askedOn, until: request.endsOn, basis: '', reason: '' },
  ]
  return { status: request.completedOn === null ? 'waiting' : 'open', requests: [request], clockEvents }
}

function codes(blockers: { code: string }[]): string[] {
  return blockers.map((blocker) => blocker.code)
}

describe('grant', () => {
  test('[DEC-1] the clean case may be granted and nothing else', () => {
    const { outcomes, request, warnings } = decisionOptions(aCaseFile(), reference, TODAY)
    expect(outcomes.grant).toEqual({ possible: true, blockers: [] })
    expect(codes(outcomes.reject.blockers)).toEqual(['blocker.no_ground'])
    expect(codes(outcomes.disregard.blockers)).toEqual(['blocker.no_recovery_given'])
    expect(codes(request.blockers)).toEqual(['blocker.nothing_to_request'])
    expect(warnings).toEqual([])
  })

  test('[DEC-1] every item that applies must be in order, and each that is not is named', () => {
    const file = answering({ C09: null, C20: 'unknown', C06: 'not_met', C07: 'not_applicable' })
    expect(decisionOptions(file, reference, TODAY).outcomes.grant.blockers).toEqual([
      { code: 'blocker.item_not_met', tone: 'fail', values: { item: 'C06' } },
      { code: 'blocker.item_unanswered', tone: 'fail', values: { item: 'C09' } },
      { code: 'blocker.item_unknown', tone: 'fail', values: { item: 'C20' } },
    ])
  })

  test('[DEC-1] insurance that is only noted becomes a condition and does not stop a grant', () => {
    const options = decisionOptions(answering({ C19: 'not_met' }), reference, TODAY)
    expect(options.outcomes.grant.possible).toBe(true)
    expect(codes(options.warnings)).toEqual(['warning.condition_of_permit'])
    expect(decisionOptions(answering({ C19: null }), reference, TODAY).outcomes.grant.possible).toBe(false)
  })

  test('[DEC-1] C27 need not be answered, C18 must', () => {
    expect(decisionOptions(answering({ C27: null }), reference, TODAY).outcomes.grant.possible).toBe(true)
    expect(decisionOptions(answering({ C18: null }), reference, TODAY).outcomes.grant.possible).toBe(false)
  })

  test('[DEC-2] a mandatory check that fails cannot be answered away', () => {
    const suspended = aSponsor({
      status: [{ status: 'suspended', validFrom: '2013-06-01', validTo: null, source: '' }],
    })
    const options = decisionOptions(aCaseFile(), aReference({ sponsors: [suspended] }), TODAY)
    expect(options.outcomes.grant.blockers).toEqual([
      { code: 'blocker.automatic_check_failed', tone: 'fail', values: { item: 'C01' } },
    ])
    const short = anApplication({ study: { endsOn: '2026-11-01' } })
    expect(codes(decisionOptions(aCaseFile({ application: short }), reference, TODAY).outcomes.grant.blockers)).toEqual(
      ['blocker.automatic_check_failed'],
    )
    const over = anApplication({ procedure: 'VVR', study: { startsOn: '2024-09-01', endsOn: '2026-02-28' } })
    const blockers = decisionOptions(aCaseFile({ application: over }), reference, TODAY).outcomes.grant.blockers
    expect(blockers.map((blocker) => [blocker.code, blocker.values['item']])).toEqual([
      ['blocker.note_missing', 'C05'],
      ['blocker.automatic_check_failed', 'C27'],
    ])
  })

  test('[DEC-8] another automatic result may be answered otherwise, with a warning', () => {
    const application = anApplication({ means: [{ ...anApplication().means[0]!, amountCents: 5 }] })
    const options = decisionOptions(answering({ C15: 'met' }, { application }), reference, TODAY)
    expect(options.outcomes.grant.possible).toBe(true)
    expect(codes(options.warnings)).toContain('warning.differs_from_automatic')
  })
})

describe('reject', () => {
  test('[DEC-3, DEC-7] an item not met gives its ground', () => {
    const options = decisionOptions(answering({ C15: 'not_met', C17: 'not_met', C12: 'not_met' }), reference, TODAY)
    expect(options.outcomes.reject.possible).toBe(true)
    expect(options.proposedGrounds).toEqual(['G', 'C'])
  })

  test('[DEC-3, DEC-7] an item without a ground, or with one of disregard, rejects nothing', () => {
    const post = decisionOptions(answering({ C23: 'not_met' }), reference, TODAY)
    expect([post.outcomes.reject.possible, post.proposedGrounds]).toEqual([false, []])
    const incomplete = decisionOptions(answering({ C02: 'not_met' }), reference, TODAY)
    expect([incomplete.outcomes.reject.possible, incomplete.proposedGrounds]).toEqual([false, ['BB']])
    const both = decisionOptions(answering({ C02: 'not_met', C15: 'not_met' }), reference, TODAY)
    expect([both.outcomes.reject.possible, both.proposedGrounds]).toEqual([true, ['C']])
  })

  test('[DEC-2, DEC-3] a mandatory check that fails gives its ground, answered away or not yet answered', () => {
    const application = anApplication({ study: { endsOn: '2026-11-01' } })
    for (const value of ['met', null] as const) {
      const options = decisionOptions(answering({ C18: value }, { application }), reference, TODAY)
      expect([options.outcomes.reject.possible, options.proposedGrounds]).toEqual([true, ['G']])
    }
  })

  test('[DEC-1, DEC-2] a failing mandatory item that is not answered is also counted as such', () => {
    const application = anApplication({ study: { endsOn: '2026-11-01' } })
    const { grant } = decisionOptions(answering({ C18: null }, { application }), reference, TODAY).outcomes
    expect(codes(grant.blockers)).toEqual(['blocker.automatic_check_failed', 'blocker.item_unanswered'])
  })

  test('[DEC-3] unknown is no ground', () => {
    expect(decisionOptions(answering({ C15: 'unknown' }), reference, TODAY).outcomes.reject.possible).toBe(false)
  })
})

describe('an answer without a note', () => {
  const noted = (item: string) => ({ code: 'blocker.note_missing', tone: 'fail', values: { item } })
  const poor = anApplication({ means: [{ ...anApplication().means[0]!, amountCents: 5 }] })
  const twin = {
    caseId: 'other',
    caseNumber: 'Z1-10000000002',
    matchedOn: 'passport' as const,
    receivedOn: '2026-05-02',
    sponsorName: 'Universiteit Waterstad',
  }

  test('[DEC-15] not met that no automatic check found stops a rejection until it is explained', () => {
    for (const item of ['C09', 'C15']) {
      const bare = decisionOptions(answering({ [item]: 'not_met' }, {}, 'register_check', ' '), reference, TODAY)
      expect(bare.outcomes.reject.blockers).toEqual([noted(item)])
      expect(decisionOptions(answering({ [item]: 'not_met' }), reference, TODAY).outcomes.reject.possible).toBe(true)
    }
  })

  test('[DEC-15] not met as the automatic check found it explains itself', () => {
    const file = answering({ C15: 'not_met' }, { application: poor }, 'system_check', '')
    expect(decisionOptions(file, reference, TODAY).outcomes.reject.blockers).toEqual([])
  })

  test('[DEC-15] in order against a failing check stops a grant until it is explained', () => {
    for (const value of ['met', 'not_applicable'] as const) {
      const bare = decisionOptions(
        answering({ C15: value }, { application: poor }, 'document_seen', ''),
        reference,
        TODAY,
      )
      expect(bare.outcomes.grant.blockers).toEqual([noted('C15')])
    }
  })

  test('[DEC-15] another case of the same person is not waved away without a word', () => {
    const bare = decisionOptions(
      answering({ C07: 'met' }, { duplicates: [twin] }, 'register_check', ''),
      reference,
      TODAY,
    )
    expect(bare.outcomes.grant.blockers).toEqual([noted('C07')])
    const said = decisionOptions(answering({ C07: 'met' }, { duplicates: [twin] }), reference, TODAY)
    expect(said.outcomes.grant.possible).toBe(true)
  })

  test('[DEC-15] unknown, and what agrees with the check, need no word', () => {
    const { outcomes } = decisionOptions(answering({ C11: 'unknown' }, {}, 'system_check', ''), reference, TODAY)
    expect(codes(outcomes.grant.blockers)).toEqual(['blocker.item_unknown'])
    expect(decisionOptions(aCaseFile(), reference, TODAY).outcomes.grant.blockers).toEqual([])
  })
})

describe('disregard', () => {
  test('[DEC-4] after a recovery request that lapsed, for four weeks', () => {
    const file = answering({ C02: 'not_met' }, asking())
    expect(decisionOptions(file, reference, '2026-06-23').outcomes.disregard.possible).toBe(true)
    expect(decisionOptions(file, reference, '2026-06-23').proposedGrounds).toEqual(['BB'])
    expect(decisionOptions(file, reference, '2026-07-20').outcomes.disregard.possible).toBe(true)
    expect(codes(decisionOptions(file, reference, '2026-07-21').outcomes.disregard.blockers)).toEqual([
      'blocker.disregard_too_late',
    ])
  })

  test('[DEC-4] not when it was completed', () => {
    const file = answering({ C02: 'not_met' }, asking({ completedOn: '2026-06-20' }))
    expect(codes(decisionOptions(file, reference, '2026-06-25').outcomes.disregard.blockers)).toEqual([
      'blocker.recovery_completed',
    ])
  })

  test('[DEC-4] a fee still unpaid after it lapsed, without limit and whatever else was sent', () => {
    const application = anApplication({ fee: { paidCents: 0 } })
    const lapsed = answering({ C03: 'not_met' }, { application, ...asking({ items: ['C02', 'C03'] }) })
    expect(decisionOptions(lapsed, reference, '2026-09-01').outcomes.disregard.possible).toBe(true)
    const sent = { application, ...asking({ items: ['C02', 'C03'], completedOn: '2026-06-20' }) }
    expect(
      decisionOptions(answering({ C03: 'not_met' }, sent), reference, '2026-06-22').outcomes.disregard.possible,
    ).toBe(false)
    expect(
      decisionOptions(answering({ C03: 'not_met' }, sent), reference, '2026-06-23').outcomes.disregard.possible,
    ).toBe(true)
  })
})

test('[DEC-5] while the sponsor may still complete it, nothing can be decided', () => {
  const { outcomes, request } = decisionOptions(answering({ C15: 'not_met' }, asking()), reference, '2026-06-22')
  for (const option of [...Object.values(outcomes), request]) {
    expect(option.possible).toBe(false)
    expect(option.blockers[0]).toEqual({ code: 'blocker.waiting', tone: 'fail', values: { endsOn: '2026-06-22' } })
  }
  expect(decisionOptions(aCaseFile(asking()), reference, '2026-06-23').outcomes.grant.possible).toBe(true)
})

test('[DEC-5] a withdrawn case takes no decision', () => {
  const { outcomes, request } = decisionOptions(aCaseFile({ status: 'withdrawn' }), reference, TODAY)
  for (const option of [...Object.values(outcomes), request]) {
    expect(codes(option.blockers)).toContain('blocker.withdrawn')
  }
})

describe('recovery request', () => {
  test.each<[Given, string[], string, number | null, string]>([
    [{ C04: 'not_met' }, ['C04'], 'HERSTEL', 14, '2026-06-22'],
    [{ C04: 'not_met', C06: 'unknown' }, ['C04', 'C06'], 'HERSTEL_PASPOORT', 28, '2026-07-06'],
    [{ C23: 'not_met' }, ['C23'], 'HERSTEL', 14, '2026-06-22'],
    [{ C04: 'not_met', C09: 'not_met' }, ['C04'], 'HERSTEL', 14, '2026-06-22'],
  ])('[DEC-6] %j asks for %j', (given, items, rule, days, endsOn) => {
    const { request } = decisionOptions(answering(given), reference, TODAY)
    expect(request).toEqual({ possible: true, blockers: [], items, rule, days, endsOn })
  })

  test("[DEC-6] a minor's representation has three months, ending on a working day", () => {
    const application = anApplication({ applicant: { birthDate: '2009-01-01' } })
    const file = answering({ C24: 'not_met', C06: 'not_met' }, { application })
    expect(decisionOptions(file, reference, '2026-06-12').request).toMatchObject({
      rule: 'HERSTEL_VERTEGENWOORDIGING',
      days: null,
      endsOn: '2026-09-14',
    })
  })

  test('[DEC-6] is made once', () => {
    const file = answering({ C04: 'not_met' }, asking({ completedOn: '2026-06-20' }))
    expect(decisionOptions(file, reference, '2026-06-25').request.blockers).toEqual([
      { code: 'blocker.recovery_used', tone: 'fail', values: { askedOn: '2026-06-08' } },
    ])
  })

  test('[DEC-8] none when another condition clearly fails', () => {
    const { warnings } = decisionOptions(answering({ C04: 'not_met', C09: 'not_met' }), reference, TODAY)
    expect(warnings).toContainEqual({ code: 'warning.no_recovery', tone: 'warn', values: { item: 'C09' } })
    expect(codes(decisionOptions(answering({ C04: 'not_met' }), reference, TODAY).warnings)).toEqual([])
    expect(codes(decisionOptions(answering({ C09: 'not_met' }), reference, TODAY).warnings)).toEqual([])
  })
})

test('[DEC-8] hear before rejecting on what was seen in a document or register', () => {
  const seen = decisionOptions(answering({ C15: 'not_met' }, {}, 'document_seen'), reference, TODAY)
  expect(seen.warnings).toEqual([{ code: 'warning.hear_first', tone: 'warn', values: { item: 'C15' } }])
  expect(decisionOptions(answering({ C15: 'not_met' }, {}, 'sponsor_declaration'), reference, TODAY).warnings).toEqual(
    [],
  )
})

test('[DEC-8] warnings of the checks are among what must be weighed', () => {
  const application = anApplication({ passport: { expiresOn: '2028-01-01' } })
  expect(codes(decisionOptions(aCaseFile({ application }), reference, TODAY).warnings)).toEqual([
    'passport.expires_before_permit',
  ])
})

test('[DEC-10] the labour-market note is that of the day', () => {
  const note = 'TWV vereist voor arbeid van bijkomende aard, andere arbeid in loondienst niet toegestaan'
  expect(decisionOptions(aCaseFile(), reference, TODAY).labourNote).toBe(note)
  expect(decisionOptions(aCaseFile(), reference, '2026-03-31').labourNote).not.toBe(note)
})
