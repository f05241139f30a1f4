import { safeStorage } from 'electron'

/** The system's keychain, as far as a key is kept by it. Both ways throw when it fails. */
export interface Keychain {
  /** Whether it really protects. */
  protects(): boolean
  wrap(text: string): Buffer
  unwrap(wrapped: Buffer): string
}

export const systemKeychain: Keychain = {
  protects() {
    if (!safeStorage.isEncryptionAvailable()) return false
    // On Linux `basic_text` wraps with a password everybody knows.
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
  },
  wrap: (text) => safeStorage.encryptString(text),
  unwrap: (wrapped) => safeStorage.decryptString(wrapped),
}
