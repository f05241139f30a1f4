import type { Application } from '#core/application.ts'
import type { ActTime, Answer, CaseFile, PersonRef } from '#core/case-file.ts'
import { checklistFor, VALIDITY_ITEM } from '#core/checklist.ts'
import type { Command, CommandKind, CommandOf, CommandPayloads } from '#core/command.ts'
import { derive } from '#core/derive.ts'
import type { CaseEvent, CaseFact } from '#core/event.ts'
import { foldCase } from '#core/fold-case.ts'
import type { Actor, JudgeContext } from '#core/judgement.ts'
import { buildMrz, toMrzDate } from '#core/mrz.ts'
import type { Programme, ReferenceData, Sponsor } from '#core/reference.ts'
import { loadReference } from '#db/reference/load.ts'

/**
 * Builders of a clean case: Ana Silva Costa from Brazil (TEV), submitted by Hogeschool Noordzee on 1 June 2026, held by officer Noor Visser, every item answered.
 * It can be granted as it stands; each test changes only what it is about.
 */

export const RECEIVED_ON = '2026-06-01'
/** A moment on 8 June 2026, a working day within the service target. */
export const NOW = '2026-06-08T09:00:00.000Z'
export const TODAY = '2026-06-08'
export const DESK = 'desk-1'

let uuids = 0

/** A new UUIDv7-shaped id; its number rises with every call. */
export function aUuid(number: number = ++uuids): string {
  return `01970000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
}

export const CASE_ID = '01970000-0000-7000-9000-000000000001'

export function anActor(overrides: Partial<Actor> = {}): Actor {
  return { personId: 'officer-1', name: 'Noor Visser', roles: ['officer'], ...overrides }
}

export function aSupervisor(overrides: Partial<Actor> = {}): Actor {
  return { personId: 'supervisor-1', name: 'Joris de Wit', roles: ['supervisor'], ...overrides }
}

export function aProgramme(overrides: Partial<Programme> = {}): Programme {
  return {
    code: '60123',
    name: 'Maritime Engineering',
    level: 'WO-MA',
    mode: 'full_time',
    accreditedBy: 'NVAO',
    validFrom: '2015-01-01',
    validTo: null,
    ...overrides,
  }
}

export function aSponsor(overrides: Partial<Sponsor> = {}): Sponsor {
  return {
    sponsorId: 'sponsor-1',
    name: 'Hogeschool Noordzee',
    city: 'Den Helder',
    brin: '21PF',
    clientNumber: '1-1234567890',
    status: [{ status: 'recognised', validFrom: '2013-06-01', validTo: null, source: 'register' }],
    codeOfConduct: [{ validFrom: '2013-06-01', validTo: null, source: 'register' }],
    programmes: [aProgramme()],
    ...overrides,
  }
}

export function aReference(overrides: Partial<ReferenceData> = {}): ReferenceData {
  return { ...loadReference([aSponsor()], 1), ...overrides }
}

/** A clean application; nested parts given in `overrides` are merged one level deep. */
export function anApplication(overrides: ApplicationOverrides = {}): Application {
  const clean = cleanApplication()
  const { applicant, passport, residence, study, declarations, fee, ...rest } = overrides
  const application: Application = {
    ...clean,
    ...rest,
    applicant: { ...clean.applicant, ...applicant },
    passport: passport === null || clean.passport === null ? null : { ...clean.passport, ...passport },
    residence: { ...clean.residence, ...residence },
    study: { ...clean.study, ...study },
    declarations: { ...clean.declarations, ...declarations },
    fee: { ...clean.fee, ...fee },
  }
  if (application.passport === null || (passport !== null && passport?.mrz !== undefined)) return application
  return { ...application, passport: { ...application.passport, mrz: mrzOf(application) } }
}

type Nested = 'applicant' | 'residence' | 'study' | 'declarations' | 'fee'
export type ApplicationOverrides = Partial<Omit<Application, Nested | 'passport'>> & {
  [Part in Nested]?: Partial<Application[Part]>
} & { passport?: Partial<NonNullable<Application['passport']>> | null }

/** The MRZ that agrees with the entered data. */
export function mrzOf(application: Application): [string, string] {
  const { applicant, passport } = application
  if (passport === null) throw new Error('there is no passport to write an MRZ for')
  return buildMrz({
    documentCode: 'P',
    issuingState: passport.issuingState === 'DEU' ? 'D' : passport.issuingState,
    surname: applicant.familyName,
    givenNames: applicant.givenNames,
    documentNumber: passport.number.slice(0, 9),
    nationality: applicant.nationality === 'DEU' ? 'D' : applicant.nationality,
    birthDate: toMrzDate(applicant.birthDate),
    sex: applicant.sex === 'X' ? '<' : applicant.sex,
    expiryDate: toMrzDate(passport.expiresOn),
    personalNumber: '',
  })
}

/** The hub's own time of an event, unless told otherwise. */
export function aTime(hubTime: string = NOW, overrides: Partial<ActTime> = {}): ActTime {
  return { deviceTime: hubTime, clockOffsetMs: 0, hubTime, ...overrides }
}

export function anEvent(fact: CaseFact, overrides: Partial<CaseEvent> = {}): CaseEvent {
  return { fact, by: null, deskId: null, at: aTime(), ...overrides }
}

export function aReceivedEvent(
  application: Application = anApplication(),
  receivedOn: string = RECEIVED_ON,
): CaseEvent {
  const fact: CaseFact = {
    kind: 'received',
    caseId: CASE_ID,
    caseNumber: 'Z1-10000000001',
    sponsorId: 'sponsor-1',
    application,
    receivedOn,
    duplicates: [],
  }
  return anEvent(fact, { at: aTime(`${receivedOn}T08:00:00.000Z`) })
}

export function anAssignedEvent(to: PersonRef | null = personRef(anActor())): CaseEvent {
  return anEvent({ kind: 'assigned', to, reason: 'distribution' }, { by: personRef(aSupervisor()), deskId: 'desk-9' })
}

/** Answers `met` to every item that applies and is not yet answered, except the computed validity. */
export function answersFor(
  application: Application = anApplication(),
  reference: ReferenceData = aReference(),
): Record<string, Answer> {
  const received = foldCase([aReceivedEvent(application)], reference)
  const items = checklistFor(received, reference, TODAY).map((line) => line.item.id)
  return Object.fromEntries(items.filter((id) => id !== VALIDITY_ITEM).map((id) => [id, anAnswer()]))
}

export function anAnswer(overrides: Partial<Answer> = {}): Answer {
  return {
    value: 'met',
    basis: 'system_check',
    note: '',
    evidence: null,
    by: personRef(anActor()),
    at: aTime(),
    ...overrides,
  }
}

/** The events of the clean case: received, assigned, answered. */
export function caseEvents(
  application: Application = anApplication(),
  reference: ReferenceData = aReference(),
): CaseEvent[] {
  const answered: CaseFact = { kind: 'answered', answers: answersFor(application, reference) }
  return [aReceivedEvent(application), anAssignedEvent(), anEvent(answered, { by: personRef(anActor()), deskId: DESK })]
}

/** Version of the clean case: received, assigned, answered. */
export const CLEAN_VERSION = 3

/** A case that can be granted as it stands, at version 3. What list and queue store is computed again unless `derived` is given. */
export function aCaseFile(overrides: Partial<CaseFile> = {}, reference: ReferenceData = aReference()): CaseFile {
  const file = { ...foldCase(caseEvents(overrides.application ?? anApplication(), reference), reference), ...overrides }
  return overrides.derived === undefined ? { ...file, derived: derive(file, reference, TODAY) } : file
}

const PAYLOADS: { [Kind in CommandKind]: CommandPayloads[Kind] } = {
  answerCheck: { answers: [{ itemId: 'C09', value: 'met', basis: 'register_check', note: '', evidence: null }] },
  addNote: { text: 'Spoke to the institution.' },
  requestInformation: { items: ['C06'], text: 'Please send a copy of the passport.' },
  decide: { outcome: 'grant', grounds: [], motivation: '', seenChecks: {} },
  takeCase: {},
  reassign: { expectedHolder: 'officer-1', to: { personId: 'officer-2', name: 'Sem Bakker' }, reason: 'holiday' },
  resolveParked: { parkedCommandId: aUuid(0xffff), how: 'discard', reason: 'overtaken' },
}

/** A well-formed command of the officer who holds the clean case, taken on its latest version. */
export function aCommand<Kind extends CommandKind>(
  kind: Kind,
  overrides: Partial<CommandOf<Kind>> = {},
): Command & { kind: Kind } {
  const command: CommandOf<Kind> = {
    commandId: aUuid(),
    kind,
    protocol: 1,
    caseId: CASE_ID,
    baseVersion: CLEAN_VERSION,
    actor: 'officer-1',
    deskId: DESK,
    deviceTime: NOW,
    clockOffsetMs: 0,
    payload: PAYLOADS[kind],
    ...overrides,
  }
  return command as Command & { kind: Kind }
}

/** The clean case's officer, judged by the hub now. */
export function aContext(overrides: Partial<JudgeContext> = {}): JudgeContext {
  return { now: NOW, reference: aReference(), actor: anActor(), chainParked: false, ...overrides }
}

export function personRef(actor: PersonRef): PersonRef {
  return { personId: actor.personId, name: actor.name }
}

function cleanApplication(): Application {
  return {
    applicationKey: 'noordzee-2026-0001',
    procedure: 'TEV',
    applicant: {
      familyName: 'Silva Costa',
      givenNames: 'Ana Beatriz',
      birthDate: '2002-03-14',
      birthPlace: 'Recife',
      nationality: 'BRA',
      sex: 'F',
      vNumber: null,
    },
    passport: { number: 'FX123456', issuingState: 'BRA', issuedOn: '2024-01-10', expiresOn: '2034-01-09', mrz: null },
    residence: { countryOfStay: 'BRA', inNetherlands: false, lawfulStay: null, mvvExemption: null, tbExemption: null },
    mvvPost: 'São Paulo',
    study: {
      programmeCode: '60123',
      programmeName: 'Maritime Engineering',
      level: 'WO-MA',
      mode: 'full_time',
      startsOn: '2026-09-01',
      endsOn: '2028-08-31',
      exchange: false,
      preparatory: null,
      arrivesOn: '2026-08-20',
    },
    means: [
      { way: 'own_account', amountCents: 1_400_000, evidencedOn: '2026-05-15', provider: null, payerSingle: null },
    ],
    declarations: {
      complete: true,
      sponsorDeclaration: true,
      antecedents: 'no_objection',
      tbWilling: true,
      enrolled: true,
      meansIndependentAndLasting: true,
      insurance: true,
      fullTime: true,
      awaitsMvvAbroad: true,
    },
    guardianConsent: null,
    fee: { paidCents: 25_400, paidOn: '2026-05-28', reference: 'NZ-2026-0001' },
    currentPermit: null,
    studyProgress: null,
    documents: [],
  }
}
