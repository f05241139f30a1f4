import { beforeAll, expect, test } from 'vitest'
import type { ApplicationAnswer } from '#contract/intake-schema.ts'
import type { ApplicationList, ApplicationStatus, HeldApplication, HeldList } from '#contract/institution-schema.ts'
import { documentIdOf } from '#hub/documents/document-store.ts'
import { aSponsor } from '#test/support/case-builder.ts'
import { ask, assign, commandBy, push, seedHub, send, submit } from '#test/support/hub-client.ts'
import { onBothEngines } from '#test/support/hub-engines.ts'
import type { TestHub } from '#test/support/hub.ts'
import { anIntakeApplication, anIntakeDocument, manyIntakeApplications } from '#test/support/intake-builder.ts'

const OWN = 'sponsor:21PF'
const OTHER = 'sponsor:24CC'
const PASSPORT = anIntakeDocument('paspoort', { kind: 'passport' })
const PASSPORT_ID = documentIdOf(Buffer.from(PASSPORT.contentBase64, 'base64'))
const NOORD = { personId: 'officer-1', name: 'Noor Visser' }

onBothEngines('held applications', (engine) => {
  let hub: TestHub
  beforeAll(async () => {
    hub = await engine.startHub()
    await seedHub(hub, { cases: 0 })
    const other = aSponsor({ sponsorId: 'sponsor-2', name: 'Instelling Zuid', brin: '24CC', clientNumber: '1-24CC' })
    await ask(hub, 'administrator', 'PUT', '/v1/admin/sponsors', [other])
  })

  async function hold(key: string, overrides: object = {}): Promise<void> {
    const application = { ...anIntakeApplication({ applicationKey: key, documents: [PASSPORT] }), ...overrides }
    expect(await submit(hub, [{ ...application, procedure: 'VISUM' }])).toMatchObject({ held: 1 })
  }

  async function correct(key: string, changes: object, as = OWN): Promise<Response> {
    return await send(hub, as, 'POST', `/v1/intake/held/${encodeURIComponent(key)}/correction`, changes)
  }

  async function statusOf(key: string, as = OWN): Promise<ApplicationStatus> {
    return await ask(hub, as, 'GET', `/v1/intake/applications/${encodeURIComponent(key)}`)
  }

  test('[INT-5] what is held is listed with its reasons, and read back as it was sent, documents by their hashes', async () => {
    await hold('vast/1 é')
    const list = await ask<HeldList>(hub, OWN, 'GET', '/v1/intake/held')
    const entry = list.applications.find((one) => one.applicationKey === 'vast/1 é')
    expect(entry?.problems).toMatchObject([{ field: 'procedure', code: 'invalid', value: 'VISUM' }])
    const path = `/v1/intake/held/${encodeURIComponent('vast/1 é')}`
    const { application } = await ask<HeldApplication>(hub, OWN, 'GET', path)
    expect(application).toMatchObject({
      procedure: 'VISUM',
      documents: [{ kind: 'passport', sha256: PASSPORT_ID }],
    })
    expect(JSON.stringify(application)).not.toContain(PASSPORT.contentBase64)
    expect(await statusOf('vast/1 é')).toMatchObject({ status: 'held', caseNumber: null })
  })

  test('[INT-5] a correction carries over what did not change and makes the case, whose documents were sent before', async () => {
    await hold('mend')
    const answer = (await (await correct('mend', { changes: { procedure: 'TEV' } })).json()) as ApplicationAnswer
    expect(answer).toMatchObject({ status: 'accepted', applicationKey: 'mend', problems: [] })
    const file = await fileOf(answer.caseNumber)
    expect(file.application).toMatchObject({ procedure: 'TEV', documents: [{ documentId: PASSPORT_ID, bytes: 26 }] })
    expect((await send(hub, OWN, 'GET', '/v1/intake/held/mend')).status).toBe(404)
    expect(await statusOf('mend')).toMatchObject({ status: 'received', caseNumber: answer.caseNumber })
    expect((await correct('mend', { changes: {} })).status).toBe(404)
  })

  async function fileOf(caseNumber: string | null) {
    const row = await hub.database.db
      .selectFrom('case_state')
      .select('body')
      .where('case_number', '=', caseNumber ?? '')
      .executeTakeFirstOrThrow()
    return JSON.parse(row.body) as { caseId: string; application: { documents: unknown[] } }
  }

  test('[INT-5] a correction that leaves a fault is held again with what is left', async () => {
    await hold('half', { mvvPost: 7 })
    const first = (await (await correct('half', { changes: { procedure: 'TEV' } })).json()) as ApplicationAnswer
    expect(first).toMatchObject({ status: 'held', problems: [{ field: 'mvvPost', code: 'invalid' }] })
    const second = (await (await correct('half', { changes: { mvvPost: 'Brasilia' } })).json()) as ApplicationAnswer
    expect(second).toMatchObject({ status: 'accepted' })
  })

  test('[INT-5] objects are merged field by field; documents are added and taken away by name', async () => {
    await hold('parts')
    const enrolment = anIntakeDocument('inschrijving')
    const response = await correct('parts', {
      changes: { procedure: 'TEV', applicant: { birthPlace: null }, passport: { issuedOn: '2024-02-02' } },
      documents: [enrolment],
      removedDocuments: [PASSPORT_ID],
    })
    const answer = (await response.json()) as ApplicationAnswer
    expect(await fileOf(answer.caseNumber)).toMatchObject({
      application: {
        applicant: { birthPlace: null, familyName: 'Silva Costa' },
        passport: { issuedOn: '2024-02-02', number: 'FX123456' },
        documents: [{ kind: 'enrolment' }],
      },
    })
  })

  test('[INT-5] a document that could not be kept is simply sent anew', async () => {
    const broken = { ...PASSPORT, mediaType: 'image/png' as const }
    expect(await submit(hub, [anIntakeApplication({ applicationKey: 'anew', documents: [broken] })])).toMatchObject({
      held: 1,
    })
    const answer = (await (await correct('anew', { documents: [PASSPORT] })).json()) as ApplicationAnswer
    expect(answer.status).toBe('accepted')
    expect((await fileOf(answer.caseNumber)).application.documents).toMatchObject([{ documentId: PASSPORT_ID }])
  })

  test('[INT-5] only who sent a document may cite it: for another its hash is as unknown as any', async () => {
    await hold('cites')
    const { contentBase64: _content, ...cited } = { ...PASSPORT, sha256: PASSPORT_ID }
    const application = anIntakeApplication({ applicationKey: 'cites-too', documents: [cited] })
    expect((await submit(hub, [application])).accepted).toBe(1)
    const other = await submit(hub, [application], { brin: '24CC' })
    const never = { ...cited, sha256: '0'.repeat(64) }
    const unknown = await submit(hub, [{ ...application, documents: [never] }], { brin: '24CC' })
    const codes = [other, unknown].map((answer) =>
      answer.applications[0]?.problems.map(({ field, code }) => [field, code]),
    )
    expect(codes).toEqual([
      [['documents[0].sha256', 'document_unknown']],
      [['documents[0].sha256', 'document_unknown']],
    ])
    const both = await submit(hub, [
      { ...application, applicationKey: 'both', documents: [{ ...PASSPORT, sha256: PASSPORT_ID }] },
    ])
    expect(both.applications[0]?.problems).toMatchObject([{ field: 'documents[0].contentBase64' }])
  })

  test('[INT-5] an application mended in another batch is no longer held; a faulty one under the key of a case holds nothing', async () => {
    await hold('batch')
    expect((await submit(hub, [anIntakeApplication({ applicationKey: 'batch' })])).accepted).toBe(1)
    expect((await send(hub, OWN, 'GET', '/v1/intake/held/batch')).status).toBe(404)
    await hold('batch')
    expect((await send(hub, OWN, 'GET', '/v1/intake/held/batch')).status).toBe(404)
  })

  test('[INT-5] of a key given twice in a batch the last is held, and nothing when one of them is sound', async () => {
    const twice = { ...anIntakeApplication({ applicationKey: 'two' }), procedure: 'A' }
    await submit(hub, [twice, { ...twice, procedure: 'B' }])
    expect(await ask(hub, OWN, 'GET', '/v1/intake/held/two')).toMatchObject({ application: { procedure: 'B' } })
    await submit(hub, [{ ...twice, applicationKey: 'one' }, anIntakeApplication({ applicationKey: 'one' })])
    expect((await send(hub, OWN, 'GET', '/v1/intake/held/one')).status).toBe(404)
  })

  test('[INT-5] what is held for its institution is mended once the register knows it', async () => {
    const application = anIntakeApplication({ applicationKey: 'early', documents: [PASSPORT] })
    expect(await submit(hub, [application], { brin: '25DD' })).toMatchObject({ held: 1 })
    const later = aSponsor({ sponsorId: 'sponsor-3', name: 'Instelling Oost', brin: '25DD', clientNumber: '1-25DD' })
    await ask(hub, 'administrator', 'PUT', '/v1/admin/sponsors', [later])
    const answer = await correct('early', {}, 'sponsor:25DD')
    expect(await answer.json()).toMatchObject({ status: 'accepted', applicationKey: 'early' })
  })

  const wrong: [string, unknown, string][] = [
    ['another key', { changes: { applicationKey: 'x' } }, 'changes.applicationKey'],
    ['documents among the changes', { changes: { documents: [] } }, 'changes.documents'],
    ['a document that is not there', { removedDocuments: ['0'.repeat(64)] }, 'removedDocuments[0]'],
    ['an unknown part', { haast: true }, ''],
    ['changes that are no object', { changes: [] }, 'changes'],
  ]
  test.each(wrong)(
    '[INT-5] a correction with %s is refused by name and changes nothing',
    async (_name, body, field) => {
      await hold('refused')
      const before = await ask(hub, OWN, 'GET', '/v1/intake/held/refused')
      const response = await correct('refused', body as object)
      expect([response.status, await response.json()]).toMatchObject([
        400,
        { type: 'invalid', ...(field && { field }) },
      ])
      expect(await ask(hub, OWN, 'GET', '/v1/intake/held/refused')).toEqual(before)
    },
  )

  test('[INT-6] what another institution sent is as unknown as what nobody sent', async () => {
    await hold('secret')
    await submit(hub, [anIntakeApplication({ applicationKey: 'secret-case' })])
    for (const path of [
      '/v1/intake/held/secret',
      '/v1/intake/applications/secret',
      '/v1/intake/applications/secret-case',
    ]) {
      const foreign = await send(hub, OTHER, 'GET', path)
      const nothing = await send(hub, OTHER, 'GET', '/v1/intake/applications/never')
      expect([foreign.status, await foreign.json()]).toEqual([404, await nothing.json()])
    }
    expect((await correct('secret', {}, OTHER)).status).toBe(404)
    expect(await ask<HeldList>(hub, OTHER, 'GET', '/v1/intake/held')).not.toMatchObject({
      applications: expect.arrayContaining([expect.objectContaining({ applicationKey: 'secret' })]),
    })
    for (const person of ['officer-1', 'supervisor-1', 'auditor-1', 'administrator']) {
      expect((await send(hub, person, 'GET', '/v1/intake/applications')).status).toBe(403)
    }
  })

  test('[INT-6] the status of an application follows its case and names no officer and no note', async () => {
    const answer = await submit(hub, [
      anIntakeApplication({ applicationKey: 'follow', declarations: { complete: false } }),
    ])
    const caseNumber = answer.applications[0]?.caseNumber ?? ''
    expect(await statusOf('follow')).toMatchObject({ status: 'received', caseNumber, receivedOn: '2026-06-08' })
    const { caseId } = await fileOf(caseNumber)
    await assign(hub, [caseId], NOORD)
    expect((await statusOf('follow')).status).toBe('open')
    const item = {
      itemId: 'C02',
      value: 'not_met' as const,
      basis: 'system_check' as const,
      note: 'geheim',
      evidence: null,
    }
    const asked = { items: ['C02'], text: 'Stuur de verklaring.' }
    await push(hub, 'officer-1', [
      commandBy('officer-1', 'addNote', caseId, { text: 'geheime notitie' }, { baseVersion: 2 }),
      commandBy('officer-1', 'answerCheck', caseId, { answers: [item] }, { baseVersion: 3 }),
      commandBy('officer-1', 'requestInformation', caseId, asked, { baseVersion: 4 }),
    ])
    const waiting = await statusOf('follow')
    expect(waiting).toMatchObject({
      status: 'waiting',
      request: {
        askedOn: '2026-06-08',
        endsOn: '2026-06-22',
        lapsed: false,
        text: asked.text,
        items: [{ itemId: 'C02' }],
      },
    })
    expect(JSON.stringify(waiting)).not.toMatch(/Noor|Visser|officer-1|geheim/)
  })

  test('[INT-6] own applications are searched by key, number and name, and paged, the newest first', async () => {
    const answer = await submit(hub, manyIntakeApplications(5, 'blader'), { brin: '24CC' })
    const numbers = answer.applications.map((one) => one.caseNumber)
    const list = async (query: string) =>
      await ask<ApplicationList>(hub, OTHER, 'GET', `/v1/intake/applications?${query}`)
    const first = await list('search=blader-&limit=2')
    expect(first).toMatchObject({
      total: 5,
      applications: [{ applicationKey: 'blader-5' }, { applicationKey: 'blader-4' }],
    })
    const second = await list(`search=blader-&limit=3&after=${first.next}`)
    expect(second.applications.map((one) => one.caseNumber)).toEqual(numbers.slice(0, 3).reverse())
    expect(second.next).toBeNull()
    expect((await list(`search=${numbers[2]}`)).applications).toMatchObject([{ applicationKey: 'blader-3' }])
    expect((await list(`search=${encodeURIComponent('silva d')}`)).total).toBe(1)
    expect((await list('search=%25')).total).toBe(0)
    expect((await list('status=received&search=blader')).total).toBe(5)
    expect((await list('status=decided&search=blader')).total).toBe(0)
    const wrongLimit = await send(hub, OTHER, 'GET', '/v1/intake/applications?limit=0')
    expect([wrongLimit.status, await wrongLimit.json()]).toMatchObject([400, { field: 'limit' }])
  })
})
