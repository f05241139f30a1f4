import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import type { CaseFile } from '#core/case-file.ts'
import { HUB_MIGRATIONS } from '#db/hub/migrations/all.ts'
import { asOwner, migrateHub } from '#db/hub/open.ts'
import { listDesks } from '#db/hub/queries/desks.ts'
import type { Log } from '#hub/log.ts'
import { aSponsor, NOW } from '#test/support/case-builder.ts'
import { ask, assign, pullRequest, seedHub, send, submit, TEST_PEOPLE } from '#test/support/hub-client.ts'
import { onBothEngines, onPostgres } from '#test/support/hub-engines.ts'
import type { TestHub } from '#test/support/hub.ts'
import { anIntakeApplication, anIntakeDocument } from '#test/support/intake-builder.ts'

onBothEngines('trust', (engine) => {
  let hub: TestHub
  const logged: string[] = []
  const log: Log = {
    info: (fields, message) => logged.push(JSON.stringify([fields, message])),
    warn: (fields, message) => logged.push(JSON.stringify([fields, message])),
    error: (fields, message) => logged.push(JSON.stringify([fields, message])),
  }
  beforeAll(async () => {
    hub = await engine.startHub({ log })
    await seedHub(hub, { cases: 0 })
  })

  const routes: [string, string][] = [
    ['POST', '/v1/sync/pull'],
    ['POST', '/v1/sync/push'],
    ['GET', '/v1/sync/notices'],
    ['GET', '/v1/pool'],
    ['GET', `/v1/documents/${'0'.repeat(64)}`],
    ['POST', '/v1/intake/batches'],
    ['PUT', '/v1/admin/sponsors'],
    ['PUT', '/v1/admin/people'],
  ]
  test.each(routes)('[SYN-50] %s %s is only for people who are signed in', async (method, path) => {
    const body = method === 'GET' ? undefined : '{}'
    const tries: Record<string, string>[] = [{}, { authorization: 'Bearer x.y.z' }, { authorization: 'Basic eDp5' }]
    for (const headers of tries) {
      const response = await send(hub, null, method, path, body, headers)
      expect([response.status, await response.json()]).toMatchObject([401, { type: 'not_signed_in' }])
    }
  })

  test('[SYN-50] everyone does what their role allows and nothing else', async () => {
    const may: [string, string, string, unknown, number][] = [
      ['officer-1', 'PUT', '/v1/admin/people', TEST_PEOPLE, 403],
      ['supervisor-1', 'PUT', '/v1/admin/sponsors', [aSponsor()], 403],
      ['sponsor:21PF', 'GET', '/v1/pool', undefined, 403],
      ['sponsor:21PF', 'POST', '/v1/sync/pull', pullRequest('x'), 403],
      ['auditor-1', 'POST', '/v1/sync/pull', pullRequest('x'), 403],
      ['administrator', 'POST', '/v1/sync/pull', pullRequest('x'), 200],
      ['officer-1', 'GET', '/v1/pool', undefined, 200],
      ['administrator', 'PUT', '/v1/admin/people', TEST_PEOPLE, 200],
    ]
    for (const [personId, method, path, body, status] of may) {
      expect([personId, path, (await send(hub, personId, method, path, body)).status]).toEqual([personId, path, status])
    }
  })

  test('[SYN-50] a document is seen by whoever holds a case that cites it, and by the supervisor; for others it does not exist', async () => {
    const document = anIntakeDocument('paspoort-kopie')
    const content = Buffer.from(document.contentBase64, 'base64')
    const documentId = createHash('sha256').update(content).digest('hex')
    await submit(hub, [anIntakeApplication({ documents: [document] })])
    const pool = await ask<{ cases: { caseId: string }[] }>(hub, 'officer-1', 'GET', '/v1/pool')
    await assign(
      hub,
      pool.cases.map((row) => row.caseId),
      { personId: 'officer-1', name: 'Noor Visser' },
    )
    for (const personId of ['officer-1', 'supervisor-1']) {
      const response = await send(hub, personId, 'GET', `/v1/documents/${documentId}`)
      expect(response.headers.get('content-type')).toBe('application/pdf')
      expect(Buffer.from(await response.arrayBuffer())).toEqual(content)
    }
    const foreign = await send(hub, 'officer-2', 'GET', `/v1/documents/${documentId}`)
    const absent = await send(hub, 'officer-2', 'GET', `/v1/documents/${'0'.repeat(64)}`)
    expect([foreign.status, await foreign.json()]).toEqual([absent.status, await absent.json()])
    expect(foreign.status).toBe(404)
    for (const odd of ['..%2f..%2fsign-in-keys.json', '%00', 'A'.repeat(64)]) {
      expect((await send(hub, 'officer-1', 'GET', `/v1/documents/${odd}`)).status).toBe(404)
    }
  })

  test('[SYN-50] a pull brings nothing of what others hold', async () => {
    const response = await send(hub, 'officer-2', 'POST', '/v1/sync/pull', pullRequest('officer-2'))
    expect(await response.text()).not.toContain('Silva')
  })

  test('[SYN-54] an older desk is told to upgrade, by its header or by its message, and nothing is taken from it', async () => {
    const old = { 'x-beslisdesk-protocol': '0' }
    for (const [method, path] of routes.slice(0, 5)) {
      const body = method === 'GET' ? undefined : '{}'
      const response = await send(hub, 'officer-1', method, path, body, old)
      expect([path, response.status, await response.json()]).toMatchObject([path, 426, { type: 'upgrade' }])
    }
    expect(
      (
        await send(hub, 'officer-1', 'GET', '/v1/pool', undefined, {
          'x-beslisdesk-protocol': String(PROTOCOL_VERSION),
        })
      ).status,
    ).toBe(200)
  })

  test('registers keep what was recorded before, and the version of the reference data rises only with a change', async () => {
    const version = async (sponsor: object) =>
      (await ask<{ referenceVersion: number }>(hub, 'administrator', 'PUT', '/v1/admin/sponsors', [sponsor]))
        .referenceVersion
    const before = await version(aSponsor())
    const after = await version(aSponsor({ name: 'Hogeschool aan Zee' }))
    expect(after).toBe(before + 1)
    expect(await version(aSponsor({ name: 'Hogeschool aan Zee' }))).toBe(after)
    const { db } = hub.database
    const records = await db.selectFrom('sponsor_record').select('body').where('sponsor_id', '=', 'sponsor-1').execute()
    expect(records.map((record) => (JSON.parse(record.body) as { name: string }).name).sort()).toEqual(
      ['Hogeschool Noordzee', 'Hogeschool aan Zee'].sort(),
    )
    const taken = await send(hub, 'administrator', 'PUT', '/v1/admin/sponsors', [aSponsor({ sponsorId: 'sponsor-9' })])
    expect([taken.status, await taken.json()]).toMatchObject([400, { field: '[0].brin' }])
  })

  test('whatever comes in, the answer is a problem document and never a fault of the hub', async () => {
    const odd: [string, string, unknown, Record<string, string>?][] = [
      ['POST', '/v1/sync/pull', {}],
      ['POST', '/v1/sync/pull', { ...pullRequest('officer-1'), deskId: 'a\u0000' }],
      ['POST', '/v1/sync/pull', { ...pullRequest('officer-1'), cursor: 1e300 }],
      ['POST', '/v1/sync/pull', { ...pullRequest('officer-1'), cursor: Number.MAX_SAFE_INTEGER, epoch: null }],
      ['POST', '/v1/sync/push', { protocol: 1, deskId: 'd', commands: [] }],
      ['POST', '/v1/sync/push', 'null'],
      ['GET', '/v1/pool?limit=-1', undefined],
      ['GET', '/v1/pool?limit=%FF', undefined],
      ['GET', '/%zz', undefined],
      ['DELETE', '/v1/pool', undefined],
      ['GET', '/v1/pool', undefined, { 'x-beslisdesk-protocol': 'een' }],
      ['PUT', '/v1/admin/people', [{ personId: '../x', name: 'x', roles: ['god'], team: null }]],
    ]
    for (const [method, path, body, headers] of odd) {
      const response = await send(
        hub,
        path.includes('admin') ? 'administrator' : 'officer-1',
        method,
        path,
        body,
        headers,
      )
      const text = await response.text()
      expect([method, path, response.status < 500]).toEqual([method, path, true])
      expect(text).not.toMatch(/\n\s+at |node_modules/)
    }
  })

  test('a fault of the hub is logged by where it arose, without what was sent or who it was about', async () => {
    logged.length = 0
    await asOwner(hub.database, async (trx) => {
      await trx.schema.alterTable('desk').renameTo('desk_away').execute()
    })
    const response = await send(hub, 'officer-1', 'POST', '/v1/sync/pull', {
      ...pullRequest('officer-1'),
      deskId: 'Jansen',
    })
    await asOwner(hub.database, async (trx) => {
      await trx.schema.alterTable('desk_away').renameTo('desk').execute()
    })
    const problem = (await response.json()) as { type: string; detail: string }
    expect([response.status, problem.type]).toEqual([500, 'broken'])
    expect(logged).toHaveLength(1)
    expect(logged[0]).toContain(problem.detail.replace('reference ', ''))
    expect(logged.join()).not.toContain('Jansen')
  })

  test('[AUT-1] a hub with sample accounts listens on no address that others can reach', async () => {
    for (const host of ['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example']) {
      await expect(hub.listenOn(host)).rejects.toThrow('sample accounts are only for this machine')
    }
  })

  test('[SYN-42] the hub keeps when each desk last came and how long its oldest act waits', async () => {
    const health = { appVersion: '1.0', oldestUnsentAt: '2026-06-05T10:00:00.000Z', unsent: 3, driftMs: -1500 }
    await send(hub, 'officer-1', 'POST', '/v1/sync/pull', {
      ...pullRequest('officer-1', { health }),
      deskId: 'desk-ill',
    })
    const later = { ...health, oldestUnsentAt: null, unsent: 0 }
    await send(hub, 'officer-1', 'POST', '/v1/sync/pull', {
      ...pullRequest('officer-1', { health: later }),
      deskId: 'desk-well',
    })
    const desks = await listDesks(hub.database.db)
    expect(desks.find((desk) => desk.desk_id === 'desk-ill')).toEqual({
      desk_id: 'desk-ill',
      person_id: 'officer-1',
      last_contact_at: NOW,
      protocol: PROTOCOL_VERSION,
      app_version: '1.0',
      unsent: 3,
      oldest_unsent_at: '2026-06-05T10:00:00.000Z',
      drift_ms: -1500,
    })
    expect(desks.find((desk) => desk.desk_id === 'desk-well')?.oldest_unsent_at).toBeNull()
  })
})

onPostgres('several hubs on one server', (engine) => {
  test('two hubs that start at once on an empty database make its tables once', async () => {
    const [first, second] = await engine.openSameEmptyDatabase()
    const migrated = await Promise.all([migrateHub(first), migrateHub(second)])
    expect(migrated.filter((result) => result.ok && result.value.from === 0)).toHaveLength(1)
    expect(migrated.filter((result) => result.ok && result.value.from === HUB_MIGRATIONS.length)).toHaveLength(1)
  })

  test('a database of a newer hub is refused and left as it is', async () => {
    const [database] = await engine.openSameEmptyDatabase()
    await migrateHub(database)
    await asOwner(database, async (trx) => {
      await sql`insert into schema_step (number, name) values (99, 'from the future')`.execute(trx)
    })
    expect(await migrateHub(database)).toEqual({
      ok: false,
      refusal: { code: 'newer_version', database: 99, program: HUB_MIGRATIONS.length },
    })
  })

  test('[CHK-11] applications of one person, sent at once by two institutions, find each other', async () => {
    const hub = await engine.startHub()
    await seedHub(hub, { cases: 0 })
    await ask(hub, 'administrator', 'PUT', '/v1/admin/sponsors', [aSponsor({ sponsorId: 'sponsor-2', brin: '24CC' })])
    const application = anIntakeApplication({ applicationKey: 'tegelijk' })
    await Promise.all([submit(hub, [application]), submit(hub, [application], { brin: '24CC' })])
    const rows = await hub.database.db.selectFrom('case_state').select('body').execute()
    const files = rows.map((row) => JSON.parse(row.body) as CaseFile)
    expect(files.map((file) => file.duplicates.length)).toEqual([1, 1])
  })
})
