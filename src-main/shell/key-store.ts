import { safeStorage } from 'electron'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export interface DeskKey {
  /** 32 bytes in lower-case hex; null when it cannot be kept safely here. */
  keyHex: string | null
  /** The key stands in a file: only ever for sample data. */
  sampleData: boolean
}

/** The key of the desk's database, wrapped by the system's keychain. Made once; a file that exists is never written over. */
export function readKey(userData: string, sampleDataAllowed: boolean): DeskKey {
  mkdirSync(userData, { recursive: true, mode: 0o700 })
  if (hasKeychain()) return { keyHex: readWrappedKey(userData), sampleData: false }
  if (!sampleDataAllowed) return { keyHex: null, sampleData: false }
  const file = path.join(userData, 'key-sample.bin')
  if (!existsSync(file)) writeOnce(file, randomBytes(32))
  return { keyHex: readFileSync(file).toString('hex'), sampleData: true }
}

/** A keychain that really protects: on Linux `basic_text` wraps with a password everybody knows. */
function hasKeychain(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
}

/**
 * A key that the keychain no longer opens (another keychain, a moved profile) stays where it is, should the keychain come back; a second one
 * takes its place. The desk then refuses with `wrong_key`, and the officer may rebuild it from the hub.
 */
function readWrappedKey(userData: string): string {
  const first = path.join(userData, 'key.bin')
  if (!existsSync(first)) writeOnce(first, wrapNewKey())
  const key = unwrap(first)
  if (key !== undefined) return key
  const second = path.join(userData, 'key-2.bin')
  if (!existsSync(second)) writeOnce(second, wrapNewKey())
  return safeStorage.decryptString(readFileSync(second))
}

function wrapNewKey(): Buffer {
  return safeStorage.encryptString(randomBytes(32).toString('hex'))
}

function unwrap(file: string): string | undefined {
  try {
    return safeStorage.decryptString(readFileSync(file))
  } catch {
    return undefined
  }
}

function writeOnce(file: string, content: Buffer): void {
  writeFileSync(file, content, { mode: 0o600, flag: 'wx', flush: true })
}
