import fc from 'fast-check'
import type { Application } from '#core/application.ts'
import type { Answer, AnswerValue, Decision, InformationRequest, ParkedAct, PersonRef } from '#core/case-file.ts'
import type { CaseEvent, CaseFact } from '#core/event.ts'
import { anAnswer, anApplication, anEvent, aReceivedEvent, aReference, aTime } from '#test/support/case-builder.ts'

const ITEMS = aReference().checklist.items.map((item) => item.id)

export const arbitraryPerson: fc.Arbitrary<PersonRef> = fc.constantFrom(
  { personId: 'officer-1', name: 'Noor Visser' },
  { personId: 'officer-2', name: 'Sem Bakker' },
  { personId: 'supervisor-1', name: 'Joris de Wit' },
)
export const arbitraryDesk = fc.constantFrom('desk-1', 'desk-2')
const arbitraryDay = fc.integer({ min: 1, max: 28 }).map((day) => `2026-06-${String(day).padStart(2, '0')}`)
const arbitraryValue = fc.constantFrom<AnswerValue>('met', 'not_met', 'not_applicable', 'unknown')

/** Applications of every procedure, clean and with faults. */
export const arbitraryApplication: fc.Arbitrary<Application> = fc
  .record({
    procedure: fc.constantFrom<Application['procedure']>('TEV', 'VVR', 'extension', 'change'),
    nationality: fc.constantFrom('BRA', 'USA', 'DEU', 'ISR', 'GBD', 'XXA'),
    birthDate: fc.constantFrom('2002-03-14', '2009-01-01', '2020-05-05'),
    endsOn: fc.constantFrom('2026-10-01', '2028-08-31', '2035-08-31'),
    arrivesOn: fc.constantFrom(null, '2026-08-20'),
    exchange: fc.boolean(),
    paidCents: fc.constantFrom(0, 25_400),
    passport: fc.boolean(),
    means: fc.array(fc.constantFrom<Application['means'][number]['way']>('own_account', 'deposit', 'payer_nl'), {
      maxLength: 3,
    }),
    complete: fc.boolean(),
    permit: fc.constantFrom(null, { expiresOn: '2026-08-01' }),
  })
  .map(
    ({
      nationality,
      birthDate,
      endsOn,
      arrivesOn,
      exchange,
      paidCents,
      passport,
      means,
      complete,
      permit,
      procedure,
    }) =>
      anApplication({
        procedure,
        applicant: { nationality, birthDate },
        study: { endsOn, exchange, arrivesOn },
        fee: { paidCents },
        declarations: { complete },
        ...(passport ? {} : { passport: null }),
        means: means.map((way) => ({
          way,
          amountCents: 700_000,
          evidencedOn: null,
          provider: null,
          payerSingle: null,
        })),
        currentPermit: permit,
      }),
  )

const arbitraryAnswers: fc.Arbitrary<Record<string, Answer>> = fc.dictionary(
  fc.constantFrom(...ITEMS),
  arbitraryValue.map((value) => anAnswer({ value })),
  { minKeys: 1, maxKeys: 8 },
)

const arbitraryRequest: fc.Arbitrary<InformationRequest> = fc
  .record({ items: fc.subarray(ITEMS, { minLength: 1 }), askedOn: arbitraryDay, by: arbitraryPerson })
  .map((given) => ({
    ...given,
    requestId: 'request',
    text: '',
    endsOn: '2026-07-06',
    rule: 'HERSTEL',
    completedOn: null,
  }))

const arbitraryDecision: fc.Arbitrary<Decision> = fc
  .record({
    outcome: fc.constantFrom<Decision['outcome']>('grant', 'reject', 'disregard'),
    decidedOn: arbitraryDay,
    by: arbitraryPerson,
  })
  .map((given) => ({
    ...given,
    decisionId: 'decision',
    grounds: [],
    motivation: '',
    validity: null,
    labourNote: null,
    at: aTime(),
  }))

const arbitraryParked: fc.Arbitrary<ParkedAct> = fc
  .record({
    kind: fc.constantFrom('decide', 'answerCheck', 'requestInformation', 'takeCase', 'nonsense'),
    payload: fc.oneof(
      fc.constant({ outcome: 'grant', grounds: [], motivation: '', seenChecks: {} }),
      fc.constant({ answers: [{ itemId: 'C09', value: 'met', basis: 'register_check', note: '', evidence: null }] }),
      fc.anything(),
    ),
    by: arbitraryPerson,
  })
  .map((given) => ({ ...given, commandId: 'parked-1', at: aTime(), reasons: [], resolution: null }))

const arbitraryFact: fc.Arbitrary<CaseFact> = fc.oneof(
  fc.record({ kind: fc.constant('assigned' as const), to: fc.option(arbitraryPerson), reason: fc.constant('') }),
  fc.record({ kind: fc.constant('answered' as const), answers: arbitraryAnswers }),
  fc.record({ kind: fc.constant('noted' as const), noteId: fc.constant('note'), text: fc.string() }),
  fc.record({ kind: fc.constant('information_requested' as const), request: arbitraryRequest }),
  fc.record({ kind: fc.constant('completed' as const), application: arbitraryApplication, completedOn: arbitraryDay }),
  fc.record({ kind: fc.constant('evidence_added' as const), application: arbitraryApplication }),
  fc.record({ kind: fc.constant('decided' as const), decision: arbitraryDecision }),
  fc.record({ kind: fc.constant('withdrawn' as const), reason: fc.string(), withdrawnOn: arbitraryDay }),
  fc.record({ kind: fc.constant('parked' as const), act: arbitraryParked }),
  fc.record({
    kind: fc.constant('resolved' as const),
    commandId: fc.constant('parked-1'),
    how: fc.constantFrom('adopt' as const, 'redo' as const, 'discard' as const),
    reason: fc.string(),
  }),
)

/** Histories of a case: its receipt and up to a dozen things that happened to it. */
export const arbitraryEvents: fc.Arbitrary<CaseEvent[]> = fc
  .tuple(
    arbitraryApplication,
    fc.array(fc.tuple(arbitraryFact, arbitraryPerson, arbitraryDesk, arbitraryDay), { maxLength: 12 }),
  )
  .map(([application, rest]) => [
    aReceivedEvent(application),
    ...rest.map(([fact, by, deskId, day]) => anEvent(fact, { by, deskId, at: aTime(`${day}T10:00:00.000Z`) })),
  ])
