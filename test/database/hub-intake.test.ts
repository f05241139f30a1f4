import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { json } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import type { BatchRefusal, IntakeAnswer } from '#contract/intake-schema.ts'
import type { Sponsor } from '#core/reference.ts'
import { anApplication, aSponsor } from '#test/support/case-builder.ts'
import { caseFileAt } from '#test/support/hub-cases.ts'
import { ask, listPoolCases, seedHub, send, submit } from '#test/support/hub-client.ts'
import { onBothEngines } from '#test/support/hub-engines.ts'
import type { TestHub } from '#test/support/hub.ts'
import { anIntakeApplication, anIntakeDocument, manyIntakeApplications } from '#test/support/intake-builder.ts'

const LIMIT = 64 * 1024 * 1024
const MEGABYTE = Buffer.alloc(1024 * 1024, ' ')

function otherSponsor(brin: string, overrides: Partial<Sponsor>): Sponsor {
  return aSponsor({
    sponsorId: `sponsor-${brin}`,
    name: `Instelling ${brin}`,
    brin,
    clientNumber: `1-${brin}`,
    ...overrides,
  })
}

onBothEngines('intake', (engine) => {
  let hub: TestHub
  beforeAll(async () => {
    hub = await engine.startHub({ intakeLimitBytes: LIMIT })
    await seedHub(hub, { cases: 0 })
    const since = { validTo: null, source: 'register' }
    await ask(hub, 'administrator', 'PUT', '/v1/admin/sponsors', [
      otherSponsor('22AA', {
        status: [
          { status: 'recognised', validFrom: '2013-06-01', validTo: '2026-05-14', source: 'register' },
          { status: 'suspended', validFrom: '2026-05-15', ...since },
        ],
      }),
      otherSponsor('23BB', { codeOfConduct: [{ validFrom: '2013-06-01', validTo: '2025-12-31', source: 'register' }] }),
      otherSponsor('24CC', {}),
    ])
  })

  async function countCases(): Promise<number> {
    const { db } = hub.database
    return (await db.selectFrom('case_state').select('case_id').execute()).length
  }

  async function heldProblems(application: unknown): Promise<IntakeAnswer['applications'][number]['problems']> {
    const before = await countCases()
    const answer = await submit(hub, [application])
    expect(answer).toMatchObject({ accepted: 0, held: 1, repeated: 0 })
    expect(await countCases()).toBe(before)
    return answer.applications[0]?.problems ?? []
  }

  test('an accepted application is a case in the pool, with its number, its clock and its documents', async () => {
    const application = anIntakeApplication({ applicationKey: 'whole', documents: [anIntakeDocument('inschrijving')] })
    const answer = await submit(hub, [application])
    const [accepted] = answer.applications
    expect(accepted).toMatchObject({ index: 0, applicationKey: 'whole', status: 'accepted', problems: [] })
    const row = (await listPoolCases(hub, 'officer-1')).find((found) => found.caseNumber === accepted?.caseNumber)
    expect(row).toMatchObject({ receivedOn: '2026-06-08', nationality: 'BRA', sponsorName: 'Hogeschool Noordzee' })
    expect(JSON.stringify(row)).not.toContain('Silva')
    const file = await caseFileAt(hub, row?.caseId ?? '')
    expect(file.version).toBe(1)
    expect(file.application).toMatchObject({ applicant: application.applicant, passport: application.passport })
    expect(file.application.documents).toMatchObject([{ kind: 'enrolment', fileName: 'inschrijving.pdf', bytes: 30 }])
    expect(JSON.stringify(file)).not.toContain('contentBase64')
  })

  test('[INT-2] one bad application does not hold the others of its batch', async () => {
    const [first, second] = manyIntakeApplications(2, 'mixed')
    const answer = await submit(hub, [first, { ...second, procedure: 'VISUM' }, 'tekst', null])
    expect(answer.applications.map((application) => application.status)).toEqual(['accepted', 'held', 'held', 'held'])
    expect(answer.applications[1]).toMatchObject({
      applicationKey: 'mixed-2',
      problems: [{ field: 'procedure', code: 'invalid', value: 'VISUM' }],
    })
  })

  test('[INT-4] a batch sent twice gets the same answer and makes no second case', async () => {
    const applications = [...manyIntakeApplications(3, 'twice'), { applicationKey: 'broken' }]
    const first = await submit(hub, applications, { batchKey: 'twice' })
    const before = await countCases()
    expect(await submit(hub, applications, { batchKey: 'twice' })).toEqual(first)
    expect(await countCases()).toBe(before)
  })

  test('[INT-4] an application sent again in another batch is answered with its first case', async () => {
    const [application] = manyIntakeApplications(1, 'again')
    const first = await submit(hub, [application])
    const second = await submit(hub, [application, application])
    expect(second).toMatchObject({ accepted: 0, repeated: 2 })
    expect(second.applications.map((answered) => answered.caseNumber)).toEqual(
      [1, 2].map(() => first.applications[0]?.caseNumber),
    )
  })

  test('[INT-4] a key used for other content is held; mended under the same batch key it is taken', async () => {
    const [application] = manyIntakeApplications(1, 'reused')
    await submit(hub, [application])
    const changed = { ...application, fee: { ...application?.fee, reference: 'anders' } }
    expect(await heldProblems(changed)).toMatchObject([
      { field: 'applicationKey', code: 'key_reused', value: 'reused-1' },
    ])
    const [mended] = manyIntakeApplications(1, 'mended')
    await submit(hub, [{ ...mended, procedure: 'VISUM' }], { batchKey: 'mended' })
    expect(await submit(hub, [mended], { batchKey: 'mended' })).toMatchObject({ accepted: 1, held: 0 })
  })

  test('the same key at another sponsor is another application', async () => {
    const [application] = manyIntakeApplications(1, 'shared')
    expect((await submit(hub, [application])).accepted).toBe(1)
    expect((await submit(hub, [application], { brin: '24CC' })).accepted).toBe(1)
  })

  test('[CHK-11] two cases of one person know each other, by passport or by name and date of birth', async () => {
    const passport = { number: 'DUP000001' }
    const first = anIntakeApplication({
      applicationKey: 'dup-1',
      applicant: { familyName: 'Dubbel', givenNames: 'Eva' },
      passport,
    })
    const second = anIntakeApplication({
      applicationKey: 'dup-2',
      applicant: { familyName: 'Anders', givenNames: 'Ivo' },
      passport,
    })
    const third = anIntakeApplication({
      applicationKey: 'dup-3',
      applicant: { familyName: 'DUBBEL', givenNames: 'éva' },
      passport: { number: 'DUP000003' },
    })
    await submit(hub, [first, second])
    await submit(hub, [third], { brin: '24CC' })
    const numbers = new Map((await listPoolCases(hub, 'officer-1')).map((row) => [row.caseNumber, row.caseId]))
    const { db } = hub.database
    const rows = await db
      .selectFrom('intake_application')
      .select(['application_key', 'case_number'])
      .where('application_key', 'like', 'dup-%')
      .orderBy('application_key')
      .execute()
    const files = await Promise.all(rows.map((row) => caseFileAt(hub, numbers.get(row.case_number) ?? '')))
    const [one, two, three] = rows.map((row) => row.case_number)
    expect(files.map((file) => file.duplicates.map((hit) => [hit.caseNumber, hit.matchedOn]))).toEqual([
      [
        [two, 'passport'],
        [three, 'name_and_birth_date'],
      ],
      [[one, 'passport']],
      [[one, 'name_and_birth_date']],
    ])
    expect(files.map((file) => file.version)).toEqual([3, 1, 1])
  })

  test('an unknown sponsor, and one suspended on the day of receipt, are held with the reason', async () => {
    const [application] = manyIntakeApplications(1, 'sponsor')
    const unknown = await submit(hub, [application], { brin: '99ZZ' })
    expect(unknown.applications[0]?.problems).toMatchObject([{ field: 'brin', code: 'unknown_sponsor', value: '99ZZ' }])
    const suspended = await submit(hub, [application], { brin: '22AA' })
    expect(suspended.applications[0]).toMatchObject({ status: 'held', applicationKey: 'sponsor-1' })
    expect(suspended.applications[0]?.problems[0]).toMatchObject({ code: 'sponsor_not_recognised', value: '22AA' })
    expect(suspended.applications[0]?.problems[0]?.message).toContain('suspended since 2026-05-15')
    const before = await submit(hub, [application], { brin: '22AA', as: 'administrator', receivedOn: '2026-05-14' })
    expect(before.accepted).toBe(1)
  })

  test('[CHK-3] a lapsed Code of Conduct does not hold an application; the officer sees that C01 fails', async () => {
    const answer = await submit(hub, manyIntakeApplications(1, 'code'), { brin: '23BB' })
    expect(answer.accepted).toBe(1)
    const row = (await listPoolCases(hub, 'officer-1')).find(
      (found) => found.caseNumber === answer.applications[0]?.caseNumber,
    )
    expect((await caseFileAt(hub, row?.caseId ?? '')).derived.failedChecks).toContain('C01')
  })

  const wrong: [string, unknown, string, string][] = [
    ['a missing field', { ...anIntakeApplication(), applicant: undefined }, 'applicant', 'missing'],
    ['a number for a text', { ...anIntakeApplication(), mvvPost: 7 }, 'mvvPost', 'invalid'],
    ['a field that does not exist', { ...anIntakeApplication(), haast: true }, 'haast', 'unknown_field'],
    [
      'a date that does not exist',
      anIntakeApplication({ applicant: { birthDate: '2004-02-30' } }),
      'applicant.birthDate',
      'invalid',
    ],
    [
      'a birth in the future',
      anIntakeApplication({ applicant: { birthDate: '2026-06-09' } }),
      'applicant.birthDate',
      'impossible_date',
    ],
    [
      'an end before the start',
      anIntakeApplication({ study: { startsOn: '2026-09-01', endsOn: '2026-08-31' } }),
      'study.endsOn',
      'impossible_date',
    ],
    [
      'an expiry before the issue',
      anIntakeApplication({ passport: { issuedOn: '2026-01-02', expiresOn: '2026-01-01' } }),
      'passport.expiresOn',
      'impossible_date',
    ],
    ['a year beyond 2200', anIntakeApplication({ study: { endsOn: '2201-01-01' } }), 'study.endsOn', 'impossible_date'],
    [
      'an impossible payment date',
      anIntakeApplication({ fee: { paidOn: '9999-12-31' } }),
      'fee.paidOn',
      'impossible_date',
    ],
    [
      'too short a line of the MRZ',
      {
        ...anIntakeApplication(),
        passport: { ...anIntakeApplication().passport, mrz: [anIntakeApplication().passport?.mrz?.[0], 'KORT'] },
      },
      'passport.mrz[1]',
      'invalid',
    ],
    [
      'a document that is not base64',
      anIntakeApplication({ documents: [anIntakeDocument('x', { contentBase64: '%%%' })] }),
      'documents[0].contentBase64',
      'invalid',
    ],
    [
      'a document that is not its type',
      anIntakeApplication({ documents: [anIntakeDocument('x', { mediaType: 'image/png' })] }),
      'documents[0].contentBase64',
      'not_the_media_type',
    ],
    [
      'an empty document',
      anIntakeApplication({ documents: [anIntakeDocument('x', { contentBase64: '' })] }),
      'documents[0].contentBase64',
      'empty',
    ],
    [
      'a zero character',
      anIntakeApplication({ applicant: { birthPlace: 'Rio\u0000' } }),
      'applicant.birthPlace',
      'invalid',
    ],
    [
      'half a character',
      anIntakeApplication({ applicant: { familyName: 'Silva \ud800' } }),
      'applicant.familyName',
      'invalid',
    ],
  ]
  test.each(wrong)(
    '%s holds the application, naming the field, and stores nothing',
    async (_name, application, field, code) => {
      expect(await heldProblems(application)).toContainEqual(expect.objectContaining({ field, code }))
    },
  )

  test('[CHK-9] a wrong check digit of the MRZ is named; data that disagrees with a sound MRZ is for the officer', async () => {
    const clean = anApplication()
    const [first, second] = clean.passport?.mrz ?? ['', '']
    const digit = second[9] === '0' ? '1' : '0'
    const broken: [string, string] = [first, second.slice(0, 9) + digit + second.slice(10)]
    const problems = await heldProblems({ ...anIntakeApplication(), passport: { ...clean.passport, mrz: broken } })
    expect(problems[0]).toMatchObject({ field: 'passport.mrz[1]', code: 'mrz_check_digit', value: digit })
    expect(problems[0]?.message).toContain('document number')
    const disagreeing = anIntakeApplication({
      applicationKey: 'disagrees',
      applicant: { familyName: 'Heel Anders' },
      passport: { mrz: [first, second] },
    })
    expect((await submit(hub, [disagreeing])).accepted).toBe(1)
  })

  test('what was sent is shown shortened, never a whole document', async () => {
    const long = 'A'.repeat(400_001)
    const problems = await heldProblems(
      anIntakeApplication({ documents: [anIntakeDocument('x', { contentBase64: long })] }),
    )
    expect(JSON.stringify(problems).length).toBeLessThan(1_000)
    const many = await heldProblems({ applicationKey: 'k', means: Array.from({ length: 5_000 }, () => 'x') })
    expect(many.length).toBeLessThanOrEqual(20)
  })

  async function refusedBody(body: string | Uint8Array, headers: Record<string, string> = {}) {
    const before = await countCases()
    const own = { 'content-type': 'application/json', ...headers }
    const response = await send(hub, 'sponsor:21PF', 'POST', '/v1/intake/batches', body, own)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(await countCases()).toBe(before)
    return (await response.json()) as { type: string; status: number; field?: string; detail?: string }
  }

  function envelope(applications: unknown[], overrides: object = {}): string {
    return JSON.stringify({ format: 'beslisdesk-intake-1', batchKey: 'b', brin: '21PF', applications, ...overrides })
  }

  test('a body that is no JSON, no UTF-8, empty, of another type or of another format is one problem, and nothing is stored', async () => {
    const sound = envelope(manyIntakeApplications(1, 'envelope'))
    expect(await refusedBody(sound.slice(0, -20))).toMatchObject({ type: 'malformed_json', status: 400 })
    expect(await refusedBody('')).toMatchObject({ type: 'malformed_json', status: 400 })
    const latin1 = Buffer.from(sound.replace('Silva', 'Müller'), 'latin1')
    expect(await refusedBody(latin1)).toMatchObject({ type: 'not_utf8', status: 400 })
    expect(await refusedBody(Buffer.from(`\ufeff${sound}`, 'utf16le'))).toMatchObject({ type: 'not_utf8' })
    expect(await refusedBody(sound, { 'content-type': 'text/csv' })).toMatchObject({
      type: 'unsupported_media_type',
      status: 415,
    })
    expect(await refusedBody(envelope([], {}))).toMatchObject({ type: 'invalid', field: 'applications' })
    expect(await refusedBody(envelope([1], { format: 'csv' }))).toMatchObject({ type: 'invalid', field: 'format' })
    expect(await refusedBody(envelope([1], { brin: 'x' }))).toMatchObject({ type: 'invalid', field: 'brin' })
    expect(await refusedBody(envelope([1], { batchKey: 'b\u0000' }))).toMatchObject({ type: 'invalid' })
    expect(await refusedBody('[]')).toMatchObject({ type: 'invalid', status: 400 })
  })

  test('a parser error tells the place, not what stands there', async () => {
    const problem = await refusedBody(envelope(['@']).replace('"@"', '{"familyName": "Geheim" "x"}'))
    expect(problem.detail).toMatch(/^stopped at position \d+/)
    expect(JSON.stringify(problem)).not.toContain('Geheim')
  })

  test('nesting of a million levels is one problem or held applications, not the end of the hub', async () => {
    const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000)
    const body = envelope(['@']).replace('"@"', deep)
    const response = await send(hub, 'sponsor:21PF', 'POST', '/v1/intake/batches', body, {
      'content-type': 'application/json',
    })
    expect(response.status).toBeLessThan(500)
    expect((await send(hub, null, 'GET', '/ready')).status).toBe(200)
  })

  /** Without a content-length, as a sender does that makes its batch while sending it. */
  async function sendUnannounced(bytes: number): Promise<unknown> {
    const authorization = `Bearer ${await hub.token('sponsor:21PF')}`
    const headers = { authorization, 'content-type': 'application/json', 'transfer-encoding': 'chunked' }
    return await new Promise((resolve, reject) => {
      const sending = request(`${hub.url}/v1/intake/batches`, { method: 'POST', headers }, (response) => {
        void json(response).then(resolve, reject)
      })
      sending.on('error', reject)
      Readable.from(Array.from({ length: Math.ceil(bytes / MEGABYTE.length) }, () => MEGABYTE)).pipe(sending)
    })
  }

  test('[INT-1] a body beyond the limit is refused, by its announced length or while it arrives', async () => {
    expect(await refusedBody(Buffer.alloc(LIMIT + 1, ' '))).toMatchObject({ type: 'too_large', status: 413 })
    const arriving = await sendUnannounced(LIMIT + 1)
    expect(arriving).toMatchObject({ type: 'too_large', status: 413 })
  })

  test('[INT-1] what a batch says of itself comes before its applications; otherwise nothing is stored', async () => {
    const [application] = manyIntakeApplications(1, 'order')
    const late = JSON.stringify({
      applications: [application],
      format: 'beslisdesk-intake-1',
      batchKey: 'b',
      brin: '21PF',
    })
    const problem = await refusedBody(late)
    expect(problem).toMatchObject({ type: 'invalid', field: 'format' })
    expect(problem.detail).toMatch(/before applications.*nothing of this batch was stored/)
  })

  test('[INT-1] the 5,001st application is refused; those before it are answered and stand', async () => {
    const many = Array.from({ length: 5_001 }, (_, index) => ({ applicationKey: `many-${index}` }))
    const response = await send(hub, 'sponsor:24CC', 'POST', '/v1/intake/batches', envelope(many, { brin: '24CC' }), {
      'content-type': 'application/json',
    })
    const refusal = (await response.json()) as BatchRefusal
    expect(refusal).toMatchObject({ status: 400, type: 'invalid', field: 'applications' })
    expect(refusal.detail).toContain('the first 5000 applications were answered and stand')
    expect(refusal.answered).toMatchObject({ accepted: 0, held: 5_000, repeated: 0 })
  })

  test('[INT-3] what was read whole before a batch breaks off stands, and is repeated when the batch is sent again', async () => {
    const applications = manyIntakeApplications(300, 'broken')
    const body = envelope(applications, { batchKey: 'broken' })
    const cut = body.slice(0, body.indexOf('"broken-261"') + 40)
    const response = await send(hub, 'sponsor:21PF', 'POST', '/v1/intake/batches', cut, {
      'content-type': 'application/json',
    })
    const refusal = (await response.json()) as BatchRefusal
    expect(refusal).toMatchObject({ status: 400, type: 'malformed_json', answered: { accepted: 260, held: 0 } })
    expect(refusal.detail).toContain('the first 260 applications were answered and stand (260 accepted')
    const again = await submit(hub, applications, { batchKey: 'broken' })
    expect(again).toMatchObject({ accepted: 40, repeated: 260, held: 0 })
    expect(again.applications.map((one) => one.caseNumber).slice(0, 260)).toEqual(
      refusal.answered?.applications.map((one) => one.caseNumber),
    )
  })

  test('[INT-2] an application larger than the hub reads is held by itself, without a trace of its content', async () => {
    const [first, second] = manyIntakeApplications(2, 'huge')
    const huge = { ...anIntakeApplication({ applicationKey: 'huge' }), filler: 'x'.repeat(65 * 1024 * 1024) }
    const roomy = await engine.startHub({ intakeLimitBytes: 100 * 1024 * 1024 })
    await seedHub(roomy, { cases: 0 })
    const answer = await submit(roomy, [first, huge, second])
    expect(answer.applications.map((one) => one.status)).toEqual(['accepted', 'held', 'accepted'])
    expect(answer.applications[1]?.problems).toMatchObject([{ code: 'too_large' }])
  })

  test('a batch of 50 MB is answered', async () => {
    const filler = Buffer.concat([Buffer.alloc(9 * 1024 * 1024, '%PDF-1.7 '), Buffer.from('%%EOF')]).toString('base64')
    const documents = [1, 2, 3, 4].map((n) => anIntakeDocument(`groot-${n}`, { contentBase64: filler }))
    const applications = [
      anIntakeApplication({ applicationKey: 'large', documents }),
      ...manyIntakeApplications(200, 'large'),
    ]
    const body = envelope(applications, { batchKey: 'large' })
    expect(body.length).toBeGreaterThan(50_000_000)
    const answer = await ask<IntakeAnswer>(hub, 'sponsor:21PF', 'POST', '/v1/intake/batches', body, {
      'content-type': 'application/json',
    })
    expect(answer).toMatchObject({ accepted: 201, held: 0 })
  })

  test('the same document of many applications is kept once', async () => {
    const same = anIntakeDocument('gedeeld')
    const applications = manyIntakeApplications(5, 'same').map((application) => ({ ...application, documents: [same] }))
    const before = await countFiles(hub.documentFolder)
    expect((await submit(hub, applications)).accepted).toBe(5)
    expect(await countFiles(hub.documentFolder)).toBe(before + 1)
  })

  test('an institution submits for itself only, and only an administrator names an earlier day of receipt', async () => {
    const body = envelope(manyIntakeApplications(1, 'foreign'))
    const foreign = await send(hub, 'sponsor:24CC', 'POST', '/v1/intake/batches', body, {
      'content-type': 'application/json',
    })
    expect([foreign.status, await foreign.json()]).toMatchObject([403, { type: 'not_permitted', field: 'brin' }])
    const earlier = { 'content-type': 'application/json', 'x-beslisdesk-received-on': '2026-06-01' }
    expect((await send(hub, 'sponsor:21PF', 'POST', '/v1/intake/batches', body, earlier)).status).toBe(403)
    const later = { ...earlier, 'x-beslisdesk-received-on': '2026-06-09' }
    expect((await send(hub, 'administrator', 'POST', '/v1/intake/batches', body, later)).status).toBe(400)
    const answer = await ask<IntakeAnswer>(hub, 'administrator', 'POST', '/v1/intake/batches', body, earlier)
    const row = (await listPoolCases(hub, 'officer-1')).find(
      (found) => found.caseNumber === answer.applications[0]?.caseNumber,
    )
    expect(row?.receivedOn).toBe('2026-06-01')
    expect((await send(hub, 'officer-1', 'POST', '/v1/intake/batches', body)).status).toBe(403)
  })

  test('the published schema is the one that judges', async () => {
    const schema = await ask<{ properties: Record<string, unknown> }>(hub, null, 'GET', '/v1/intake/schema.json')
    expect(Object.keys(schema.properties)).toEqual(['format', 'batchKey', 'brin', 'applications'])
    const openApi = await ask<{ paths: Record<string, unknown> }>(hub, null, 'GET', '/v1/openapi.json')
    expect(Object.keys(openApi.paths)).toContain('/v1/intake/batches')
  })
})

async function countFiles(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).length
}
