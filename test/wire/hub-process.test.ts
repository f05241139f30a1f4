import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PushAnswer } from '#contract/wire.ts'
import { signInAs, signInInstitution } from '#scripts/sample/sign-in.ts'
import { aSponsor } from '#test/support/case-builder.ts'
import { commandBy, TEST_PEOPLE } from '#test/support/hub-client.ts'
import { type FailedStart, type HubProcess, startHubProcess } from '#test/support/hub-process.ts'
import { manyIntakeApplications } from '#test/support/intake-builder.ts'

let folder: string
let running: HubProcess | undefined
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beslisdesk-hub-process-'))
})
afterAll(async () => {
  await running?.end('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

async function start(): Promise<HubProcess> {
  const started = await startHubProcess({ BESLISDESK_HUB_DATA: join(folder, 'hub') })
  if (!('url' in started)) throw new Error(`the hub did not start: ${started.said}`)
  running = started
  return started
}

async function fail(settings: Record<string, string>): Promise<FailedStart> {
  const started = await startHubProcess(settings)
  if (!('url' in started)) return started
  await started.end('SIGKILL')
  throw new Error('the hub started')
}

async function post<Answer>(
  hub: HubProcess,
  path: string,
  personId: string | null,
  body: unknown,
  method: 'POST' | 'PUT' = 'POST',
) {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (personId !== null) {
    headers['authorization'] = `Bearer ${await tokenOf(hub, personId)}`
  }
  const wish: RequestInit = { method, headers, body: JSON.stringify(body) }
  const response = await fetch(`${hub.url}${path}`, wish)
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}

async function tokenOf(hub: HubProcess, personId: string): Promise<string> {
  const brin = /^sponsor:(.*)$/.exec(personId)?.[1]
  const token = brin === undefined ? await signInAs(hub.url, personId) : await signInInstitution(hub.url, brin)
  if (!token.ok) throw new Error(token.refusal)
  return token.value
}

test.each(['0.0.0.0', '::', '192.168.1.10', 'hub.example'])(
  '[AUT-1] with sample accounts the hub does not start on %s, and leaves nothing behind',
  async (host) => {
    const data = join(folder, 'refused')
    const refused = await fail({ HOST: host, BESLISDESK_HUB_DATA: data })
    expect(refused.code).toBe(1)
    expect(refused.said).toContain('sample accounts are only for this machine')
    expect(existsSync(data)).toBe(false)
  },
)

test('a wrong setting is named', async () => {
  const refused = await fail({ BESLISDESK_HUB_PORT: 'zeven', DATABASE_URL: 'mysql://x' })
  expect(refused.code).toBe(2)
  expect(refused.said).toContain('BESLISDESK_HUB_PORT')
  expect(refused.said).toContain('DATABASE_URL')
})

test('[SYN-3] a hub killed in the middle of pushes has, after a restart, every act it answered once and none twice', async () => {
  let hub = await start()
  await post(hub, '/v1/admin/sponsors', 'administrator', [aSponsor()], 'PUT')
  await post(hub, '/v1/admin/people', 'administrator', TEST_PEOPLE, 'PUT')
  const batch = {
    format: 'beslisdesk-intake-1',
    batchKey: 'kill',
    brin: '21PF',
    applications: manyIntakeApplications(40),
  }
  await post(hub, '/v1/intake/batches', 'sponsor:21PF', batch)
  const pool = await fetch(`${hub.url}/v1/pool`, {
    headers: {
      authorization: `Bearer ${await tokenOf(hub, 'officer-1')}`,
    },
  })
  const { cases } = (await pool.json()) as { cases: { caseId: string }[] }
  const pushes = cases.map(({ caseId }) => ({
    protocol: 1,
    deskId: 'desk-1',
    commands: [
      commandBy('officer-1', 'takeCase', caseId, {}),
      commandBy('officer-1', 'addNote', caseId, { text: 'bewaard' }, { baseVersion: 2 }),
    ],
  }))
  expect(pushes).toHaveLength(40)
  const before = new Map<string, PushAnswer['receipts'][number]>()
  let killed: Promise<unknown> | undefined
  for (const [index, push] of pushes.entries()) {
    if (index === 20) killed = hub.end('SIGKILL')
    try {
      const answer = await post<PushAnswer>(hub, '/v1/sync/push', 'officer-1', push)
      for (const receipt of answer.receipts) before.set(receipt.commandId, receipt)
    } catch {
      break
    }
  }
  await killed
  expect(before.size).toBeGreaterThanOrEqual(40)
  hub = await start()
  for (const push of pushes) {
    const answer = await post<PushAnswer>(hub, '/v1/sync/push', 'officer-1', push)
    for (const receipt of answer.receipts) {
      expect(receipt.outcome).toBe('accepted')
      expect(receipt).toEqual(before.get(receipt.commandId) ?? receipt)
    }
    expect(answer.receipts.map((receipt) => receipt.caseVersion)).toEqual([2, 3])
  }
})

test('a second hub keeps out of a data folder that is in use', async () => {
  const refused = await fail({ BESLISDESK_HUB_DATA: join(folder, 'hub') })
  expect(refused.code).toBe(1)
  expect(refused.said).toContain('already uses')
})

test('asked to stop, the hub stops in order, and begins again where it was', async () => {
  expect(await running?.end('SIGTERM')).toBe(0)
  const hub = await start()
  const token = await tokenOf(hub, 'officer-1')
  const response = await fetch(`${hub.url}/v1/sync/notices`, { headers: { authorization: `Bearer ${token}` } })
  expect(response.status).toBe(200)
  expect(await hub.end('SIGTERM')).toBe(0)
})
