import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readConfig } from '#hub/config.ts'
import { isInside } from '#hub/webhooks/inside.ts'
import { deliveryId, signatureOf, toMessage } from '#hub/webhooks/message.ts'
import { judgeTry } from '#hub/webhooks/next-try.ts'
import { NOW } from '#test/support/case-builder.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const KEY = Buffer.from(SECRET.slice(6), 'base64')

test('[WHK-2] a message is signed as Standard Webhooks has it', () => {
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: '1614265330', body: '{"test": 2432232314}' }
  expect(signatureOf(KEY, message)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('[WHK-1] a message says that there is a decision and where, and names nobody', () => {
  const zgw = { base: 'https://hub.example.org', rsin: '000000000' }
  const caseId = '01970000-0000-7000-8000-000000000001'
  const delivery = { delivery_id: deliveryId('u', 'c'), url: 'https://x.example', case_id: caseId, decided_at: NOW }
  const { headers, body } = toMessage(zgw, delivery, { key: KEY, now: NOW })
  const besluit = `https://hub.example.org/v1/zgw/besluiten/${caseId}`
  expect(JSON.parse(body)).toEqual({
    kanaal: 'besluiten',
    hoofdObject: besluit,
    resource: 'besluit',
    resourceUrl: besluit,
    actie: 'create',
    aanmaakdatum: NOW,
    kenmerken: { verantwoordelijkeOrganisatie: '000000000' },
  })
  expect(headers['webhook-id']).toBe(delivery.delivery_id)
  expect(headers['webhook-timestamp']).toBe(String(Date.parse(NOW) / 1_000))
})

test('[WHK-2] the id of a message is the same for the same receiver and act, and another for any other', () => {
  fc.assert(
    fc.property(fc.webUrl(), fc.webUrl(), fc.uuid(), fc.uuid(), (url, otherUrl, act, otherAct) => {
      fc.pre(url !== otherUrl && act !== otherAct)
      const ids = [deliveryId(url, act), deliveryId(otherUrl, act), deliveryId(url, otherAct)]
      expect(new Set(ids).size).toBe(3)
      expect(deliveryId(url, act)).toBe(ids[0])
    }),
  )
})

test('[WHK-2] waits double up to six hours, spread, and no sooner than was asked; after about three days it is given up', () => {
  const at = (attempts: number, posted = { status: 500, retryAfterMs: null as number | null }) =>
    judgeTry(posted, { deliveryId: 'd', attempts })
  let total = 0
  for (let attempts = 1; attempts < 26; attempts += 1) {
    const verdict = at(attempts)
    if (verdict.state !== 'due') throw new Error(`given up after ${attempts}`)
    const whole = Math.min(6 * 3_600_000, 5_000 * 2 ** (attempts - 1))
    expect(verdict.waitMs).toBeGreaterThanOrEqual(whole / 2)
    expect(verdict.waitMs).toBeLessThanOrEqual(whole)
    total += verdict.waitMs
  }
  expect(total / 86_400_000).toBeGreaterThan(1.5)
  expect(total / 86_400_000).toBeLessThan(4)
  expect(at(26)).toEqual({ state: 'dead', error: 'answered 500' })
  expect(at(1, { status: 410, retryAfterMs: null })).toEqual({ state: 'dead', error: 'answered 410' })
  expect(at(1, { status: 503, retryAfterMs: 60_000 })).toMatchObject({ state: 'due', waitMs: 60_000 })
  expect(at(1, { status: 301, retryAfterMs: null })).toMatchObject({ state: 'due' })
  expect(judgeTry({ failure: 'timeout' }, { deliveryId: 'd', attempts: 1 })).toMatchObject({
    state: 'due',
    error: 'timeout',
  })
  expect(at(7, { status: 204, retryAfterMs: null })).toEqual({ state: 'delivered' })
  expect(judgeTry({ failure: 'x' }, { deliveryId: 'a', attempts: 5 })).not.toEqual(
    judgeTry({ failure: 'x' }, { deliveryId: 'b', attempts: 5 }),
  )
})

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '255.255.255.255',
  '224.0.0.1',
  '::1',
  '[::1]',
  '::',
  'fd00::1',
  'fe80::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'no-address',
  '',
])('[WHK-4] %s is no address outside', (address) => {
  expect(isInside(address)).toBe(true)
})

test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2a00:1450:400e:80e::200e', '::ffff:8.8.8.8'])(
  '[WHK-4] %s is outside',
  (address) => {
    expect(isInside(address)).toBe(false)
  },
)

test.each([
  [{ BESLISDESK_WEBHOOK_URLS: 'http://receiver.example' }, 'BESLISDESK_WEBHOOK_URLS'],
  [{ BESLISDESK_WEBHOOK_URLS: 'https://a.example,ftp://b.example' }, 'ftp://b.example'],
  [{ BESLISDESK_WEBHOOK_URLS: 'https://user:pass@a.example' }, 'BESLISDESK_WEBHOOK_URLS'],
  [{ BESLISDESK_WEBHOOK_URLS: 'https://a.example', BESLISDESK_WEBHOOK_SECRET: '' }, 'BESLISDESK_WEBHOOK_SECRET'],
  [{ BESLISDESK_WEBHOOK_URLS: 'https://a.example', BESLISDESK_PUBLIC_URL: '' }, 'BESLISDESK_PUBLIC_URL'],
  [{ BESLISDESK_WEBHOOK_SECRET: 'whsec_kort' }, 'BESLISDESK_WEBHOOK_SECRET'],
])('[WHK-4] settings that cannot work are named: %o', (settings, named) => {
  const sound = { BESLISDESK_WEBHOOK_SECRET: SECRET, BESLISDESK_PUBLIC_URL: 'https://hub.example.org' }
  const config = readConfig({ ...sound, ...settings })
  expect(config.ok ? '' : config.refusal.join()).toContain(named)
})

test('[WHK-4] receivers are named once each, with https or on this machine', () => {
  const urls = 'https://a.example/x, http://127.0.0.1:8080/y,https://a.example/x'
  const config = readConfig({
    BESLISDESK_WEBHOOK_URLS: urls,
    BESLISDESK_WEBHOOK_SECRET: SECRET,
    BESLISDESK_PUBLIC_URL: 'https://hub.example.org',
  })
  expect(config).toMatchObject({
    ok: true,
    value: {
      operating: {
        webhooks: { urls: ['https://a.example/x', 'http://127.0.0.1:8080/y'], key: KEY, insideAllowed: false },
      },
    },
  })
})
