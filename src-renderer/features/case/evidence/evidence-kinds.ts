import type { DocumentKind, DocumentRef } from '#core/application.ts'
import type { ChecklistLine } from '#core/views.ts'

// A scholarship, deposit or company letter is evidence of means as much as a bank statement is.
const MEANS: DocumentKind[] = ['bank_statement', 'other']

/** Which kinds of document an officer looks at for an item, the usual one first. Display only: the law's words on evidence are in the checklist itself. */
const KINDS_OF_ITEM: Record<string, DocumentKind[]> = {
  C06: ['passport'],
  C07: ['passport'],
  C08: ['antecedents'],
  C11: ['enrolment'],
  C12: ['enrolment'],
  C13: ['enrolment'],
  C14: ['enrolment'],
  C15: MEANS,
  C16: MEANS,
  C17: MEANS,
  C18: ['enrolment'],
  C24: ['consent'],
  C27: ['enrolment'],
}

/** The first of these kinds that the case has, else the usual kind; undefined when no document belongs to the item. */
export function findDocumentKind(itemId: string, documents: DocumentRef[]): DocumentKind | undefined {
  const kinds = KINDS_OF_ITEM[itemId] ?? []
  return kinds.find((kind) => documents.some((one) => one.kind === kind)) ?? kinds[0]
}

/** The document that goes with an item: the one pointed at, else the first of its kind, else none. */
export function findDocumentFor(line: ChecklistLine | undefined, documents: DocumentRef[]): DocumentRef | undefined {
  if (!line) return undefined
  const pointed = documents.find((one) => one.documentId === line.answer?.evidence?.documentId)
  return pointed ?? documents.find((one) => one.kind === findDocumentKind(line.item.id, documents))
}
