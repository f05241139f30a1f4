import { createHmac, timingSafeEqual } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

/**
 * A mark beside the database by which a wrong key is told from a damaged file: to the cipher both look the same. It is an HMAC under the 32 random bytes
 * of the key, so it gives nothing away.
 */
export type KeyCheck = 'right' | 'wrong' | 'absent'

export function checkKey(databasePath: string, key: Buffer): KeyCheck {
  let kept: Buffer
  try {
    kept = readFileSync(keyCheckPath(databasePath))
  } catch {
    return 'absent'
  }
  const expected = mark(key)
  return kept.length === expected.length && timingSafeEqual(kept, expected) ? 'right' : 'wrong'
}

export function writeKeyCheck(databasePath: string, key: Buffer): void {
  writeFileSync(keyCheckPath(databasePath), mark(key), { mode: 0o600 })
}

export function keyCheckPath(databasePath: string): string {
  return `${databasePath}.key-check`
}

function mark(key: Buffer): Buffer {
  return createHmac('sha256', key).update('beslisdesk key check 1').digest()
}
