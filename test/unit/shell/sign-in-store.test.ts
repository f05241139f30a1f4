import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Keychain } from '#shell/keychain.ts'
import { openSignInStore, type SignInStore } from '#shell/sign-in-store.ts'
import { isWebAddress } from '#shell/web-address.ts'

let root: string
let folder: string
const failures: unknown[] = []
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'beslisdesk-sign-in-'))
  folder = path.join(root, 'desk')
  failures.length = 0
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** A system's keychain: turns the text around behind a secret of its own, opens nothing wrapped with another. */
function aKeychain(secret: string, state: { protects?: boolean } = {}): Keychain {
  return {
    protects: () => state.protects ?? true,
    wrap: (text) => Buffer.from(`${secret}:${[...text].toReversed().join('')}`),
    unwrap(wrapped) {
      const [by, text = ''] = wrapped.toString().split(':')
      if (by !== secret) throw new Error('wrapped by another')
      return [...text].toReversed().join('')
    },
  }
}

function open(keychain: Keychain, sampleDataAllowed = false): SignInStore {
  return openSignInStore({ folder, keychain, sampleDataAllowed, onFailure: (failure) => failures.push(failure) })
}

test('[AUT-5] what renews a sign-in is kept by the keychain, and readable by its owner only', () => {
  const store = open(aKeychain('a'))
  expect(store.read()).toBeNull()
  store.keep('geheim')
  expect(open(aKeychain('a')).read()).toBe('geheim')
  const [file = ''] = readdirSync(folder)
  expect(readFileSync(path.join(folder, file), 'utf8')).not.toContain('geheim')
  expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600)
  expect(failures).toEqual([])
})

test('[AUT-5] what is forgotten leaves nothing behind, and forgetting twice is no fault', () => {
  const store = open(aKeychain('a'))
  store.keep('geheim')
  store.keep(null)
  store.keep(null)
  expect(readdirSync(folder)).toEqual([])
  expect(store.read()).toBeNull()
  expect(failures).toEqual([])
})

test('[AUT-5] without a keychain only the sign-in of sample data is kept, in a file for its owner alone', () => {
  const none = aKeychain('a', { protects: false })
  open(none).keep('geheim')
  expect(open(none).read()).toBeNull()
  expect(readdirSync(root)).toEqual([])
  open(none, true).keep('geheim')
  expect(open(none, true).read()).toBe('geheim')
  expect(statSync(path.join(folder, 'sign-in-sample.json')).mode & 0o777).toBe(0o600)
})

test('[AUT-5] what another keychain wrapped, or what is damaged, is as if nobody were signed in', () => {
  open(aKeychain('a')).keep('geheim')
  expect(open(aKeychain('b')).read()).toBeNull()
  expect(failures).toHaveLength(1)
  open(aKeychain('b')).keep('ander')
  expect(open(aKeychain('b')).read()).toBe('ander')
})

test('[AUT-5] a folder that cannot be written costs a sign-in at the next start, and nothing more', () => {
  writeFileSync(folder, 'a file where the folder should be')
  const store = open(aKeychain('a'))
  store.keep('geheim')
  expect(store.read()).toBeNull()
  expect(failures.length).toBeGreaterThan(0)
})

test('[AUT-2] only web addresses that nobody can listen in on are handed to the system', () => {
  for (const good of [
    'https://id.example/auth?x=1',
    'http://127.0.0.1:7420/oidc/auth',
    'http://localhost:1/',
    'http://[::1]:1/',
  ]) {
    expect([good, isWebAddress(good)]).toEqual([good, true])
  }
  const bad = [
    'http://id.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://x/y',
    'https://a:b@id.example/',
    'x',
    '',
  ]
  for (const address of bad) expect([address, isWebAddress(address)]).toEqual([address, false])
})
