import type { DocumentKind } from './application.ts'
import type { Answer } from './case-file.ts'
import type { ApplicationDiff } from './application-diff.ts'

const PERSON = ['applicant', 'passport']
const PERIOD = ['study.startsOn', 'study.endsOn', 'study.preparatory', 'study.arrivesOn']
// The months to be lived through begin where the permit does, which depends on the procedure.
const MEANS = ['means', 'procedure', 'applicant.nationality', 'currentPermit', ...PERIOD]

/**
 * The parts of an application that each checklist item rests on: when one of them changes, its answer no longer holds. Items that rest on nothing an institution
 * sends are absent (C01 is about the institution, C27 is computed). A test proves that no automatic check reads more than this.
 */
const INPUTS: Record<string, readonly string[]> = {
  C02: ['declarations.complete', 'procedure', 'passport', 'mvvPost', 'study', 'means', 'fee', 'currentPermit'],
  C03: ['fee', 'applicant.nationality', 'procedure'],
  C04: ['declarations.sponsorDeclaration'],
  C05: ['procedure', 'applicant.nationality', 'residence'],
  C06: PERSON,
  C07: PERSON,
  C08: ['declarations.antecedents', 'applicant.birthDate'],
  C09: PERSON,
  C10: ['declarations.tbWilling', 'residence.tbExemption', 'applicant.nationality', 'procedure'],
  C11: ['declarations.enrolled'],
  C12: ['study.programmeCode', 'study.programmeName', 'study.level', 'study.exchange'],
  C13: ['study.mode', 'study.programmeCode', 'declarations.fullTime'],
  C14: ['study.preparatory', 'study.startsOn', 'procedure'],
  C15: MEANS,
  C16: MEANS,
  C17: ['declarations.meansIndependentAndLasting', 'means'],
  C18: PERIOD,
  C19: ['declarations.insurance'],
  C20: PERSON,
  C21: PERSON,
  C22: ['residence', 'declarations.awaitsMvvAbroad', 'procedure'],
  C23: ['mvvPost', 'procedure'],
  C24: ['applicant.birthDate', 'guardianConsent'],
  C25: ['currentPermit', 'procedure'],
  C26: ['studyProgress', 'procedure', 'study.exchange'],
}

/** The items that a document of a kind bears on. */
const DOCUMENTS: Record<DocumentKind, readonly string[]> = {
  passport: ['C06', 'C07'],
  enrolment: ['C11'],
  bank_statement: ['C15', 'C16', 'C17'],
  consent: ['C24'],
  antecedents: ['C08'],
  other: [],
}

/** The items to be looked at again after a change: what they rest on changed, a document that bears on them came or went, or the page that answered them is gone. */
export function itemsTouched(diff: ApplicationDiff, answers: Readonly<Record<string, Answer>>): string[] {
  const touched = new Set<string>()
  for (const [itemId, parts] of Object.entries(INPUTS)) {
    if (diff.fields.some(({ field }) => parts.some((part) => isWithin(field, part)))) touched.add(itemId)
  }
  for (const document of [...diff.added, ...diff.removed]) {
    for (const itemId of DOCUMENTS[document.kind]) touched.add(itemId)
  }
  const gone = new Set(diff.removed.map((document) => document.documentId))
  for (const [itemId, { evidence }] of Object.entries(answers)) {
    if (evidence !== null && gone.has(evidence.documentId)) touched.add(itemId)
  }
  return [...touched].sort()
}

function isWithin(field: string, part: string): boolean {
  return field === part || field.startsWith(`${part}.`) || field.startsWith(`${part}[`)
}
