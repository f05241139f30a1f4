import { createHash, randomBytes } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { IntakeApplication } from '#contract/intake-schema.ts'
import { connectClamd } from '#hub/documents/clamd.ts'
import type { Scanner } from '#hub/documents/scanner.ts'
import { NOOR } from '#test/support/desk-scenes.ts'
import { startFakeClamd } from '#test/support/fake-clamd.ts'
import { assign, listPoolCases, seedHub, send, submit } from '#test/support/hub-client.ts'
import { startTestHub, type TestHub, type TestHubOptions } from '#test/support/hub.ts'
import { anIntakeApplication } from '#test/support/intake-builder.ts'
import { aPng } from '#test/support/pictures.ts'

const OWNER = 'sponsor:21PF'
const MEDIA = 'application/pdf'
let shared: TestHub
let hub: TestHub

beforeAll(async () => {
  shared = await aHub({})
})
beforeEach(() => {
  hub = shared
})
afterEach(async () => {
  if (hub !== shared) await hub.close()
})
afterAll(async () => await shared.close())

async function aHub(options: TestHubOptions): Promise<TestHub> {
  const started = await startTestHub(options)
  await seedHub(started, { cases: 0 })
  return started
}

function aDocument(bytes = 300_000, text = ''): Buffer {
  return Buffer.concat([Buffer.from(`%PDF-1.7\n${text}`), randomBytes(bytes), Buffer.from('\n%%EOF\n')])
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

async function announce(content: Buffer, wish: object = {}, as = OWNER): Promise<Response> {
  const body = { mediaType: MEDIA, bytes: content.length, ...wish }
  return await send(hub, as, 'PUT', `/v1/intake/documents/${hashOf(content)}`, body)
}

async function add(content: Buffer, from: number, to = content.length, id = hashOf(content)): Promise<Response> {
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from) }
  return await send(hub, OWNER, 'PATCH', `/v1/intake/documents/${id}`, content.subarray(from, to), headers)
}

async function upload(content: Buffer): Promise<Response> {
  await announce(content)
  return await add(content, 0)
}

async function standing(content: Buffer): Promise<number | null> {
  const response = await send(hub, OWNER, 'HEAD', `/v1/intake/documents/${hashOf(content)}`)
  return response.ok ? Number(response.headers.get('upload-offset')) : null
}

function citing(content: Buffer, mediaType: IntakeApplication['documents'][number]['mediaType'] = MEDIA): unknown {
  const document = { kind: 'enrolment' as const, fileName: 'bewijs.pdf', mediaType, sha256: hashOf(content) }
  return anIntakeApplication({ documents: [document] })
}

async function waitingFiles(): Promise<string[]> {
  return await readdir(join(hub.documentFolder, 'waiting')).catch(() => [])
}

async function documentOf(content: Buffer): Promise<Buffer> {
  const [pooled] = await listPoolCases(hub, 'supervisor-1')
  await assign(hub, [pooled?.caseId ?? ''], NOOR)
  const response = await send(hub, NOOR.personId, 'GET', `/v1/documents/${hashOf(content)}`)
  return Buffer.from(await response.arrayBuffer())
}

test('[DOC-5, SYN-53] a document uploaded in pieces is cited by its hash, without its content', async () => {
  const before = await waitingFiles()
  const content = aDocument()
  const announced = await announce(content)
  expect(await announced.json()).toEqual({ state: 'arriving', received: 0, bytes: content.length })
  const first = await add(content, 0, 100_000)
  expect([first.status, first.headers.get('upload-offset')]).toEqual([200, '100000'])
  expect(await standing(content)).toBe(100_000)
  const last = await add(content, 100_000)
  expect(await last.json()).toEqual({ state: 'kept', received: content.length, bytes: content.length })
  expect(await submit(hub, [citing(content)])).toMatchObject({ accepted: 1 })
  expect((await documentOf(content)).equals(content)).toBe(true)
  expect(await waitingFiles()).toEqual(before)
})

test('[DOC-5] a connection that breaks keeps what had arrived, and the upload goes on behind it', async () => {
  const content = aDocument()
  await announce(content)
  const token = await hub.token(OWNER)
  await new Promise<void>((resolve) => {
    const broken = request(`${hub.url}/v1/intake/documents/${hashOf(content)}`, {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': '0',
        'content-length': content.length,
      },
    })
    broken.on('error', () => resolve())
    broken.write(content.subarray(0, 120_000), () => setImmediate(() => broken.destroy()))
    broken.on('close', () => resolve())
  })
  await expect.poll(async () => await standing(content)).toBeGreaterThan(0)
  const at = (await standing(content)) ?? 0
  expect(at).toBeLessThanOrEqual(120_000)
  expect(await (await add(content, at)).json()).toMatchObject({ state: 'kept' })
})

test('[DOC-5] a piece that does not begin where the upload is, is refused with where it goes on', async () => {
  const content = aDocument()
  await announce(content)
  await add(content, 0, 1_000)
  const wrong = await add(content, 0, 1_000)
  expect([wrong.status, wrong.headers.get('upload-offset')]).toEqual([409, '1000'])
  expect(await wrong.json()).toMatchObject({ type: 'wrong_offset', field: 'upload-offset' })
})

test('[DOC-5] of two pieces for the same place one is taken', async () => {
  const content = aDocument()
  const before = await waitingFiles()
  await announce(content)
  const answers = await Promise.all([add(content, 0, 5_000), add(content, 0, 7_000)])
  expect(answers.map((answer) => answer.status).toSorted((one, other) => one - other)).toEqual([200, 409])
  const at = await standing(content)
  expect([5_000, 7_000]).toContain(at)
  expect(await waitingFiles()).toHaveLength(before.length + 1)
})

test('[DOC-5] what does not have the hash it was announced by is refused and thrown away', async () => {
  const before = await waitingFiles()
  const content = aDocument()
  await announce(content)
  const refused = await add(aDocument(), 0, content.length, hashOf(content))
  expect(refused.status).toBe(422)
  expect(await refused.json()).toMatchObject({ type: 'document_refused', field: 'sha256' })
  expect(await standing(content)).toBeNull()
  expect(await waitingFiles()).toEqual(before)
  expect(await (await upload(content)).json()).toMatchObject({ state: 'kept' })
})

test('[DOC-3, DOC-5] an uploaded document that is not its type, or too large, is refused', async () => {
  const picture = aPng()
  await announce(picture)
  const refused = await add(picture, 0)
  expect(await refused.json()).toMatchObject({
    status: 422,
    field: 'content',
    detail: expect.stringContaining('image/png'),
  })
  expect(await standing(picture)).toBeNull()
  const large = await announce(aDocument(10), { bytes: 20 * 1024 * 1024 + 1 })
  expect(await large.json()).toMatchObject({ type: 'too_large', field: 'bytes' })
  const short = aDocument()
  await announce(short, { bytes: 1_000 })
  expect(await (await add(short, 0)).json()).toMatchObject({ type: 'too_large' })
})

test('[DOC-5] an institution sees and cites its own uploads only', async () => {
  const content = aDocument()
  await upload(content)
  const foreign = await send(hub, 'sponsor:24CC', 'GET', `/v1/intake/documents/${hashOf(content)}`)
  expect(foreign.status).toBe(404)
  for (const personId of ['officer-1', 'supervisor-1', 'administrator', 'auditor-1']) {
    expect((await announce(content, {}, personId)).status).toBe(403)
  }
  const never = aDocument()
  const answer = await submit(hub, [citing(never)])
  expect(answer.applications[0]?.problems).toMatchObject([{ field: 'documents[0].sha256', code: 'document_unknown' }])
})

test('[DOC-5] an application that cites what is not complete, or of another type, is held by field', async () => {
  const content = aDocument()
  await announce(content)
  await add(content, 0, 1_000)
  const unfinished = await submit(hub, [citing(content)])
  expect(unfinished.applications[0]?.problems).toMatchObject([
    { field: 'documents[0].sha256', code: 'document_incomplete' },
  ])
  await add(content, 1_000)
  const otherwise = await submit(hub, [citing(content, 'image/png')])
  expect(otherwise.applications[0]?.problems).toMatchObject([
    { field: 'documents[0].mediaType', code: 'not_the_media_type', value: MEDIA },
  ])
})

test('[DOC-5] an upload that is begun and left is thrown away after a week', async () => {
  hub = await aHub({ now: '2026-06-01T09:00:00.000Z' })
  const left = aDocument()
  await announce(left)
  await add(left, 0, 1_000)
  hub.at('2026-06-09T09:00:00.000Z')
  await announce(aDocument())
  expect(await standing(left)).toBeNull()
  expect(await waitingFiles()).toEqual([])
})

test('[DOC-5] an upload whose pieces are lost, as after a restored backup, begins anew', async () => {
  const content = aDocument()
  const before = await waitingFiles()
  await announce(content)
  await add(content, 0, 100_000)
  for (const name of await waitingFiles()) {
    if (!before.includes(name)) await rm(join(hub.documentFolder, 'waiting', name))
  }
  expect((await add(content, 100_000)).status).toBe(404)
  expect(await (await upload(content)).json()).toMatchObject({ state: 'kept' })
})

test('[DOC-5] an upload that is given up is gone', async () => {
  const before = await waitingFiles()
  const content = aDocument()
  await announce(content)
  await add(content, 0, 1_000)
  const path = `/v1/intake/documents/${hashOf(content)}`
  expect(await (await send(hub, OWNER, 'DELETE', path)).json()).toEqual({ abandoned: true })
  expect(await (await send(hub, OWNER, 'DELETE', path)).json()).toEqual({ abandoned: false })
  expect(await standing(content)).toBeNull()
  expect(await waitingFiles()).toEqual(before)
})

test.each([
  ['PUT', { mediaType: 'text/html', bytes: 10 }, {}, 'mediaType'],
  ['PUT', { mediaType: MEDIA, bytes: 0 }, {}, 'bytes'],
  ['PATCH', 'abc', { 'content-type': 'application/offset+octet-stream' }, 'upload-offset'],
])('a malformed %s of %o is refused by field', async (method, body, headers, field) => {
  const response = await send(hub, OWNER, method, `/v1/intake/documents/${'a'.repeat(64)}`, body, headers)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ field })
})

test('[DOC-4] an infected document is refused with what was found, uploaded or inside its application, and never kept', async () => {
  const clamd = await startFakeClamd()
  hub = await aHub({ scanner: connectClamd(clamd.address) })
  const content = aDocument(1_000, 'EICAR')
  const refused = await upload(content)
  expect(await refused.json()).toMatchObject({ status: 422, detail: expect.stringContaining('Eicar-Test-Signature') })
  const inside = {
    kind: 'other' as const,
    fileName: 'x.pdf',
    mediaType: 'application/pdf' as const,
    contentBase64: content.toString('base64'),
  }
  const answer = await submit(hub, [anIntakeApplication({ documents: [inside] })])
  expect(answer.applications[0]?.problems).toMatchObject([
    { field: 'documents[0].contentBase64', code: 'infected', value: 'Eicar-Test-Signature' },
  ])
  expect(await readdir(hub.documentFolder)).toEqual(['waiting'])
  expect(await waitingFiles()).toEqual([])
  await clamd.close()
})

test('[DOC-4] while the scanner is away documents wait unseen and nothing is lost; once it answers they are kept', async () => {
  let away = true
  const clamd = await startFakeClamd()
  const real = connectClamd(clamd.address)
  const scanner: Scanner = {
    scan: async (content) => (away ? { kind: 'away' } : await real.scan(content)),
    answers: async () => !away,
  }
  hub = await aHub({ scanner })
  const ready = await send(hub, null, 'GET', '/ready')
  expect(await ready.json()).toMatchObject({ status: 'ready', scanner: 'away' })
  const uploaded = aDocument()
  const inside = aDocument()
  const waits = await upload(uploaded)
  expect([waits.status, await waits.json()]).toEqual([202, expect.objectContaining({ state: 'quarantined' })])
  const whole = {
    kind: 'other' as const,
    fileName: 'x.pdf',
    mediaType: 'application/pdf' as const,
    contentBase64: inside.toString('base64'),
  }
  const batch = { batchKey: 'later' }
  const applications = [citing(uploaded), anIntakeApplication({ applicationKey: 'inside', documents: [whole] })]
  const held = await submit(hub, applications, batch)
  expect(held.applications.map(({ problems }) => problems.map(({ field, code }) => `${field} ${code}`))).toEqual([
    ['documents[0].sha256 not_scanned_yet'],
    ['documents[0].contentBase64 not_scanned_yet'],
  ])
  away = false
  // The very same batch again; and the content that came inside may be cited by its hash from now on.
  expect(await submit(hub, applications, batch)).toMatchObject({ accepted: 2 })
  expect(await standing(inside)).toBe(inside.length)
  expect(await waitingFiles()).toEqual([])
  await clamd.close()
})

test('[DOC-4] without a scanner the hub says so', async () => {
  expect(await (await send(hub, null, 'GET', '/ready')).json()).toMatchObject({ scanner: 'none' })
})
