import { join, resolve } from 'node:path'
import { z } from 'zod'
import { ok, refuse, type Result } from '#core/result.ts'
import type { DocumentPlace } from './document-store.ts'
import { parseScanner, type ScannerPlace } from './open-scanner.ts'

export interface DocumentSettings {
  place: DocumentPlace
  /** Of one document. */
  limitBytes: number
  /** null: none. */
  scanner: ScannerPlace | null
}

const MEGABYTE = 1024 * 1024

/** The settings of the environment that concern documents. */
export const documentSettings = {
  BESLISDESK_DOCUMENTS: z
    .string()
    .min(1)
    .optional()
    .describe('Where documents are kept: a folder, or s3://bucket/prefix. Without it: in the data folder.'),
  BESLISDESK_DOCUMENT_LIMIT_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(20)
    .describe('The largest document, in MB.'),
  BESLISDESK_SCANNER: z
    .string()
    .refine((text) => parseScanner(text) !== undefined, 'clamd://host:port, or exec:/path/to/program')
    .optional()
    .describe('What looks for malware in documents: clamd://host:port or exec:/path. Without it: nothing does.'),
  BESLISDESK_S3_REGION: z.string().min(1).optional().describe('The region of the bucket, such as eu-west-1.'),
  BESLISDESK_S3_ENDPOINT: z
    .string()
    .regex(/^https?:\/\/[^/\s]+\/?$/, 'an address such as https://storage.example.org:9000')
    .optional()
    .describe("The address of a service that speaks S3. Without it: Amazon's."),
  BESLISDESK_S3_ACCESS_KEY: z
    .string()
    .min(1)
    .optional()
    .describe('The key to the bucket. Without it: what the environment gives, as AWS_ACCESS_KEY_ID or a role.'),
  BESLISDESK_S3_SECRET_KEY: z.string().min(1).optional().describe('The secret that belongs to it.'),
}

const given = z.object(documentSettings)

/** Where documents are kept and how large one may be, or a sentence per setting that does not fit the others. */
export function readDocumentSettings(
  settings: z.infer<typeof given>,
  dataFolder: string,
): Result<DocumentSettings, string[]> {
  const others = {
    limitBytes: settings.BESLISDESK_DOCUMENT_LIMIT_MB * MEGABYTE,
    scanner: parseScanner(settings.BESLISDESK_SCANNER ?? '') ?? null,
  }
  const wish = settings.BESLISDESK_DOCUMENTS
  if (wish === undefined || !wish.includes('://')) {
    const folder = wish === undefined ? join(dataFolder, 'documents') : resolve(wish)
    return ok({ place: { kind: 'folder', folder }, ...others })
  }
  const bucket = readBucket(wish, settings)
  return bucket.ok ? ok({ place: bucket.value, ...others }) : bucket
}

function readBucket(wish: string, settings: z.infer<typeof given>): Result<DocumentPlace, string[]> {
  const found = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([A-Za-z0-9!_.*'()/-]*?))?\/*$/.exec(wish)
  const region = settings.BESLISDESK_S3_REGION
  const accessKeyId = settings.BESLISDESK_S3_ACCESS_KEY
  const secretAccessKey = settings.BESLISDESK_S3_SECRET_KEY
  const faults = [
    ...(found === null ? ['BESLISDESK_DOCUMENTS: a folder, or a bucket as s3://bucket/prefix'] : []),
    ...(region === undefined ? ['BESLISDESK_S3_REGION: say in which region the bucket is, such as eu-west-1'] : []),
    ...((accessKeyId === undefined) === (secretAccessKey === undefined)
      ? []
      : ['BESLISDESK_S3_ACCESS_KEY and BESLISDESK_S3_SECRET_KEY: give both, or neither']),
  ]
  if (found === null || region === undefined || faults.length > 0) return refuse(faults)
  const credentials =
    accessKeyId === undefined || secretAccessKey === undefined ? null : { accessKeyId, secretAccessKey }
  const endpoint = settings.BESLISDESK_S3_ENDPOINT ?? null
  return ok({ kind: 'bucket', bucket: found[1] ?? '', prefix: found[2] ?? '', region, endpoint, credentials })
}
