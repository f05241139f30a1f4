import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asOwner } from '#db/hub/open.ts'
import { signatureOf } from '#hub/webhooks/message.ts'
import type { WebhookSettings } from '#hub/webhooks/webhook-settings.ts'
import { NOW } from '#test/support/case-builder.ts'
import { ask, commandBy, push, seedHub, send } from '#test/support/hub-client.ts'
import { answerEverything, caseFileAt, grantBy } from '#test/support/hub-cases.ts'
import { type Engine, onBothEngines } from '#test/support/hub-engines.ts'
import { startTestHub, type TestHub } from '#test/support/hub.ts'
import { type Received, type Receiver, startReceiver } from '#test/support/receiver.ts'

const KEY = Buffer.alloc(32, 5)
const PUBLIC = 'https://hub.example.org'
const LATER = '2026-06-08T10:30:00.000Z'

interface Undelivered {
  deliveries: { deliveryId: string; url: string; state: string; attempts: number; lastError: string | null }[]
}

onBothEngines('webhooks', (engine) => {
  const receivers: Receiver[] = []
  let receiver: Receiver
  let hub: TestHub
  let caseIds: string[]
  beforeAll(async () => {
    receiver = await receive()
    hub = await hubTelling(engine, [receiver.url])
    caseIds = await seedHub(hub, { cases: 6 })
  })
  afterAll(async () => {
    for (const one of receivers) await one.close()
  })

  async function receive(): Promise<Receiver> {
    const one = await startReceiver()
    receivers.push(one)
    return one
  }

  function settings(urls: string[], more: Partial<WebhookSettings> = {}) {
    return {
      webhooks: { urls, key: KEY, insideAllowed: true, patienceMs: 5_000, lookMs: 20, ...more },
      zgw: { publicUrl: PUBLIC, rsin: '000000000' },
    }
  }

  async function hubTelling(on: Engine, urls: string[], more: Partial<WebhookSettings> = {}): Promise<TestHub> {
    return await on.startHub({ operating: settings(urls, more) })
  }

  /** Nothing more arrives: some looks later there is still as much. */
  async function staysAt(of: Receiver, count: number): Promise<void> {
    await delay(200)
    expect(of.received).toHaveLength(count)
  }

  test('[WHK-1] each decision is told once, signed, and where to find it; nothing else is', async () => {
    const [caseId = ''] = caseIds
    await push(hub, 'officer-1', [commandBy('officer-1', 'addNote', caseId, { text: 'geheim' }, { baseVersion: 2 })])
    const decision = await decide(hub, caseId)
    await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(1)
    await push(hub, 'officer-1', [decision])
    await staysAt(receiver, 1)
    const [message] = receiver.received
    if (message === undefined) throw new Error('no message')
    expect(verified(message)).toMatchObject({ kanaal: 'besluiten', actie: 'create', resource: 'besluit' })
    expect(message.body).not.toMatch(/Silva|geheim|Noor/)
    const { hoofdObject } = JSON.parse(message.body) as { hoofdObject: string }
    const besluit = await ask<{ datum: string }>(hub, 'auditor-1', 'GET', hoofdObject.slice(PUBLIC.length))
    expect(besluit.datum).toBe('2026-06-08')
    expect(await ask<Undelivered>(hub, 'administrator', 'GET', '/v1/admin/webhooks')).toEqual({ deliveries: [] })
  })

  test('[WHK-1] a decision that is not kept is not told, and one that is kept is', async () => {
    const before = receiver.received.length
    const [, caseId = ''] = caseIds
    const { commands, file } = await prepare(hub, caseId)
    await push(hub, 'officer-1', commands)
    const decision = grantBy('officer-1', await file())
    await asOwner(hub.database, async (trx) => {
      await sql`create function break_off() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`.execute(
        trx,
      )
      await sql`create trigger break_off before insert on command_receipt for each statement execute function break_off()`.execute(
        trx,
      )
    })
    const body = { protocol: 1, deskId: 'desk-of-officer-1', commands: [decision] }
    expect((await send(hub, 'officer-1', 'POST', '/v1/sync/push', body)).status).toBe(500)
    await staysAt(receiver, before)
    await asOwner(hub.database, async (trx) => await sql`drop trigger break_off on command_receipt`.execute(trx))
    const { receipts } = await push(hub, 'officer-1', [decision])
    expect(receipts.map((receipt) => receipt.outcome)).toEqual(['accepted'])
    await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(before + 1)
  })

  test('[WHK-2] what a receiver does not take is sent again later under the same id, until it does', async () => {
    const before = receiver.received.length
    receiver.behave(500)
    await decide(hub, caseIds[2] ?? '')
    await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(before + 1)
    await staysAt(receiver, before + 1)
    receiver.behave(204)
    hub.at(LATER)
    await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(before + 2)
    const [first, second] = receiver.received.slice(before).map((one) => one.headers)
    expect(second?.['webhook-id']).toBe(first?.['webhook-id'])
    expect(second?.['webhook-timestamp']).not.toBe(first?.['webhook-timestamp'])
    verified(receiver.received.at(-1))
    hub.at('2026-06-09T10:30:00.000Z')
    await staysAt(receiver, before + 2)
    hub.at(NOW)
  })

  test('[WHK-2] a receiver that hangs is given up on for now; that it took the message after all, its id tells it the next time', async () => {
    const slow = await receive()
    const other = await hubTelling(engine, [slow.url], { patienceMs: 150 })
    const [caseId = ''] = await seedHub(other, { cases: 1 })
    slow.behave((response) => void delay(400).then(() => response.writeHead(200).end()))
    await decide(other, caseId)
    await expect.poll(async () => (await undelivered(other))[0]?.lastError, { timeout: 10_000 }).toBe('timeout')
    slow.behave(200)
    other.at(LATER)
    await expect.poll(async () => await undelivered(other), { timeout: 10_000 }).toEqual([])
    expect(slow.received).toHaveLength(2)
    expect(new Set(slow.received.map((one) => one.headers['webhook-id'])).size).toBe(1)
  })

  test('[WHK-2] of two processes on one database each message is one’s to send', async () => {
    const shared = await receive()
    const first = await hubTelling(engine, [shared.url])
    const ids = await seedHub(first, { cases: 12 })
    const second = await startTestHub({ database: first.database, now: NOW, operating: settings([shared.url]) })
    for (const caseId of ids) await decide(first, caseId)
    await expect.poll(() => shared.received.length, { timeout: 20_000 }).toBe(12)
    await staysAt(shared, 12)
    expect(new Set(shared.received.map((one) => one.headers['webhook-id'])).size).toBe(12)
    await second.close()
  })

  test('[WHK-3] what is given up is listed with its last error, and tried again when an administrator says so', async () => {
    const before = receiver.received.length
    receiver.behave(410)
    await decide(hub, caseIds[3] ?? '')
    await expect.poll(async () => (await undelivered(hub))[0]?.state, { timeout: 10_000 }).toBe('dead')
    expect(await undelivered(hub)).toMatchObject([{ url: receiver.url, attempts: 1, lastError: 'answered 410' }])
    hub.at(LATER)
    await staysAt(receiver, before + 1)
    receiver.behave(200)
    expect(await ask(hub, 'administrator', 'POST', '/v1/admin/webhooks/retry')).toEqual({ retried: 1 })
    await expect.poll(async () => await undelivered(hub), { timeout: 10_000 }).toEqual([])
    expect(receiver.received).toHaveLength(before + 2)
    hub.at(NOW)
  })

  test('[WHK-4] a receiver inside is not told unless that is set, by its address or by a name that leads there; a redirect is not followed', async () => {
    const inside = await receive()
    const byName = inside.url.replace('127.0.0.1', 'localhost')
    const guarded = await hubTelling(engine, [inside.url, byName], { insideAllowed: false })
    const [caseId = ''] = await seedHub(guarded, { cases: 1 })
    await decide(guarded, caseId)
    await expect
      .poll(async () => (await undelivered(guarded)).map((one) => one.lastError), { timeout: 10_000 })
      .toEqual(['inside', 'INSIDE'])
    expect(inside.received).toEqual([])
    const before = receiver.received.length
    receiver.behave((response) => response.writeHead(302, { location: inside.url }).end())
    await decide(hub, caseIds[4] ?? '')
    await expect.poll(async () => (await undelivered(hub))[0]?.lastError, { timeout: 10_000 }).toBe('answered 302')
    expect([receiver.received.length, inside.received.length]).toEqual([before + 1, 0])
  })
})

async function undelivered(hub: TestHub): Promise<Undelivered['deliveries']> {
  return (await ask<Undelivered>(hub, 'administrator', 'GET', '/v1/admin/webhooks')).deliveries
}

async function prepare(hub: TestHub, caseId: string) {
  const file = async () => await caseFileAt(hub, caseId)
  return { commands: [answerEverything('officer-1', await file())], file }
}

/** Grants a case; gives the act. */
async function decide(hub: TestHub, caseId: string) {
  const { commands, file } = await prepare(hub, caseId)
  await push(hub, 'officer-1', commands)
  const decision = grantBy('officer-1', await file())
  const { receipts } = await push(hub, 'officer-1', [decision])
  if (receipts[0]?.outcome !== 'accepted') throw new Error(JSON.stringify(receipts))
  return decision
}

/** The body of a message whose signature fits. */
function verified(message: Received | undefined): unknown {
  if (message === undefined) throw new Error('no message')
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = message.headers
  const expected = signatureOf(KEY, { id: String(id), timestamp: String(timestamp), body: message.body })
  if (signature !== expected) throw new Error('the signature does not fit')
  return JSON.parse(message.body)
}
