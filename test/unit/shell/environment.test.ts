import { expect, test } from 'vitest'
import { readEnvironment } from '#shell/environment.ts'

const hubUrlOf = (hub: string) => readEnvironment({ BESLISDESK_HUB: hub }).hubUrl

test.each([
  ['https://hub.ind.example/', 'https://hub.ind.example'],
  ['http://127.0.0.1:7420', 'http://127.0.0.1:7420'],
  ['http://127.1:7420', 'http://127.0.0.1:7420'],
  ['http://LOCALHOST:7420/', 'http://localhost:7420'],
  ['http://[::1]:7420', 'http://[::1]:7420'],
])('the hub may be at %s', (given, url) => {
  expect(hubUrlOf(given)).toBe(url)
})

test('the browser opens as asked, at the start or never, and nothing else', () => {
  expect(readEnvironment({}).signIn).toBe('as_asked')
  expect(readEnvironment({ BESLISDESK_SIGN_IN: 'by_hand' }).signIn).toBe('by_hand')
  expect(() => readEnvironment({ BESLISDESK_SIGN_IN: 'ja' })).toThrow('BESLISDESK_SIGN_IN is neither')
})

test.each([
  'http://hub.ind.example',
  'http://10.0.0.4:7420',
  'http://127.0.0.1.example',
  'http://localhost.example',
  'http://[::2]:7420',
  'http://127.0.0.1@hub.ind.example',
  'ftp://127.0.0.1',
  'hub',
])('the desk speaks to no hub at %s, and says why', (given) => {
  expect(() => hubUrlOf(given)).toThrow('BESLISDESK_HUB is not an https address')
})
