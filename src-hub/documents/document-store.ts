import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, mkdir, open, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

/** Keeps documents by the hash of their content (SYN-53): the same content is kept once and never changes. */
export interface DocumentStore {
  /** On disk when it returns. `documentId` must be `documentIdOf(content)`. */
  put(documentId: string, content: Uint8Array): Promise<void>
  /** The content, or undefined when it is not here. */
  open(documentId: string): Promise<Readable | undefined>
}

/** SHA-256 of the content, lower-case hex. */
export function documentIdOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** Files in a folder, spread over 256 sub-folders. `newId` names files while they are being written. */
export function openDocumentFolder(folder: string, newId: () => string): DocumentStore {
  function pathOf(documentId: string): string {
    return join(folder, documentId.slice(0, 2), documentId)
  }
  return {
    async put(documentId, content) {
      const path = pathOf(documentId)
      if (await exists(path)) return
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const draft = `${path}.${newId()}`
      const file = await open(draft, 'wx', 0o600)
      try {
        await file.writeFile(content)
        // Flushed before it gets its name: a file with a document's name is whole, also after a power cut.
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(draft, path)
    },
    async open(documentId) {
      const path = pathOf(documentId)
      return (await exists(path)) ? createReadStream(path) : undefined
    },
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch {
    return false
  }
}
