import type { Changes } from '#contract/institution-schema.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { type IntakeProblem, shorten } from '../intake/problems.ts'

/** Neither may change: the key names the application, documents are named one by one. */
const FIXED = ['applicationKey', 'documents']

/**
 * An application with changes, in the shape in which it would be sent anew: what is not named stays as it was, documents included. Refuses what cannot be
 * meant: another key, or a document to remove that is not there.
 */
export function applyChanges(application: object, wish: Changes): Result<object, IntakeProblem[]> {
  const documents = 'documents' in application && Array.isArray(application.documents) ? application.documents : []
  const problems = [...fixedFields(wish), ...unknownRemovals(documents, wish)]
  if (problems.length > 0) return refuse(problems)
  // One without an id could not be kept when it was sent: it does not stand in the way of the new one.
  const kept = documents.filter((document) => idOf(document) !== '' && !wish.removedDocuments.includes(idOf(document)))
  const merged = merge(application, wish.changes)
  return ok({ ...merged, documents: [...kept, ...wish.documents] })
}

function fixedFields({ changes }: Changes): IntakeProblem[] {
  return FIXED.filter((field) => Object.hasOwn(changes, field)).map((field) => ({
    field: `changes.${field}`,
    code: 'fixed',
    value: shorten(changes[field]),
    message:
      field === 'documents'
        ? 'name documents in documents and removedDocuments, beside changes'
        : 'the key of an application does not change',
  }))
}

function unknownRemovals(documents: readonly unknown[], { removedDocuments }: Changes): IntakeProblem[] {
  const there = new Set(documents.map(idOf))
  return removedDocuments.flatMap((documentId, index) =>
    there.has(documentId)
      ? []
      : [
          {
            field: `removedDocuments[${index}]`,
            code: 'document_unknown',
            value: documentId,
            message: 'this application has no such document',
          },
        ],
  )
}

function idOf(document: unknown): string {
  return typeof document === 'object' && document !== null && 'sha256' in document ? String(document.sha256) : ''
}

/** Objects are merged field by field; anything else, also null, takes the place of what was there. */
function merge(before: object, changes: object): object {
  const merged: Record<string, unknown> = { ...before }
  for (const [field, value] of Object.entries(changes)) {
    const old = Object.hasOwn(merged, field) ? merged[field] : undefined
    const both = isObject(old) && isObject(value)
    Object.defineProperty(merged, field, {
      value: both ? merge(old, value) : value,
      enumerable: true,
      writable: true,
      configurable: true,
    })
  }
  return merged
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
