import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Keychain } from './keychain.ts'

export interface SignInPlace {
  /** Folder of one person at one hub. */
  folder: string
  keychain: Keychain
  /** Without a keychain that protects the sign-in may stand in a file, as the key does. */
  sampleDataAllowed: boolean
  /** Hears why it could not be read or kept; never what it was. */
  onFailure(failure: unknown): void
}

/** The sign-in of a desk between two runs of the program: wrapped by the system's keychain, or, with sample data alone, in a file that only its owner may read. */
export interface SignInStore {
  /** What was kept; null when nothing was, or the keychain does not open it: the person signs in again. */
  read(): string | null
  /** Keeps this instead; null forgets it. Never throws: what cannot be kept costs a sign-in at the next start. */
  keep(text: string | null): void
}

const WRAPPED = 'sign-in.bin'
const SAMPLE = 'sign-in-sample.json'

export function openSignInStore(place: SignInPlace): SignInStore {
  const { folder, keychain, sampleDataAllowed } = place
  const safe = keychain.protects()
  const file = path.join(folder, safe ? WRAPPED : SAMPLE)

  function attempt<Value>(work: () => Value, otherwise: Value): Value {
    try {
      return work()
    } catch (failure) {
      if (!isAbsence(failure)) place.onFailure(failure)
      return otherwise
    }
  }

  return {
    read() {
      if (!safe && !sampleDataAllowed) return null
      return attempt(() => (safe ? keychain.unwrap(readFileSync(file)) : readFileSync(file, 'utf8')), null)
    },
    keep(text) {
      if (!safe && !sampleDataAllowed) return
      attempt(() => {
        if (text === null) {
          rmSync(file, { force: true })
          return
        }
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        // The whole of it or nothing: half a token signs nobody in.
        writeFileSync(`${file}.new`, safe ? keychain.wrap(text) : text, { mode: 0o600, flush: true })
        renameSync(`${file}.new`, file)
      }, undefined)
    },
  }
}

function isAbsence(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure && failure.code === 'ENOENT'
}
