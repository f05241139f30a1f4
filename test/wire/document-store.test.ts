import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type DocumentPlace,
  type DocumentStore,
  documentIdOf,
  openDocumentStore,
} from '#hub/documents/document-store.ts'
import { type FakeBucket, startFakeBucket } from '#test/support/fake-bucket.ts'

const KEY = 'AKIATEST'
let folder = ''
let bucket: FakeBucket

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beslisdesk-store-'))
  bucket = await startFakeBucket('documenten', KEY)
})
afterAll(async () => {
  await bucket.close()
  await rm(folder, { recursive: true, force: true })
})

function bucketPlace(overrides: { bucket?: string; accessKeyId?: string } = {}): DocumentPlace {
  return {
    kind: 'bucket',
    bucket: overrides.bucket ?? 'documenten',
    prefix: 'ind/hub',
    region: 'eu-west-1',
    endpoint: bucket.endpoint,
    credentials: { accessKeyId: overrides.accessKeyId ?? KEY, secretAccessKey: 'geheim' },
  }
}

async function read(store: DocumentStore, id: string, range?: { start: number; end: number }): Promise<Buffer> {
  const stream = await store.open(id, range)
  if (!stream) throw new Error('not here')
  return Buffer.concat(await stream.toArray())
}

const PLACES: [string, () => DocumentPlace][] = [
  ['a folder', () => ({ kind: 'folder', folder })],
  ['a bucket', () => bucketPlace()],
]

describe.each(PLACES)('documents in %s', (_name, place) => {
  let store: DocumentStore
  beforeAll(() => {
    store = openDocumentStore(place(), uuidv7)
  })

  test('[DOC-1] a document is found by the hash of its content, whole and in any part', async () => {
    const content = randomBytes(700_000)
    const id = documentIdOf(content)
    expect(await store.has(id)).toBe(false)
    expect(await store.open(id)).toBeUndefined()
    await store.put(id, content)
    await store.put(id, content)
    expect(await store.has(id)).toBe(true)
    expect((await read(store, id)).equals(content)).toBe(true)
    for (const [start, end] of [
      [0, 0],
      [5, 9_999],
      [699_990, 699_999],
    ] as const) {
      expect((await read(store, id, { start, end })).equals(content.subarray(start, end + 1))).toBe(true)
    }
  })

  test('what waits is kept apart from documents, and goes', async () => {
    const content = Buffer.from('nog niet gescand')
    await store.waiting.put('upload-1', content)
    expect(await store.waiting.read('upload-1')).toEqual(content)
    expect(await store.has(documentIdOf(content))).toBe(false)
    await store.waiting.remove('upload-1')
    await store.waiting.remove('upload-1')
    expect(await store.waiting.read('upload-1')).toBeUndefined()
  })

  test('a reader that leaves early holds nothing open', async () => {
    const content = randomBytes(4_000_000)
    const id = documentIdOf(content)
    await store.put(id, content)
    const stream = await store.open(id)
    stream?.once('data', () => stream.destroy())
    await new Promise((resolve) => stream?.once('close', resolve))
    expect(stream?.destroyed).toBe(true)
    expect((await read(store, id)).equals(content)).toBe(true)
  })

  test('a place that can be used passes the check', async () => {
    await expect(store.check()).resolves.toBeUndefined()
  })
})

test('in a folder nothing half-written stays, and what was being written has no document name', async () => {
  const store = openDocumentStore({ kind: 'folder', folder }, () => 'draft')
  const content = randomBytes(1_000)
  const id = documentIdOf(content)
  await store.put(id, content)
  expect(await readdir(join(folder, id.slice(0, 2)))).toEqual([id])
})

test('in a bucket a document is one request, under the prefix, and a part is asked for as a part', async () => {
  const store = openDocumentStore(bucketPlace(), uuidv7)
  const content = randomBytes(6 * 1024 * 1024)
  const id = documentIdOf(content)
  const from = bucket.asked.length
  await store.put(id, content)
  await read(store, id, { start: 10, end: 19 })
  const path = `/documenten/ind/hub/${id.slice(0, 2)}/${id}`
  expect(bucket.asked.slice(from)).toEqual([`HEAD ${path}`, `PUT ${path}`, `GET ${path} bytes=10-19`])
  expect(bucket.objects.get(`ind/hub/${id.slice(0, 2)}/${id}`)?.equals(content)).toBe(true)
})

test('a bucket in trouble for a moment is asked again', async () => {
  const store = openDocumentStore(bucketPlace(), uuidv7)
  const content = randomBytes(100)
  bucket.fail(1)
  await store.put(documentIdOf(content), content)
  expect((await read(store, documentIdOf(content))).equals(content)).toBe(true)
})

test.each([
  ['that does not exist', { bucket: 'elders' }],
  ['that knows no such key', { accessKeyId: 'AKIAOTHER' }],
])('a bucket %s is named at the start, with the setting to look at', async (_name, overrides) => {
  const store = openDocumentStore(bucketPlace(overrides), uuidv7)
  await expect(store.check()).rejects.toThrow(/the bucket \w+ at http.* cannot be used .*BESLISDESK_DOCUMENTS/)
})
