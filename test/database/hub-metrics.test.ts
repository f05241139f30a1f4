import { Writable } from 'node:stream'
import { beforeAll, expect, test } from 'vitest'
import { asOwner } from '#db/hub/open.ts'
import { openLog } from '#hub/log.ts'
import { commandBy, pull, pullRequest, push, seedHub, send, submit } from '#test/support/hub-client.ts'
import { onBothEngines } from '#test/support/hub-engines.ts'
import type { TestHub } from '#test/support/hub.ts'
import { anIntakeApplication } from '#test/support/intake-builder.ts'

const SECRET = 'een-lang-geheim-voor-metingen'
/** A name and a passport number that are nowhere else. */
const NAME = 'Zwaluwstaart'
const PASSPORT = 'XQ7731905'

onBothEngines('metrics and logs', (engine) => {
  let hub: TestHub
  let log = ''
  beforeAll(async () => {
    const kept = new Writable({
      write(chunk, _encoding, done) {
        log += String(chunk)
        done()
      },
    })
    hub = await engine.startHub({ log: openLog('debug', kept) })
    await seedHub(hub, { cases: 0 })
  })

  async function metrics(of = hub): Promise<string> {
    const response = await send(of, null, 'GET', '/metrics')
    expect(response.status).toBe(200)
    return await response.text()
  }

  async function value(line: string): Promise<number> {
    const found = (await metrics()).split('\n').find((one) => one.startsWith(`${line} `))
    return found === undefined ? 0 : Number(found.split(' ').at(-1))
  }

  test('[OPS-3] requests, acts, pulls, open lines, the feed and the process are measured', async () => {
    const [caseId = ''] = await seedHub(hub, { cases: 1 })
    await pull(hub, 'officer-1')
    await pull(hub, 'officer-1', { epoch: 'een andere' })
    await push(hub, 'officer-1', [commandBy('officer-1', 'addNote', caseId, { text: 'een' })])
    await push(hub, 'officer-2', [commandBy('officer-2', 'takeCase', caseId, {})])
    const line = new AbortController()
    const opened = await fetch(`${hub.url}/v1/sync/notices`, {
      headers: { authorization: `Bearer ${await hub.token('officer-1')}` },
      signal: line.signal,
    })
    expect(opened.status).toBe(200)
    expect(await value('beslisdesk_notice_lines')).toBe(1)
    line.abort()
    await expect.poll(async () => await value('beslisdesk_notice_lines')).toBe(0)
    const seen = await metrics()
    for (const expected of [
      /^beslisdesk_request_seconds_count\{method="POST",route="\/v1\/sync\/pull",status="200"\} 2$/m,
      /^beslisdesk_acts_total\{kind="addNote",outcome="accepted"\} 1$/m,
      /^beslisdesk_acts_total\{kind="takeCase",outcome="parked"\} 1$/m,
      /^beslisdesk_pulls_total\{mode="snapshot"\} 1$/m,
      /^beslisdesk_pulls_total\{mode="resync"\} 1$/m,
      /^beslisdesk_feed_number [1-9]\d*$/m,
      /^beslisdesk_event_loop_lag_ms [\d.]+$/m,
      /^beslisdesk_requests_under_way \d+$/m,
      /^process_resident_memory_bytes \d{7,}$/m,
    ])
      expect(seen).toMatch(expected)
    if (engine.name === 'PostgreSQL') expect(seen).toMatch(/^beslisdesk_database_open [1-9]/m)
  })

  test('[OPS-3] a path that does not exist and a document are one route each, whatever is asked', async () => {
    await send(hub, 'officer-1', 'GET', `/${NAME}`)
    await send(hub, 'officer-1', 'GET', `/v1/documents/${'a'.repeat(64)}`)
    const seen = await metrics()
    expect(seen).toMatch(/route="none",status="404"/)
    expect(seen).toMatch(/route="\/v1\/documents\/:id",status="404"/)
    expect(seen).not.toContain('a'.repeat(64))
  })

  test('[OPS-3] only this machine reads the metrics, or whoever has the secret where one is set', async () => {
    const ask = async (of: TestHub, headers: Record<string, string>) =>
      (await send(of, null, 'GET', '/metrics', undefined, headers)).status
    expect(await ask(hub, { 'x-forwarded-for': '192.0.2.7' })).toBe(403)
    expect(await ask(hub, { via: '1.1 proxy' })).toBe(403)
    const guarded = await engine.startHub({ operating: { metricsSecret: SECRET } })
    expect(await ask(guarded, {})).toBe(401)
    expect(await ask(guarded, { authorization: `Bearer ${SECRET}x` })).toBe(401)
    expect(await ask(guarded, { authorization: `Bearer ${SECRET}`, 'x-forwarded-for': '192.0.2.7' })).toBe(200)
  })

  test('[OPS-2] a name and a passport number sent through every door are in no line of the log and in no metric', async () => {
    const [caseId = ''] = await seedHub(hub, { cases: 1, prefix: 'door' })
    const application = anIntakeApplication({
      applicationKey: `${NAME}-1`,
      applicant: { familyName: NAME },
      passport: { number: PASSPORT },
    })
    await submit(hub, [application])
    const words = `${NAME} ${PASSPORT}`
    const note = commandBy('officer-1', 'addNote', caseId, { text: words })
    const doors: [string | null, string, string, unknown, Record<string, string>?][] = [
      ['sponsor:21PF', 'POST', '/v1/intake/batches', { brin: words, applications: [application] }],
      ['sponsor:21PF', 'POST', '/v1/intake/batches', `{"brin": "${words}`],
      ['sponsor:21PF', 'POST', '/v1/intake/batches', { ...application, [words]: 1 }],
      [
        'officer-1',
        'POST',
        '/v1/sync/push',
        { protocol: 1, deskId: words, commands: [note, { ...note, kind: words }] },
      ],
      [
        'officer-1',
        'POST',
        '/v1/sync/push',
        { protocol: 1, deskId: 'd', commands: [{ ...note, payload: { text: `${words}\u0000` } }] },
      ],
      ['officer-1', 'POST', '/v1/sync/pull', { ...pullRequest('officer-1'), deskId: words, epoch: words }],
      ['officer-1', 'POST', '/v1/sync/pull', words],
      ['officer-1', 'GET', `/v1/pool?limit=${encodeURIComponent(words)}`, undefined],
      ['officer-1', 'GET', `/v1/documents/${encodeURIComponent(words)}`, undefined],
      ['officer-1', 'GET', `/${NAME}/${PASSPORT}?${NAME}=${PASSPORT}`, undefined],
      ['administrator', 'PUT', '/v1/admin/people', [{ personId: NAME, name: words, roles: ['officer'], team: NAME }]],
      ['administrator', 'PUT', '/v1/admin/people', [{ personId: words, name: words, roles: [words], team: null }]],
      ['administrator', 'PUT', '/v1/admin/sponsors', [{ sponsorId: NAME, name: words }]],
      [
        null,
        'GET',
        '/v1/pool',
        undefined,
        { authorization: `Bearer ${NAME}`, 'x-beslisdesk-protocol': '1', 'user-agent': NAME },
      ],
    ]
    // Every table away in turn: what fails in the middle is logged, with where it failed.
    for (const table of [null, 'desk', 'command_receipt', 'event', 'person_record']) {
      if (table !== null) await rename(hub, table, `${table}_away`)
      for (const [personId, method, path, body, headers] of doors) {
        const token: Record<string, string> =
          personId === null ? {} : { authorization: `Bearer ${await tokenOf(hub, personId)}` }
        await (await send(hub, null, method, path, body, { ...token, ...headers })).arrayBuffer()
      }
      if (table !== null) await rename(hub, `${table}_away`, table)
    }
    expect(log).toContain('a request failed')
    for (const line of log.trimEnd().split('\n')) expect(JSON.parse(line)).toMatchObject({ program: 'hub' })
    for (const text of [log, await metrics()]) {
      expect(text).not.toContain(NAME)
      expect(text).not.toContain(PASSPORT)
    }
  })

  test('[OPS-2] the same holds for every route of the hub, in its path, its query, its headers and its body, whoever asks', async () => {
    const words = `${NAME} ${PASSPORT}`
    const bodies: [string, string][] = [
      ['application/json', JSON.stringify({ [NAME]: words, reason: words, caseId: words, items: [words] })],
      ['application/x-www-form-urlencoded', `person=${NAME}&login=${NAME}&client_id=${NAME}&token=${PASSPORT}`],
      ['text/csv', `${NAME};${PASSPORT}\n`],
    ]
    const people = [null, 'officer-1', 'supervisor-1', 'administrator', 'auditor-1', 'sponsor:21PF']
    let asked = 0
    for (const route of hub.routes) {
      const [method = '', path = ''] = route.split(' ')
      if (!/^(GET|POST|PUT|PATCH|DELETE)$/.test(method)) continue
      const url = `${path.replaceAll(/:\w+|\*/g, NAME)}?${NAME}=${PASSPORT}`
      for (const personId of people) {
        const token: Record<string, string> =
          personId === null ? {} : { authorization: `Bearer ${await tokenOf(hub, personId)}` }
        for (const [type, body] of method === 'GET' ? bodies.slice(0, 1) : bodies) {
          const headers = {
            ...token,
            'content-type': type,
            'user-agent': NAME,
            'x-beslisdesk-reason': NAME,
            cookie: `a=${NAME}`,
          }
          const response = await send(hub, null, method, url, method === 'GET' ? undefined : body, headers)
          await response.body?.cancel()
          asked += 1
        }
      }
    }
    expect(asked).toBeGreaterThan(300)
    for (const text of [log, await metrics()]) {
      expect(text).not.toContain(NAME)
      expect(text).not.toContain(PASSPORT)
    }
  })
})

async function rename(hub: TestHub, from: string, to: string): Promise<void> {
  await asOwner(hub.database, async (trx) => await trx.schema.alterTable(from).renameTo(to).execute())
}

const tokens = new Map<string, string>()

/** A token asked for once: people cannot sign in while their table is away. */
async function tokenOf(hub: TestHub, personId: string): Promise<string> {
  const key = `${hub.url} ${personId}`
  const token = tokens.get(key) ?? (await hub.token(personId))
  tokens.set(key, token)
  return token
}
