import { SqliteFailure, sqliteErrno } from './sqlite3-connection.ts'
import { NoEncryption } from './sqlite-file.ts'

/** Why a database did not open or stopped working; the codes are the screen's (DeskRefusalReason). `detail` names no person. */
export interface DatabaseRefusal {
  reason:
    | 'no_encryption'
    | 'wrong_key'
    | 'newer_version'
    | 'damaged'
    | 'read_only'
    | 'disk_full'
    | 'in_use'
    | 'cannot_open'
  detail: string
}

const BUSY = 5
const LOCKED = 6
const READONLY = 8
const IOERR = 10
const CORRUPT = 11
const FULL = 13
const NOTADB = 26

/** Reads SQLite's and the system's error as a refusal. A file that will not decrypt is the wrong key unless the key is known to be right. */
export function databaseRefusal(error: unknown, keyKnownRight: boolean): DatabaseRefusal {
  const detail = error instanceof Error ? error.message.slice(0, 300) : 'unknown'
  if (error instanceof NoEncryption) return { reason: 'no_encryption', detail }
  const system = (error as { code?: unknown } | null)?.code
  if (system === 'ENOSPC' || system === 'EDQUOT') return { reason: 'disk_full', detail }
  if (system === 'EROFS' || system === 'EACCES' || system === 'EPERM') return { reason: 'read_only', detail }
  switch (errnoOf(error)) {
    case BUSY:
    case LOCKED:
      return { reason: 'in_use', detail }
    case READONLY:
      return { reason: 'read_only', detail }
    case FULL:
      return { reason: 'disk_full', detail }
    case IOERR:
    case CORRUPT:
      return { reason: 'damaged', detail }
    case NOTADB:
      return { reason: keyKnownRight ? 'damaged' : 'wrong_key', detail }
    default:
      return { reason: 'cannot_open', detail }
  }
}

/** The refusal behind a failed statement of an open database, or undefined when the failure is not the file's fault. */
export function fileFailure(error: unknown): DatabaseRefusal | undefined {
  const errno = errnoOf(error)
  if (errno !== FULL && errno !== READONLY && errno !== IOERR && errno !== CORRUPT && errno !== NOTADB) return undefined
  return databaseRefusal(error, true)
}

function errnoOf(error: unknown): number {
  return error instanceof SqliteFailure ? error.errno : sqliteErrno(error)
}
