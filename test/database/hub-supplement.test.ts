import { beforeAll, expect, test } from 'vitest'
import type { ApplicationStatus } from '#contract/institution-schema.ts'
import type { CaseFile } from '#core/case-file.ts'
import { aSponsor } from '#test/support/case-builder.ts'
import { ask, assign, commandBy, pull, linesOf, push, seedHub, send, submit } from '#test/support/hub-client.ts'
import { onBothEngines } from '#test/support/hub-engines.ts'
import type { TestHub } from '#test/support/hub.ts'
import { anIntakeApplication, anIntakeDocument } from '#test/support/intake-builder.ts'

const OWN = 'sponsor:21PF'
const NOOR = { personId: 'officer-1', name: 'Noor Visser' }
const STATEMENT = anIntakeDocument('afschrift', { kind: 'bank_statement' })
const MENDED = { changes: { declarations: { complete: true } }, documents: [STATEMENT] }

let made = 0

onBothEngines('supplements and withdrawal', (engine) => {
  let hub: TestHub
  beforeAll(async () => {
    hub = await engine.startHub()
    await seedHub(hub, { cases: 0 })
    const other = aSponsor({ sponsorId: 'sponsor-2', name: 'Instelling Zuid', brin: '24CC', clientNumber: '1-24CC' })
    await ask(hub, 'administrator', 'PUT', '/v1/admin/sponsors', [other])
  })

  async function fileOf(key: string): Promise<CaseFile> {
    const row = await hub.database.db
      .selectFrom('case_state')
      .innerJoin('intake_application', 'intake_application.case_id', 'case_state.case_id')
      .select('case_state.body')
      .where('application_key', '=', key)
      .executeTakeFirstOrThrow()
    return JSON.parse(row.body) as CaseFile
  }

  /** A case of officer-1 that is not complete. */
  async function openCase(): Promise<{ key: string; caseId: string }> {
    made += 1
    const key = `geval-${made}`
    const letters = String.fromCharCode(97 + made)
    const application = anIntakeApplication({
      applicationKey: key,
      applicant: { familyName: `Silva ${letters}` },
      passport: { number: `SU${String(made).padStart(7, '0')}` },
      declarations: { complete: false },
    })
    await submit(hub, [application])
    const { caseId } = await fileOf(key)
    await assign(hub, [caseId], NOOR)
    return { key, caseId }
  }

  /** The same, once officer-1 has asked what is missing. */
  async function waitingCase(): Promise<{ key: string; caseId: string }> {
    const { key, caseId } = await openCase()
    const answers = [
      { itemId: 'C02', value: 'not_met' as const, basis: 'system_check' as const, note: 'onvolledig', evidence: null },
      { itemId: 'C11', value: 'met' as const, basis: 'sponsor_declaration' as const, note: '', evidence: null },
    ]
    const { receipts } = await push(hub, 'officer-1', [
      commandBy('officer-1', 'answerCheck', caseId, { answers }, { baseVersion: 2 }),
      commandBy('officer-1', 'requestInformation', caseId, { items: ['C02'], text: 'Vul aan.' }, { baseVersion: 3 }),
    ])
    expect(receipts.map((receipt) => receipt.outcome)).toEqual(['accepted', 'accepted'])
    return { key, caseId }
  }

  async function supplement(key: string, body: object, as = OWN): Promise<Response> {
    const whole = { supplementKey: 'aanvulling', ...body }
    return await send(hub, as, 'POST', `/v1/intake/applications/${key}/supplements`, whole)
  }

  async function withdraw(key: string, as = OWN, body: object = { reason: 'Studeert elders.' }): Promise<Response> {
    return await send(hub, as, 'POST', `/v1/intake/applications/${key}/withdrawal`, body)
  }

  test('[INT-7] an answer in time reopens the case with what changed, and reaches the desk of its officer', async () => {
    const { key, caseId } = await waitingCase()
    const response = await supplement(key, MENDED)
    expect((await response.json()) as ApplicationStatus).toMatchObject({ status: 'open', request: null })
    const file = await fileOf(key)
    expect(file).toMatchObject({ status: 'open', requests: [{ completedOn: '2026-06-08' }] })
    expect(file.supplements).toMatchObject([
      {
        fields: [{ field: 'declarations.complete', before: false, after: true }],
        added: [{ kind: 'bank_statement', fileName: 'afschrift.pdf' }],
        removed: [],
        items: ['C02', 'C15', 'C16', 'C17'],
        before: { C02: { value: 'not_met', note: 'onvolledig' } },
      },
    ])
    expect(Object.keys(file.answers)).toEqual(['C11'])
    const pulled = linesOf(await pull(hub, 'officer-1'), 'case').find((line) => line.caseId === caseId)
    expect(pulled?.body.supplements).toEqual(file.supplements)
    const document = file.application.documents[0]?.documentId ?? ''
    expect((await send(hub, 'officer-1', 'GET', `/v1/documents/${document}`)).status).toBe(200)
  })

  test('[INT-8] the same supplement again counts once; its key with other content is refused', async () => {
    const { key } = await waitingCase()
    expect((await supplement(key, MENDED)).status).toBe(200)
    const { version } = await fileOf(key)
    expect((await supplement(key, MENDED)).status).toBe(200)
    const other = await supplement(key, { changes: { mvvPost: 'Recife' } })
    expect([other.status, await other.json()]).toMatchObject([409, { type: 'conflict', field: 'supplementKey' }])
    expect((await fileOf(key)).version).toBe(version)
  })

  test('[INT-8] of two supplements at once under one key one is taken', async () => {
    const { key } = await waitingCase()
    const both = await Promise.all([supplement(key, MENDED), supplement(key, MENDED)])
    expect(both.map((response) => response.status)).toEqual([200, 200])
    expect((await fileOf(key)).supplements).toHaveLength(1)
  })

  test('[INT-8] a supplement with faults names each of them and changes nothing', async () => {
    const { key } = await waitingCase()
    const before = await fileOf(key)
    const wrong = { changes: { declarations: { complete: 'ja' }, study: { endsOn: '2020-01-01' } } }
    const response = await supplement(key, wrong)
    const problem = (await response.json()) as { problems: { field: string }[] }
    expect([response.status, problem]).toMatchObject([400, { type: 'invalid', field: 'declarations.complete' }])
    const impossible = await supplement(key, { changes: { study: { endsOn: '2020-01-01' } } })
    expect(await impossible.json()).toMatchObject({ problems: [{ field: 'study.endsOn', code: 'impossible_date' }] })
    const same = await supplement(key, { changes: { mvvPost: before.application.mvvPost } })
    expect([same.status, await same.json()]).toMatchObject([400, { field: 'changes' }])
    expect(await fileOf(key)).toEqual(before)
  })

  test('[INT-8] too late, not asked and decided are refused, and say what to do', async () => {
    const { key } = await waitingCase()
    hub.at('2026-06-23T09:00:00.000Z')
    const late = await supplement(key, MENDED)
    expect([late.status, await late.json()]).toMatchObject([409, { type: 'conflict', field: 'key' }])
    const lapsed = await ask<ApplicationStatus>(hub, OWN, 'GET', `/v1/intake/applications/${key}`)
    expect(lapsed.request).toMatchObject({ endsOn: '2026-06-22', lapsed: true })
    const { caseId, version } = await fileOf(key)
    const payload = { outcome: 'disregard' as const, grounds: [], motivation: 'Niet aangevuld.', seenChecks: {} }
    const decide = commandBy('officer-1', 'decide', caseId, payload, { baseVersion: version })
    expect((await push(hub, 'officer-1', [decide])).receipts[0]).toMatchObject({ outcome: 'accepted' })
    const decided = await supplement(key, MENDED)
    expect(((await decided.json()) as { detail: string }).detail).toContain('decided on 2026-06-23')
    expect((await withdraw(key)).status).toBe(409)
    const status = await ask<ApplicationStatus>(hub, OWN, 'GET', `/v1/intake/applications/${key}`)
    expect(status).toMatchObject({ status: 'decided', decision: { outcome: 'disregard', decidedOn: '2026-06-23' } })
    hub.at('2026-06-08T09:00:00.000Z')
    const open = await openCase()
    const unasked = await supplement(open.key, MENDED)
    expect([unasked.status, ((await unasked.json()) as { detail: string }).detail]).toMatchObject([
      409,
      expect.stringContaining('nothing is asked'),
    ])
  })

  test('[INT-8] for another institution there is no such case to complete or withdraw', async () => {
    const { key } = await waitingCase()
    const before = await fileOf(key)
    for (const ask of [supplement, withdraw]) {
      const there = await (ask === supplement ? supplement(key, MENDED, 'sponsor:24CC') : withdraw(key, 'sponsor:24CC'))
      const nowhere = await (ask === supplement
        ? supplement('nooit', MENDED, 'sponsor:24CC')
        : withdraw('nooit', 'sponsor:24CC'))
      expect([there.status, await there.json()]).toEqual([404, await nowhere.json()])
    }
    expect(await fileOf(key)).toEqual(before)
  })

  test('[INT-7] [CHK-11] a corrected passport that is known elsewhere is told to both cases, each once', async () => {
    const passport = { number: 'DUBBEL001' }
    await submit(
      hub,
      [anIntakeApplication({ applicationKey: 'elders', applicant: { familyName: 'Elders' }, passport })],
      {
        brin: '24CC',
      },
    )
    const { key } = await waitingCase()
    const { application } = await fileOf(key)
    const corrected = anIntakeApplication({
      ...application,
      documents: [],
      passport: { ...application.passport, ...passport },
    })
    const changes = { passport: corrected.passport }
    expect((await supplement(key, { changes })).status).toBe(200)
    const [own, other] = [await fileOf(key), await fileOf('elders')]
    expect(own.duplicates.map((hit) => hit.caseNumber)).toEqual([other.caseNumber])
    expect(other.duplicates.map((hit) => hit.caseNumber)).toEqual([own.caseNumber])
  })

  test('[INT-9] [SYN-10] a withdrawn case ends, its officer is told, and a decision that comes later is set aside', async () => {
    const { key, caseId } = await openCase()
    const { version } = await fileOf(key)
    expect(await (await withdraw(key)).json()).toMatchObject({ status: 'withdrawn', withdrawnOn: '2026-06-08' })
    expect(await (await withdraw(key)).json()).toMatchObject({ status: 'withdrawn' })
    expect(await fileOf(key)).toMatchObject({ status: 'withdrawn', version: version + 1 })
    const pulled = linesOf(await pull(hub, 'officer-1'), 'case').find((line) => line.caseId === caseId)
    expect(pulled?.body.status).toBe('withdrawn')
    const payload = { outcome: 'grant' as const, grounds: [], motivation: '', seenChecks: {} }
    const decide = commandBy('officer-1', 'decide', caseId, payload, { baseVersion: version })
    const { receipts } = await push(hub, 'officer-1', [decide])
    expect(receipts[0]).toMatchObject({ outcome: 'parked' })
    expect(receipts[0]?.reasons.map((reason) => reason.code)).toContain('parked.withdrawn')
    expect((await supplement(key, MENDED)).status).toBe(409)
  })

  test('[INT-9] what is held is forgotten when it is withdrawn, and may be sent anew', async () => {
    const application = anIntakeApplication({ applicationKey: 'bedacht', applicant: { familyName: 'Bedacht' } })
    await submit(hub, [{ ...application, procedure: 'VISUM' }])
    for (const _time of [1, 2]) expect(await (await withdraw('bedacht')).json()).toMatchObject({ status: 'withdrawn' })
    expect((await send(hub, OWN, 'GET', '/v1/intake/held/bedacht')).status).toBe(404)
    const rows = await hub.database.db
      .selectFrom('held_application')
      .select('sent')
      .where('application_key', '=', 'bedacht')
      .execute()
    expect(rows).toEqual([{ sent: null }])
    expect(await submit(hub, [application])).toMatchObject({ accepted: 1 })
  })

  test('[INT-9] a withdrawal says why', async () => {
    const { key } = await openCase()
    const response = await withdraw(key, OWN, { reason: ' ' })
    expect([response.status, await response.json()]).toMatchObject([400, { field: 'reason' }])
  })
})
