import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { PushAnswer } from '#contract/wire.ts'
import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import { lockInTrx } from '#db/hub/locks.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { commandBy, seedHub, send, submit } from '#test/support/hub-client.ts'
import { historyOf } from '#test/support/hub-cases.ts'
import { onBothEngines } from '#test/support/hub-engines.ts'
import type { TestHub } from '#test/support/hub.ts'
import { anIntakeApplication } from '#test/support/intake-builder.ts'

const ROOMY = { address: 1_000, institution: 1_000, person: 1_000 }

onBothEngines('limits and load', (engine) => {
  test('[OPS-4] each person has a limit of their own; beyond it the answer is 429 with when to come back', async () => {
    const hub = await engine.startHub({ operating: { limits: { ...ROOMY, person: 5 } } })
    await seedHub(hub, { cases: 0 })
    const statuses: number[] = []
    for (let asked = 0; asked < 8; asked += 1) statuses.push((await send(hub, 'officer-1', 'GET', '/v1/pool')).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429])
    const refused = await send(hub, 'officer-1', 'GET', '/v1/pool')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect(refused.headers.get('content-type')).toContain('application/problem+json')
    expect(await refused.json()).toMatchObject({ type: 'too_many', status: 429 })
    expect((await send(hub, 'officer-2', 'GET', '/v1/pool')).status).toBe(200)
    expect((await send(hub, null, 'GET', '/health')).status).toBe(200)
  })

  test('[OPS-4, SYN-53] documents are counted apart: fetching many never holds up acts', async () => {
    const hub = await engine.startHub({ operating: { limits: { ...ROOMY, person: 3 } } })
    await seedHub(hub, { cases: 0 })
    const statuses: number[] = []
    for (let asked = 0; asked < 5; asked += 1)
      statuses.push((await send(hub, 'officer-1', 'GET', `/v1/documents/${String(asked).repeat(64)}`)).status)
    expect(statuses).toEqual([404, 404, 404, 429, 429])
    expect((await send(hub, 'officer-1', 'GET', '/v1/pool')).status).toBe(200)
  })

  test('[OPS-4] an institution has a limit of its own, and what is beyond it is not read', async () => {
    const hub = await engine.startHub({ operating: { limits: { ...ROOMY, institution: 2 } } })
    await seedHub(hub, { cases: 0 })
    await submit(hub, [anIntakeApplication({ applicationKey: 'een' })])
    await submit(hub, [anIntakeApplication({ applicationKey: 'twee' })])
    const batch = {
      format: 'beslisdesk-intake-1',
      batchKey: 'drie',
      brin: '21PF',
      applications: [anIntakeApplication()],
    }
    const refused = await send(hub, 'sponsor:21PF', 'POST', '/v1/intake/batches', batch)
    expect([refused.status, await refused.json()]).toMatchObject([429, { type: 'too_many' }])
    expect((await send(hub, 'officer-1', 'GET', '/v1/pool')).status).toBe(200)
    const rows = await hub.database.db.selectFrom('case_state').select('case_id').execute()
    expect(rows).toHaveLength(2)
  })

  test('[OPS-4] who is not signed in is counted by address, also with a token that is no one’s; who is signed in is not', async () => {
    const hub = await engine.startHub({ operating: { limits: { ...ROOMY, address: 4 } } })
    await seedHub(hub, { cases: 0 })
    const bad = { authorization: 'Bearer x.y.z' }
    const tries = [
      await send(hub, null, 'GET', '/v1/pool'),
      await send(hub, null, 'GET', '/v1/pool', undefined, bad),
      await send(hub, null, 'GET', '/v1/openapi.json'),
      await send(hub, null, 'GET', '/niets'),
      await send(hub, null, 'GET', '/v1/pool', undefined, bad),
      await send(hub, null, 'GET', '/v1/pool'),
    ]
    expect(tries.map((response) => response.status)).toEqual([401, 401, 200, 404, 429, 429])
    expect(await tries[4]?.json()).toMatchObject({ type: 'too_many' })
    expect(tries[4]?.headers.get('retry-after')).toMatch(/^\d+$/)
    expect((await send(hub, 'officer-1', 'GET', '/v1/pool')).status).toBe(200)
  })

  test('[OPS-4] the address a client gives is believed only of a trusted proxy', async () => {
    const limits = { ...ROOMY, address: 2 }
    const open = await engine.startHub({ operating: { limits } })
    const behind = await engine.startHub({ operating: { limits, trustedProxies: ['127.0.0.1', '::1'] } })
    const ask = async (hub: TestHub, from: string) =>
      (await send(hub, null, 'GET', '/v1/openapi.json', undefined, { 'x-forwarded-for': from })).status
    const addresses = ['192.0.2.1', '192.0.2.2', '192.0.2.3']
    expect([...(await inTurn(addresses, async (address) => await ask(open, address)))]).toEqual([200, 200, 429])
    expect([...(await inTurn(addresses, async (address) => await ask(behind, address)))]).toEqual([200, 200, 200])
    const oneNetwork = ['2001:db8::1', '2001:db8::2', '2001:db8::3', '2001:db8:0:1::1']
    expect([...(await inTurn(oneNetwork, async (address) => await ask(behind, address)))]).toEqual([200, 200, 429, 200])
  })

  test('[OPS-5] under load new work is answered "later"; what began is finished, and every act comes through once', async () => {
    const hub = await engine.startHub({ operating: { busy: { requests: 4, lagMs: Number.POSITIVE_INFINITY } } })
    const desks = 24
    const caseIds = await seedHub(hub, { cases: desks })
    const statuses: number[] = []
    const health: number[] = []
    let pushing = true
    const watching = (async () => {
      while (pushing) {
        health.push((await send(hub, null, 'GET', '/health')).status)
        await delay(5)
      }
    })()
    // The database is held up until the hub has had to send someone away.
    const authorization = `Bearer ${await hub.token('officer-1')}`
    const pushes = inTransaction(hub.database.db, async (trx) => {
      await lockInTrx(trx, 'change')
      const pushed = caseIds.map(async (caseId) => await pushUntilAnswered({ hub, authorization, statuses }, caseId))
      await expect.poll(() => statuses.includes(503), { timeout: 20_000 }).toBe(true)
      return pushed
    })
    const answers = await Promise.all(await pushes)
    pushing = false
    await watching
    expect(new Set(statuses)).toEqual(new Set([200, 503]))
    expect(new Set(health)).toEqual(new Set([200]))
    for (const { caseId, commandIds, answer } of answers) {
      expect(answer.receipts.map((receipt) => receipt.outcome)).toEqual(commandIds.map(() => 'accepted'))
      const notes = (await historyOf(hub, caseId)).filter((event) => event.fact.kind === 'noted')
      expect(notes).toHaveLength(commandIds.length)
    }
    const kept = await hub.database.db
      .selectFrom('command_receipt')
      .select('command_id')
      .where('kind', '=', 'addNote')
      .execute()
    expect(kept.map((row) => row.command_id).toSorted()).toEqual(answers.flatMap((one) => one.commandIds).toSorted())
  })

  test('[OPS-5] a process that lags behind sends new work away, and takes it again when it has caught up', async () => {
    const hub = await engine.startHub({ operating: { busy: { requests: 1_000, lagMs: 100 } } })
    await seedHub(hub, { cases: 0 })
    await expect
      .poll(async () => (await send(hub, 'officer-1', 'GET', '/v1/pool')).status, { timeout: 20_000 })
      .toBe(200)
    const until = performance.now() + 1_200
    const statuses: number[] = []
    while (performance.now() < until || statuses.at(-1) === 200) {
      blockFor(250)
      const response = await send(hub, 'officer-1', 'GET', '/v1/pool')
      statuses.push(response.status)
      if (response.status === 200) continue
      expect(await response.json()).toMatchObject({ type: 'later', status: 503 })
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(2)
      break
    }
    expect(statuses.at(-1)).toBe(503)
    expect((await send(hub, null, 'GET', '/health')).status).toBe(200)
    await expect
      .poll(async () => (await send(hub, 'officer-1', 'GET', '/v1/pool')).status, { timeout: 20_000 })
      .toBe(200)
  })
})

/** Three notes on one case, asked again, when told to, until they are answered. */
async function pushUntilAnswered(
  { hub, authorization, statuses }: { hub: TestHub; authorization: string; statuses: number[] },
  caseId: string,
) {
  const commands = [1, 2, 3].map((each) => commandBy('officer-1', 'addNote', caseId, { text: `notitie ${each}` }))
  const body = { protocol: PROTOCOL_VERSION, deskId: 'desk-of-officer-1', commands }
  for (;;) {
    const response = await send(hub, null, 'POST', '/v1/sync/push', body, { authorization })
    statuses.push(response.status)
    if (response.ok) {
      const answer = (await response.json()) as PushAnswer
      return { caseId, commandIds: commands.map((command) => command.commandId), answer }
    }
    expect(await response.json()).toMatchObject({ type: 'later' })
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/)
    await delay(20)
  }
}

async function inTurn<Input, Output>(inputs: Input[], work: (input: Input) => Promise<Output>): Promise<Output[]> {
  const outputs: Output[] = []
  for (const input of inputs) outputs.push(await work(input))
  return outputs
}

function blockFor(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}
