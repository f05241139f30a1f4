import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type DeskKey, readKey } from '#shell/key-store.ts'
import type { Keychain } from '#shell/keychain.ts'

let folder: string
const failures: unknown[] = []
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'beslisdesk-key-'))
  failures.length = 0
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A system's keychain: wraps with a secret of its own, opens nothing wrapped with another. */
function aKeychain(secret: string, state: { fails?: boolean; protects?: boolean } = {}): Keychain {
  const work = <Value>(value: () => Value) => {
    if (state.fails) throw new Error('the keychain is locked')
    return value()
  }
  return {
    protects: () => state.protects ?? true,
    wrap: (text) => work(() => Buffer.from(`${secret}:${text}`)),
    unwrap: (wrapped) =>
      work(() => {
        const [by, text = ''] = wrapped.toString().split(':')
        if (by !== secret) throw new Error('wrapped by another')
        return text
      }),
  }
}

function read(keychain: Keychain, sampleDataAllowed = false): DeskKey {
  return readKey({ folder, keychain, sampleDataAllowed, onFailure: (failure) => failures.push(failure) })
}

test('the key is made once, and the same at every start', () => {
  const first = read(aKeychain('a'))
  expect(first).toEqual({ keyHex: expect.stringMatching(/^[0-9a-f]{64}$/), sampleData: false })
  expect(read(aKeychain('a'))).toEqual(first)
  expect(readdirSync(folder)).toEqual(['key.bin'])
  expect(statSync(path.join(folder, 'key.bin')).mode & 0o777).toBe(0o600)
})

test('a keychain that fails for a while makes no second key: there is none until it works again', () => {
  const first = read(aKeychain('a'))
  expect(read(aKeychain('a', { fails: true }))).toEqual({ keyHex: null, sampleData: false })
  expect(failures).toEqual([new Error('the keychain is locked')])
  expect(readdirSync(folder)).toEqual(['key.bin'])
  expect(read(aKeychain('a'))).toEqual(first)
})

test('another keychain that works gets a key of its own, and the first is there when its keychain comes back', () => {
  const first = read(aKeychain('a'))
  const second = read(aKeychain('b'))
  expect(second.keyHex).toMatch(/^[0-9a-f]{64}$/)
  expect(second).not.toEqual(first)
  expect(read(aKeychain('b'))).toEqual(second)
  expect(read(aKeychain('a'))).toEqual(first)
})

test('a keychain that gives back something else is not trusted with a key', () => {
  const forgetful = { ...aKeychain('a'), unwrap: () => 'f'.repeat(64) }
  expect(read(forgetful).keyHex).toBeNull()
  expect(readdirSync(folder)).toEqual([])
})

test.each(['', 'a:abc', `a:${'F'.repeat(64)}`])(
  'what is kept as a key and is none does not reach the desk: %j',
  (kept) => {
    writeFileSync(path.join(folder, 'key.bin'), kept)
    const { keyHex } = read(aKeychain('a'))
    expect(keyHex).toMatch(/^[0-9a-f]{64}$/)
    expect(readFileSync(path.join(folder, 'key.bin'), 'utf8')).toBe(kept)
  },
)

test('a key that cannot be read or kept is no key, and no crash', () => {
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'a file in the way')
  expect(read(aKeychain('a'))).toEqual({ keyHex: null, sampleData: false })
  expect(failures).toHaveLength(1)
})

test('without a keychain that protects there is a key for sample data only, and a broken one is none', () => {
  const open = aKeychain('a', { protects: false })
  expect(read(open)).toEqual({ keyHex: null, sampleData: false })
  expect(readdirSync(folder)).toEqual([])
  const sample = read(open, true)
  expect(sample).toEqual({ keyHex: expect.stringMatching(/^[0-9a-f]{64}$/), sampleData: true })
  expect(read(open, true)).toEqual(sample)
  writeFileSync(path.join(folder, 'key-sample.bin'), 'short')
  expect(read(open, true)).toEqual({ keyHex: null, sampleData: false })
})
