import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Keychain } from './keychain.ts'

export interface DeskKey {
  /** 32 bytes in lower-case hex; null when it cannot be kept safely here, or not be had now. */
  keyHex: string | null
  /** The key stands in a file: only ever for sample data. */
  sampleData: boolean
}

export interface KeyPlace {
  /** Folder of the application's data. */
  folder: string
  keychain: Keychain
  /** Without a keychain that protects the key may stand in a file. */
  sampleDataAllowed: boolean
  /** Hears why there is no key. */
  onFailure(failure: unknown): void
}

const KEY = /^[0-9a-f]{64}$/

/** The key of the desk's database, wrapped by the system's keychain. Made once; a file that exists is never written over. Never throws: without a key the desk says so. */
export function readKey(place: KeyPlace): DeskKey {
  try {
    mkdirSync(place.folder, { recursive: true, mode: 0o700 })
    if (place.keychain.protects()) return { keyHex: readWrappedKey(place), sampleData: false }
    if (place.sampleDataAllowed) return { keyHex: readSampleKey(place.folder), sampleData: true }
  } catch (failure) {
    place.onFailure(failure)
  }
  return { keyHex: null, sampleData: false }
}

/**
 * A key that the keychain no longer opens (another keychain, a moved profile) stays where it is, should the keychain come back; a second one takes its place.
 * The desk then refuses with `wrong_key`, and the officer may rebuild it from the hub. Only a keychain that is seen to work is given a second key: a failure
 * that passes would leave the desk between two.
 */
function readWrappedKey({ folder, keychain }: KeyPlace): string {
  const first = path.join(folder, 'key.bin')
  const second = path.join(folder, 'key-2.bin')
  if (!existsSync(first)) writeOnce(first, wrapNewKey(keychain))
  const wrapped = readFileSync(first)
  try {
    return checked(keychain.unwrap(wrapped))
  } catch {
    if (!existsSync(second)) writeOnce(second, wrapNewKey(keychain))
  }
  return checked(keychain.unwrap(readFileSync(second)))
}

/** A new key, wrapped and seen to come out again. */
function wrapNewKey(keychain: Keychain): Buffer {
  const key = randomBytes(32).toString('hex')
  const wrapped = keychain.wrap(key)
  if (keychain.unwrap(wrapped) !== key) throw new Error('the keychain does not give back what it was given')
  return wrapped
}

function readSampleKey(folder: string): string {
  const file = path.join(folder, 'key-sample.bin')
  if (!existsSync(file)) writeOnce(file, randomBytes(32))
  return checked(readFileSync(file).toString('hex'))
}

function checked(key: string): string {
  if (!KEY.test(key)) throw new Error('what is kept as a key is none')
  return key
}

/** The whole of it or nothing: half a key would open nothing for ever. */
function writeOnce(file: string, content: Buffer): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}
