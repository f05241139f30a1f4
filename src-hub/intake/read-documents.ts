import type { IntakeApplication } from '#contract/intake-schema.ts'
import type { DocumentRef } from '#core/application.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { documentIdOf } from '../documents/document-store.ts'
import type { IntakeProblem } from './problems.ts'

export interface ReadDocument {
  ref: DocumentRef
  content: Buffer
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const JPEG = Buffer.from([0xff, 0xd8, 0xff])
const PDF = Buffer.from('%PDF-')
const SIGNATURES = { 'application/pdf': PDF, 'image/png': PNG, 'image/jpeg': JPEG } as const

/** The documents of an application with their content; one that is not what it says it is holds the application. */
export function readDocuments(application: IntakeApplication): Result<ReadDocument[], IntakeProblem[]> {
  const problems: IntakeProblem[] = []
  const documents = application.documents.map((document, index) => {
    const content = Buffer.from(document.contentBase64, 'base64')
    const signature = SIGNATURES[document.mediaType]
    if (!content.subarray(0, signature.length).equals(signature)) {
      problems.push({
        field: `documents[${index}].contentBase64`,
        code: 'not_the_media_type',
        value: `${content.length} bytes`,
        message: `the content is not ${document.mediaType}`,
      })
    }
    const { kind, fileName, mediaType } = document
    return { ref: { documentId: documentIdOf(content), kind, fileName, mediaType, bytes: content.length }, content }
  })
  return problems.length > 0 ? refuse(problems) : ok(documents)
}
