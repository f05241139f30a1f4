import fs from 'node:fs/promises'
import { ok, type Result, refuse } from '#core/result.ts'

/** A batch file as it will be sent: its bytes unchanged, and the institution it names. */
export interface BatchFile {
  bytes: Uint8Array
  /** Null when the file names none; the hub then says so. */
  brin: string | null
}

/** Reads a batch file, or tells in a sentence why it cannot be sent: not readable, not UTF-8, or not JSON (with line and column). */
export async function readBatchFile(file: string): Promise<Result<BatchFile, string>> {
  let bytes: Uint8Array
  try {
    bytes = await fs.readFile(file)
  } catch (error) {
    return refuse(`${file} cannot be read: ${whyUnreadable(error)}.`)
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return refuse(`${file} is not UTF-8. Save it in that encoding and send it again.`)
  }
  if (text.startsWith('\uFEFF')) return refuse(`${file} begins with a byte order mark. Save it as UTF-8 without one.`)
  try {
    return ok({ bytes, brin: brinOf(JSON.parse(text)) })
  } catch (error) {
    return refuse(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}.`)
  }
}

function brinOf(batch: unknown): string | null {
  if (typeof batch !== 'object' || batch === null || !('brin' in batch)) return null
  return typeof batch.brin === 'string' ? batch.brin : null
}

const CAUSES: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'reading it is not allowed',
}

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return CAUSES[code] ?? (error instanceof Error ? error.message : String(error))
}
