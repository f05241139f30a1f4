import type { DocumentKind, DocumentRef } from '#core/application.ts'
import type { ChecklistLine } from '#core/views.ts'

/** Which kind of document an officer looks at for an item. Display only: the law's words on evidence are in the checklist itself. */
const KIND_OF_ITEM: Record<string, DocumentKind> = {
  C06: 'passport',
  C07: 'passport',
  C08: 'antecedents',
  C11: 'enrolment',
  C12: 'enrolment',
  C13: 'enrolment',
  C14: 'enrolment',
  C15: 'bank_statement',
  C16: 'bank_statement',
  C17: 'bank_statement',
  C18: 'enrolment',
  C24: 'consent',
  C27: 'enrolment',
}

export function findDocumentKind(itemId: string): DocumentKind | undefined {
  return KIND_OF_ITEM[itemId]
}

/** The document that goes with an item: the one pointed at, else the first of its kind, else none. */
export function findDocumentFor(line: ChecklistLine | undefined, documents: DocumentRef[]): DocumentRef | undefined {
  if (!line) return undefined
  const pointed = documents.find((one) => one.documentId === line.answer?.evidence?.documentId)
  return pointed ?? documents.find((one) => one.kind === findDocumentKind(line.item.id))
}
