import { FileWasNotFound, type MiscellaneousOptions } from '@flystorage/file-storage'
import { LocalStorageAdapter } from '@flystorage/local-fs'
import { type FileHandle, mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { ByteRange } from './byte-range.ts'

/** Files of a folder, as the library keeps them, but flushed before they get their name, and read in part. */
export class FlushedFolderAdapter extends LocalStorageAdapter {
  readonly #folder: string
  readonly #newId: () => string

  /** `newId` names files while they are being written. */
  constructor(folder: string, newId: () => string) {
    super(folder)
    this.#folder = folder
    this.#newId = newId
  }

  override async write(path: string, contents: Readable): Promise<void> {
    const file = join(this.#folder, path)
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    const draft = `${file}.${this.#newId()}`
    const handle = await open(draft, 'wx', 0o600)
    try {
      await writeFile(handle, contents)
      // Flushed before it gets its name: a file with a document's name is whole, also after a power cut.
      await handle.sync()
      await handle.close()
      await rename(draft, file)
      await flushFolder(dirname(file))
    } catch (error) {
      await handle.close().catch(() => {})
      await rm(draft, { force: true })
      throw error
    }
  }

  /** A reader that leaves early closes the file. Throws FileWasNotFound before anything is read. */
  override async read(path: string, options: MiscellaneousOptions & { range?: ByteRange }): Promise<Readable> {
    const { range } = options
    const handle = await openExisting(path, join(this.#folder, path))
    return handle.createReadStream(range ?? {})
  }
}

async function openExisting(path: string, file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw FileWasNotFound.atLocation(path, { context: {}, cause: error })
    }
    throw error
  }
}

async function flushFolder(folder: string): Promise<void> {
  // Windows knows no flushing of folders; its file system keeps names in a journal of its own.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
