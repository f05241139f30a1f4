import { createHash } from 'node:crypto'
import { type IntakeDocument, intakeApplicationSchema, intakeDocumentSchema } from '#contract/intake-schema.ts'
import type { Application, DocumentRef } from '#core/application.ts'
import { ok, type Result } from '#core/result.ts'
import { findImpossibleDates } from './check-dates.ts'
import { findMrzFaults } from './check-mrz.ts'
import { findUnstorableText } from './check-text.ts'
import { type IntakeProblem, schemaProblems } from './problems.ts'
import type { HubContext } from '../hub-context.ts'
import { readDocument } from './read-documents.ts'

/** One application as it was judged by itself: fit to become a case, or held by its problems. */
export interface CheckedApplication {
  index: number
  /** The key it gives itself, where it can be read and kept. */
  applicationKey: string | null
  /** Every document in it that is sound, also of an application that is held: it need not be sent again. */
  documents: DocumentRef[]
  verdict: Result<Application, IntakeProblem[]>
  /** What was sent, with the documents by their hashes: an application that is held is mended from this. */
  sent: unknown
  /** SHA-256 of it, documents included by their hashes: tells a repetition from a key used twice. */
  contentHash: string
}

export interface Checking {
  receivedOn: string
  brin: string
}

const keySchema = intakeApplicationSchema.shape.applicationKey

/** Judges one application by itself; its documents are kept by the time it returns. */
export async function checkApplication(
  hub: HubContext,
  input: unknown,
  index: number,
  { receivedOn, brin }: Checking,
): Promise<CheckedApplication> {
  const parsed = intakeApplicationSchema.safeParse(input)
  const given = parsed.success ? parsed.data.documents : listDocuments(input)
  const read = await readAll(hub, brin, given)
  const documents = read.flatMap((one) => (one?.ok ? [one.value] : []))
  const applicationKey = keyOf(input)
  const checked = { index, applicationKey, documents }
  const sent = withoutContents(input, read)
  if (!parsed.success) {
    return {
      ...checked,
      verdict: { ok: false, refusal: schemaProblems(parsed.error, input) },
      sent,
      contentHash: hashOf(sent),
    }
  }
  const problems = [
    ...findUnstorableText(withoutContents(parsed.data, read)),
    ...findImpossibleDates(parsed.data, receivedOn),
    ...findMrzFaults(parsed.data.passport?.mrz ?? null),
    ...read.flatMap((one) => (one === null || one.ok ? [] : [one.refusal])),
  ]
  if (problems.length > 0)
    return { ...checked, verdict: { ok: false, refusal: problems }, sent, contentHash: hashOf(sent) }
  const application: Application = { ...parsed.data, documents }
  return { ...checked, verdict: ok(application), sent: null, contentHash: hashOf(application) }
}

/** The key an application gives itself; null when it cannot be read or kept. */
export function keyOf(input: unknown): string | null {
  if (typeof input !== 'object' || input === null || !('applicationKey' in input)) return null
  const key = keySchema.safeParse(input.applicationKey)
  return key.success ? key.data : null
}

type ReadOne = Result<DocumentRef, IntakeProblem> | null

async function readAll(hub: HubContext, brin: string, documents: readonly unknown[]): Promise<ReadOne[]> {
  const read: ReadOne[] = []
  for (const [index, document] of documents.entries()) {
    const parsed = intakeDocumentSchema.safeParse(document)
    read.push(parsed.success ? await readDocument(hub, { brin }, parsed.data, `documents[${index}]`) : null)
  }
  return read
}

function listDocuments(input: unknown): unknown[] {
  if (typeof input !== 'object' || input === null || !('documents' in input)) return []
  return Array.isArray(input.documents) ? input.documents.slice(0, 20) : []
}

// Contents are base64 and need no look for odd characters; they may be tens of megabytes.
function withoutContents(input: unknown, read: readonly ReadOne[]): unknown {
  if (typeof input !== 'object' || input === null || !('documents' in input)) return input
  const documents = listDocuments(input).map((document, index) => {
    const one = read[index]
    if (one?.ok) return toCited(one.value)
    return typeof document === 'object' && document !== null && 'contentBase64' in document
      ? { ...document, contentBase64: undefined }
      : document
  })
  return { ...input, documents }
}

/** A document as it is cited when it was sent before. */
export function toCited({ documentId, kind, fileName, mediaType }: DocumentRef): IntakeDocument {
  return { kind, fileName, mediaType, sha256: documentId }
}

function hashOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('hex')
}
