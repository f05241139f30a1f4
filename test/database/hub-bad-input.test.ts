import { beforeAll, expect, test } from 'vitest'
import type { PushAnswer } from '#contract/wire.ts'
import { sendBytes } from '#test/fuzz/send.ts'
import { NOW } from '#test/support/case-builder.ts'
import { ask, commandBy, pullRequest, seedHub, send } from '#test/support/hub-client.ts'
import { digestOf } from '#test/support/hub-contents.ts'
import { onPostgres } from '#test/support/hub-engines.ts'
import type { TestHub } from '#test/support/hub.ts'

onPostgres('bad input', (engine) => {
  let hub: TestHub
  beforeAll(async () => {
    hub = await engine.startHub({ now: NOW })
    await seedHub(hub, { cases: 1 })
  })

  async function expectProblem(response: Response, status: number, problem: object): Promise<void> {
    expect([response.status, await response.json()]).toMatchObject([status, { status, ...problem }])
    expect(response.headers.get('content-type')).toContain('application/problem+json')
  }

  const pull = (changes: object) => ({ ...pullRequest('officer-1'), ...changes })
  const health = (changes: object) => pull({ health: { ...pullRequest('officer-1').health, ...changes } })
  const person = (changes: object) => [{ personId: 'nieuw', name: 'Nieuw', roles: ['officer'], team: 'A', ...changes }]
  const odd: [string, string, string, unknown, string][] = [
    ['officer-1', 'POST', '/v1/sync/pull', pull({ extra: 1 }), 'extra'],
    ['officer-1', 'POST', '/v1/sync/pull', pull({ '': 1 }), '[""]'],
    ['officer-1', 'POST', '/v1/sync/pull', health({ 'a b': 1 }), 'health["a b"]'],
    ['officer-1', 'POST', '/v1/sync/pull', [], 'body'],
    ['officer-1', 'POST', '/v1/sync/pull', pull({ deskId: 'a\u0000' }), 'deskId'],
    ['officer-1', 'POST', '/v1/sync/pull', pull({ deskId: '\ud800' }), 'deskId'],
    ['officer-1', 'POST', '/v1/sync/pull', health({ unsent: 2 ** 40 }), 'health.unsent'],
    ['officer-1', 'POST', '/v1/sync/pull', health({ oldestUnsentAt: '0000-01-01T00:00:00Z' }), 'health.oldestUnsentAt'],
    ['administrator', 'PUT', '/v1/admin/people', person({ team: 'half \udc00' }), '[0].team'],
    ['administrator', 'PUT', '/v1/admin/people', [], 'body'],
    ['sponsor:21PF', 'POST', '/v1/intake/batches', [], 'body'],
    [
      'auditor-1',
      'GET',
      `/v1/access-log?personId=x&before=0000-00-00T00:00:00.000Z~${'-'.repeat(36)}`,
      undefined,
      'before',
    ],
    [
      'supervisor-1',
      'GET',
      `/v1/team/cases?holder=x&band=all&after=2026-06-01%20${'a'.repeat(36)}`,
      undefined,
      'after',
    ],
    ['auditor-1', 'GET', '/v1/cases?limit=1&limit=2', undefined, 'limit'],
    ['auditor-1', 'GET', '/v1/cases?holderId=%00', undefined, 'holderId'],
    ['auditor-1', 'GET', '/v1/cases?wat=1', undefined, 'wat'],
  ]
  test.each(odd)(
    '[SYN-57] %s, %s %s: a fault is named by its field (%#)',
    async (personId, method, path, body, field) => {
      const before = await digestOf(hub.database)
      await expectProblem(await send(hub, personId, method, path, body), 400, { type: 'invalid', field })
      expect(await digestOf(hub.database)).toEqual(before)
    },
  )

  test('[SYN-5, SYN-57] a field that no act has is named in the receipt', async () => {
    const command = { ...commandBy('officer-1', 'takeCase', '01970000-0000-7000-8000-000000000001', {}), extra: 1 }
    const body = { protocol: 1, deskId: 'desk', commands: [command] }
    const { receipts } = await ask<PushAnswer>(hub, 'officer-1', 'POST', '/v1/sync/push', body)
    expect(receipts[0]?.reasons).toMatchObject([{ code: 'refused.malformed', values: { field: 'extra' } }])
  })

  test('[SYN-57] a name in a path that nothing can bear is the name of nothing', async () => {
    for (const path of ['/v1/cases/%00', '/v1/documents/%00', '/v1/cases/%zz', `/v1/cases/${'a'.repeat(3_000)}`]) {
      await expectProblem(await send(hub, 'auditor-1', 'GET', path), 404, { type: 'not_found' })
    }
    await expectProblem(await send(hub, 'sponsor:21PF', 'GET', '/v1/intake/applications/%00'), 404, {
      type: 'not_found',
    })
  })

  const RAW: [string, number, string][] = [
    ['GEHEIM\r\n\r\n', 400, 'malformed_request'],
    ['GET /health HTTP/1.1\r\n\r\n', 400, 'invalid'],
    ['GET /health HTTP/1.1\r\nhost: a\r\nexpect: thee\r\n\r\n', 417, 'unmet_expectation'],
    [`GET /health HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
    ['POST /v1/sync/push HTTP/1.1\r\nhost: a\r\ncontent-length: x\r\n\r\n', 400, 'malformed_request'],
  ]
  test.each(RAW)(
    '[SYN-57] what is not HTTP is answered with a problem document too (%#)',
    async (bytes, status, type) => {
      const answer = await sendBytes(hub.url, Buffer.from(bytes))
      expect(answer?.headers['content-type']).toContain('application/problem+json')
      expect(JSON.parse(answer?.body.toString() ?? '')).toMatchObject({ status, type })
      expect(answer?.status).toBe(status)
    },
  )
})
