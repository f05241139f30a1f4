import { createHash } from 'node:crypto'
import { HeadBucketCommand } from '@aws-sdk/client-s3'
import { FileStorage, isFileWasNotFound, type StorageAdapter } from '@flystorage/file-storage'
import type { Readable } from 'node:stream'
import type { ByteRange } from './byte-range.ts'
import { FlushedFolderAdapter } from './flushed-folder-adapter.ts'
import { type BucketSettings, connectBucket, RangedBucketAdapter } from './ranged-bucket-adapter.ts'

/** Keeps documents by the hash of their content (SYN-53): the same content is kept once and never changes. What is here has passed every check (DOC-3, DOC-4). */
export interface DocumentStore {
  /** Kept for good when it returns. `documentId` must be `documentIdOf(content)`. */
  put(documentId: string, content: Buffer): Promise<void>
  has(documentId: string): Promise<boolean>
  /** The content, or a part of it; undefined when it is not here. Whoever stops reading destroys the stream. */
  open(documentId: string, range?: ByteRange): Promise<Readable | undefined>
  /** What has arrived of an upload, or waits for its scan: kept apart, and never served. */
  readonly waiting: WaitingRoom
  /** Throws, with what to do about it, when documents cannot be kept here. */
  check(): Promise<void>
}

export interface WaitingRoom {
  put(name: string, content: Buffer): Promise<void>
  /** The whole content; undefined when it is not here. */
  read(name: string): Promise<Buffer | undefined>
  remove(name: string): Promise<void>
}

/** Where documents are kept. */
export type DocumentPlace = { kind: 'folder'; folder: string } | ({ kind: 'bucket' } & BucketSettings)

/** SHA-256 of the content, lower-case hex. */
export function documentIdOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** Opens the place where documents are kept. `newId` names files while they are being written. */
export function openDocumentStore(place: DocumentPlace, newId: () => string): DocumentStore {
  if (place.kind === 'folder') return storeOn(new FlushedFolderAdapter(place.folder, newId), async () => {})
  const client = connectBucket(place)
  return storeOn(new RangedBucketAdapter(client, place), async () => {
    try {
      await client.send(new HeadBucketCommand({ Bucket: place.bucket }))
    } catch (error) {
      const at = place.endpoint ?? `Amazon S3 in ${place.region}`
      const why = error instanceof Error ? error.name : 'no answer'
      throw new Error(`the bucket ${place.bucket} at ${at} cannot be used (${why}): check BESLISDESK_DOCUMENTS`, {
        cause: error,
      })
    }
  })
}

function storeOn(adapter: StorageAdapter, check: () => Promise<void>): DocumentStore {
  const storage = new FileStorage(adapter)

  async function write(path: string, content: Buffer): Promise<void> {
    await storage.write(path, content, { mimeType: 'application/octet-stream', size: content.length })
  }

  // Not by the library's own `read`: it knows no ranges, and its source stays open when a reader leaves early.
  async function read(path: string, range?: ByteRange): Promise<Readable | undefined> {
    try {
      return (await adapter.read(path, range === undefined ? {} : { range })) as Readable
    } catch (error) {
      if (isFileWasNotFound(error)) return undefined
      throw error
    }
  }

  return {
    check,
    async put(documentId, content) {
      const path = pathOf(documentId)
      if (!(await storage.fileExists(path))) await write(path, content)
    },
    has: async (documentId) => await storage.fileExists(pathOf(documentId)),
    open: async (documentId, range) => await read(pathOf(documentId), range),
    waiting: {
      put: async (name, content) => await write(waitingPath(name), content),
      async read(name) {
        const stream = await read(waitingPath(name))
        return stream && Buffer.concat(await stream.toArray())
      },
      remove: async (name) => await storage.deleteFile(waitingPath(name)),
    },
  }
}

/** Spread over 256 folders. */
function pathOf(documentId: string): string {
  return `${documentId.slice(0, 2)}/${documentId}`
}

function waitingPath(name: string): string {
  return `waiting/${name}`
}
