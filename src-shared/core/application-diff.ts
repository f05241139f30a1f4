import type { Application, DocumentRef } from './application.ts'

/** The value of one field; null where there is none. */
export type FieldValue = string | number | boolean | null

/** One field that differs, by its path: `study.endsOn`, `means[0].amountCents`. */
export interface FieldChange {
  field: string
  before: FieldValue
  after: FieldValue
}

export interface ApplicationDiff {
  fields: FieldChange[]
  added: DocumentRef[]
  removed: DocumentRef[]
}

/** What differs between two states of an application: field by field, and which documents came and went. A document under another name or kind is another one. */
export function diffApplications(before: Application, after: Application): ApplicationDiff {
  const { documents: oldDocuments, ...oldFields } = before
  const { documents: newDocuments, ...newFields } = after
  const from = leavesOf(oldFields)
  const to = leavesOf(newFields)
  const paths = [...new Set([...from.keys(), ...to.keys()])]
  const fields = paths.flatMap((field) => {
    const change = { field, before: from.get(field) ?? null, after: to.get(field) ?? null }
    return change.before === change.after ? [] : [change]
  })
  const known = new Set(oldDocuments.map(nameOf))
  const kept = new Set(newDocuments.map(nameOf))
  return {
    fields,
    added: newDocuments.filter((document) => !known.has(nameOf(document))),
    removed: oldDocuments.filter((document) => !kept.has(nameOf(document))),
  }
}

function nameOf({ documentId, kind, fileName }: DocumentRef): string {
  return `${documentId} ${kind} ${fileName}`
}

function leavesOf(value: unknown, path = '', leaves = new Map<string, FieldValue>()): Map<string, FieldValue> {
  if (Array.isArray(value)) {
    for (const [index, part] of value.entries()) leavesOf(part, `${path}[${index}]`, leaves)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) leavesOf(part, path === '' ? name : `${path}.${name}`, leaves)
  } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    leaves.set(path, value)
  }
  return leaves
}
