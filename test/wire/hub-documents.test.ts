import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NOOR } from '#test/support/desk-scenes.ts'
import { assign, listPoolCases, seedHub, send, submit } from '#test/support/hub-client.ts'
import { startTestHub, type TestHub } from '#test/support/hub.ts'
import { anIntakeApplication, anIntakeDocument } from '#test/support/intake-builder.ts'
import { aJpeg, aPng } from '#test/support/pictures.ts'

let hub: TestHub
const CONTENT = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(300_000), Buffer.from('\n%%EOF\n')])
const ID = createHash('sha256').update(CONTENT).digest('hex')

beforeAll(async () => {
  hub = await startTestHub()
  await seedHub(hub, { cases: 0 })
  const documents = [
    anIntakeDocument('bewijs', { contentBase64: CONTENT.toString('base64') }),
    anIntakeDocument('foto', { mediaType: 'image/png', contentBase64: aPng().toString('base64') }),
    anIntakeDocument('scan', { mediaType: 'image/jpeg', contentBase64: aJpeg().toString('base64') }),
  ]
  await submit(hub, [anIntakeApplication({ documents })])
  const [pooled] = await listPoolCases(hub, 'supervisor-1')
  await assign(hub, [pooled?.caseId ?? ''], NOOR)
})
afterAll(async () => await hub.close())

async function get(headers: Record<string, string> = {}, id = ID): Promise<Response> {
  return await send(hub, NOOR.personId, 'GET', `/v1/documents/${id}`, undefined, headers)
}

test('[DOC-2] a document is given whole, with its name as its tag', async () => {
  const response = await get()
  expect(response.status).toBe(200)
  expect(response.headers.get('etag')).toBe(`"${ID}"`)
  expect(response.headers.get('accept-ranges')).toBe('bytes')
  expect(Buffer.from(await response.arrayBuffer()).equals(CONTENT)).toBe(true)
})

test('[DOC-2] two parts make the whole', async () => {
  const first = await get({ range: 'bytes=0-99999' })
  const rest = await get({ range: 'bytes=100000-', 'if-range': `"${ID}"` })
  expect([first.status, rest.status]).toEqual([206, 206])
  expect(rest.headers.get('content-range')).toBe(`bytes 100000-${CONTENT.length - 1}/${CONTENT.length}`)
  const parts = [Buffer.from(await first.arrayBuffer()), Buffer.from(await rest.arrayBuffer())]
  expect(Buffer.concat(parts).equals(CONTENT)).toBe(true)
})

test('[DOC-2] who began with something else gets the whole', async () => {
  const response = await get({ range: 'bytes=10-', 'if-range': '"iets anders"' })
  expect(response.status).toBe(200)
  expect((await response.arrayBuffer()).byteLength).toBe(CONTENT.length)
})

test('[DOC-2] a part that lies outside is refused with the length', async () => {
  const response = await get({ range: `bytes=${CONTENT.length}-` })
  expect(response.status).toBe(416)
  expect(response.headers.get('content-range')).toBe(`bytes */${CONTENT.length}`)
  expect(await response.json()).toMatchObject({ type: 'out_of_range', field: 'range' })
})

test('[DOC-3] pictures travel as the pictures they are', async () => {
  for (const [content, mediaType] of [
    [aPng(), 'image/png'],
    [aJpeg(), 'image/jpeg'],
  ] as const) {
    const response = await get({}, createHash('sha256').update(content).digest('hex'))
    expect(response.headers.get('content-type')).toBe(mediaType)
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true)
  }
})

test('[DOC-3] a document above the limit, and one that is not its type, hold their application by field', async () => {
  const small = await startTestHub({ documentLimitBytes: 1_000 })
  try {
    await seedHub(small, { cases: 0 })
    const documents = [
      anIntakeDocument('past'),
      anIntakeDocument('groot', { contentBase64: CONTENT.toString('base64') }),
      anIntakeDocument('foto', { contentBase64: aPng().toString('base64') }),
    ]
    const answer = await submit(small, [anIntakeApplication({ documents })])
    expect(answer.applications[0]?.problems).toMatchObject([
      { field: 'documents[1].contentBase64', code: 'too_large', value: `${CONTENT.length} bytes` },
      { field: 'documents[2].contentBase64', code: 'not_the_media_type', value: 'image/png' },
    ])
  } finally {
    await small.close()
  }
})
