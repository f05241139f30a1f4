import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import type { RecordAnswer, RegisterPreview, SponsorHistory } from '#contract/register.ts'
import type { ReferenceData } from '#core/reference.ts'
import { type RegisterChange, subjectOf, subjectVersion } from '#core/register.ts'
import { NOW } from '#test/support/case-builder.ts'
import { answerEverything, caseFileAt, grantBy } from '#test/support/hub-cases.ts'
import { ask, assign, lineOf, listPoolCases, pull, push, seedHub, send } from '#test/support/hub-client.ts'
import { onBothEngines } from '#test/support/hub-engines.ts'
import type { TestHub } from '#test/support/hub.ts'

const SUSPENDED: RegisterChange = {
  kind: 'status',
  sponsorId: 'sponsor-1',
  status: 'suspended',
  from: '2026-06-09',
  until: null,
}

interface Wish {
  recordId?: string
  expectedVersion?: number
  reason?: string
  source?: string
}

onBothEngines('register', (engine) => {
  let hub: TestHub
  let caseIds: string[]
  beforeAll(async () => {
    hub = await engine.startHub()
    caseIds = await seedHub(hub, { cases: 5, holder: null })
    await assign(hub, caseIds.slice(0, 3), { personId: 'officer-1', name: 'Noor Visser' })
  })

  async function register(): Promise<ReferenceData> {
    return await ask<ReferenceData>(hub, 'officer-1', 'GET', '/v1/register')
  }

  async function record(change: RegisterChange, wish: Wish = {}): Promise<Response> {
    const expectedVersion = wish.expectedVersion ?? (await lastVersion(change))
    const body = { recordId: uuidv7(), reason: 'besluit', source: 'Staatscourant', ...wish, expectedVersion, change }
    return await send(hub, 'administrator', 'POST', '/v1/register/records', body)
  }

  async function lastVersion(change: RegisterChange): Promise<number> {
    return subjectVersion((await register()).records ?? [], subjectOf(change))
  }

  test('[REG-1] a suspension is recorded with reason, source and who; the history keeps what was before', async () => {
    const before = await register()
    const response = await record(SUSPENDED, { reason: 'Onderzoek naar naleving', source: 'IND-besluit 2026-112' })
    expect(response.status).toBe(200)
    const { recordId, referenceVersion } = (await response.json()) as RecordAnswer
    expect(referenceVersion).toBe(before.version + 1)
    const now = await register()
    expect(now.sponsors[0]?.status.map(({ status, validFrom, validTo }) => [status, validFrom, validTo])).toEqual([
      ['recognised', '2013-06-01', '2026-06-08'],
      ['suspended', '2026-06-09', null],
    ])
    expect(now.records?.at(-1)).toEqual({
      recordId,
      version: referenceVersion,
      change: SUSPENDED,
      reason: 'Onderzoek naar naleving',
      source: 'IND-besluit 2026-112',
      by: { personId: 'administrator', name: 'Beheerder' },
      at: NOW,
    })
    expect(now.records?.slice(0, -1)).toEqual(before.records)
    const table = hub.database.db
    await expect(
      table.updateTable('register_record').set({ reason: 'other' }).where('record_id', '=', recordId).execute(),
    ).rejects.toThrow('permission denied')
    await expect(table.deleteFrom('register_record').execute()).rejects.toThrow('permission denied')
  })

  test('[REG-1] a sponsor is read as it was at each version, also after it was registered anew as a whole', async () => {
    const path = '/v1/register/sponsors/sponsor-1'
    const before = await ask<SponsorHistory>(hub, 'auditor-1', 'GET', path)
    const [first, second] = before.versions
    expect(first?.sponsor.status.map((period) => period.status)).toEqual(['recognised'])
    expect(second?.sponsor.status.map((period) => period.status)).toEqual(['recognised', 'suspended'])
    expect(second).toMatchObject({ at: NOW, by: 'administrator' })
    await ask(hub, 'administrator', 'PUT', '/v1/admin/sponsors', [{ ...second?.sponsor, city: 'Texel' }])
    const after = await ask<SponsorHistory>(hub, 'auditor-1', 'GET', path)
    expect(after.versions.slice(0, -1)).toEqual(before.versions)
    expect(after.versions.at(-1)?.sponsor.city).toBe('Texel')
    expect(after.records.map((record) => record.change.kind)).toEqual(['whole', 'status', 'whole'])
    const unknown = await send(hub, 'auditor-1', 'GET', '/v1/register/sponsors/nobody')
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { type: 'not_found' }])
  })

  test('[REG-6] a pull brings what was recorded, to who does not have it yet', async () => {
    const { version } = await register()
    const fresh = lineOf(await pull(hub, 'officer-1', { referenceVersion: version - 1 }), 'reference')
    expect(fresh.reference.sponsors[0]?.status.at(-1)?.status).toBe('suspended')
    const known = await pull(hub, 'officer-1', { referenceVersion: version })
    expect(known.filter((line) => line.type === 'reference')).toEqual([])
  })

  test('[REG-5] a case received before is granted all the same: the date of receipt counts', async () => {
    const caseId = caseIds[0] ?? ''
    await push(hub, 'officer-1', [answerEverything('officer-1', await caseFileAt(hub, caseId))])
    const answer = await push(hub, 'officer-1', [grantBy('officer-1', await caseFileAt(hub, caseId))])
    expect(answer.receipts.map((one) => one.outcome)).toEqual(['accepted'])
  })

  test('[REG-4] whoever has not seen the last record of a subject is refused, others are not', async () => {
    const stale = await record({ ...SUSPENDED, status: 'withdrawn', from: '2026-09-01' }, { expectedVersion: 1 })
    expect([stale.status, await stale.json()]).toMatchObject([
      409,
      { type: 'changed_meanwhile', field: 'expectedVersion' },
    ])
    const other = await record({
      kind: 'amount',
      table: 'minimumWage',
      cents: 225_000,
      from: '2026-01-01',
      until: null,
    })
    expect(other.status).toBe(200)
  })

  test('[REG-4] of two administrators at once one is first and the other is told', async () => {
    const change: RegisterChange = { ...SUSPENDED, status: 'withdrawn', from: '2026-10-01' }
    const expectedVersion = await lastVersion(change)
    const both = await Promise.all([
      record(change, { expectedVersion }),
      record({ ...change, from: '2026-11-01' }, { expectedVersion }),
    ])
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  test('[REG-4] the same record twice is one, with one answer; its id names no other', async () => {
    const recordId = uuidv7()
    const change: RegisterChange = { kind: 'dayOff', on: '2026-12-24', off: true }
    const wish = { recordId, expectedVersion: 0 }
    const first = (await (await record(change, wish)).json()) as RecordAnswer
    expect(await (await record(change, wish)).json()).toEqual(first)
    const records = (await register()).records ?? []
    expect(records.filter((one) => one.recordId === recordId)).toHaveLength(1)
    const other = await record({ ...change, on: '2026-12-23' }, wish)
    expect([other.status, await other.json()]).toMatchObject([400, { field: 'recordId' }])
  })

  test('[REG-3] what cannot be recorded is refused with its field and changes nothing', async () => {
    const before = await register()
    const rows: [unknown, string][] = [
      [{ ...SUSPENDED, from: '2026-02-30' }, 'change.from'],
      [{ ...SUSPENDED, from: '2026-06-20', until: '2026-06-01' }, 'change.until'],
      [{ ...SUSPENDED, sponsorId: 'nobody' }, 'change.sponsorId'],
      [{ ...SUSPENDED, from: '2020-01-01' }, 'change.until'],
      [{ ...SUSPENDED, status: 'gone' }, 'change.status'],
      [{ kind: 'amount', table: 'fee', cents: -1, from: '2027-01-01', until: null }, 'change.cents'],
      [{ kind: 'other' }, 'change.kind'],
    ]
    for (const [change, field] of rows) {
      const response = await record(change as RegisterChange, {
        expectedVersion: await lastVersion(change as RegisterChange),
      })
      expect([response.status, await response.json()]).toMatchObject([400, { type: 'invalid', field }])
    }
    for (const missing of [{ reason: ' ' }, { source: '' }]) {
      const response = await record(SUSPENDED, missing)
      expect([response.status, await response.json()]).toMatchObject([400, { field: Object.keys(missing)[0] }])
    }
    expect(await register()).toEqual(before)
  })

  test('[REG-1] only an administrator records; who works here reads, others do not', async () => {
    const body = { recordId: uuidv7(), expectedVersion: 0, change: SUSPENDED, reason: 'x', source: 'x' }
    for (const personId of ['officer-1', 'supervisor-1', 'auditor-1', 'sponsor:21PF']) {
      expect((await send(hub, personId, 'POST', '/v1/register/records', body)).status).toBe(403)
      expect((await send(hub, personId, 'POST', '/v1/register/preview', { change: SUSPENDED })).status).toBe(403)
    }
    for (const personId of ['officer-1', 'supervisor-1', 'auditor-1', 'administrator']) {
      expect((await send(hub, personId, 'GET', '/v1/register')).status).toBe(200)
    }
    expect((await send(hub, 'sponsor:21PF', 'GET', '/v1/register')).status).toBe(403)
    expect((await send(hub, null, 'GET', '/v1/register')).status).toBe(401)
  })

  test('[REG-4] a preview counts the undecided cases a change touches', async () => {
    async function preview(change: RegisterChange): Promise<RegisterPreview> {
      return await ask<RegisterPreview>(hub, 'administrator', 'POST', '/v1/register/preview', { change })
    }
    const sponsor: RegisterChange = {
      kind: 'status',
      sponsorId: 'sponsor-1',
      status: 'suspended',
      from: '2026-06-01',
      until: '2026-06-07',
    }
    expect(await preview(sponsor)).toEqual({ open: 4, held: 2, received: 0 })
    expect(await preview({ ...sponsor, from: '2026-06-08', until: '2026-06-08' })).toEqual({
      open: 4,
      held: 2,
      received: 4,
    })
    const other: RegisterChange = {
      kind: 'exemption',
      list: 'mvv',
      nationality: 'IND',
      exempt: true,
      from: '2026-01-01',
      until: null,
    }
    expect((await preview(other)).open).toBe(0)
  })

  test('[REG-7] a record for days past corrects the points in the list of free cases, and neither version nor digest of a case', async () => {
    const caseId = caseIds[1] ?? ''
    const digest = lineOf(await pull(hub, 'officer-1'), 'end').digest
    expect((await listPoolCases(hub, 'officer-1')).map((row) => row.failedChecks)).toEqual([0, 0])
    const fee: RegisterChange = { kind: 'amount', table: 'fee', cents: 30_000, from: '2026-06-01', until: '2026-06-30' }
    expect((await record(fee)).status).toBe(200)
    await expect
      .poll(async () => (await listPoolCases(hub, 'officer-1')).map((row) => row.failedChecks))
      .toEqual([1, 1])
    expect(lineOf(await pull(hub, 'officer-1'), 'end').digest).toBe(digest)
    expect((await caseFileAt(hub, caseId)).version).toBe(2)
  })

  test('[REG-7] a case that only grows old changes its due date in the list of free cases once its statutory period is over', async () => {
    const before = (await listPoolCases(hub, 'officer-1')).map((row) => row.dueOn)
    expect(before).toEqual(['2026-06-22', '2026-06-22'])
    hub.at('2026-09-01T08:00:00.000Z')
    await hub.restart()
    await expect
      .poll(async () => (await listPoolCases(hub, 'officer-1')).map((row) => row.dueOn))
      .toEqual(['2026-08-07', '2026-08-07'])
    hub.at(NOW)
  })
})
