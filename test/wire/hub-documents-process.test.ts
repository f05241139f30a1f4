import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInInstitution } from '#scripts/sample/sign-in.ts'
import { type FakeBucket, startFakeBucket } from '#test/support/fake-bucket.ts'
import { type FakeClamd, startFakeClamd } from '#test/support/fake-clamd.ts'
import { startHubProcess } from '#test/support/hub-process.ts'
import { aPng } from '#test/support/pictures.ts'

let folder: string
let bucket: FakeBucket
let clamd: FakeClamd
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beslisdesk-bucket-hub-'))
  bucket = await startFakeBucket('documenten', 'AKIATEST')
  clamd = await startFakeClamd()
})
afterAll(async () => {
  await bucket.close()
  await clamd.close()
  await rm(folder, { recursive: true, force: true })
})

function settings(place: string): Record<string, string> {
  return {
    BESLISDESK_HUB_DATA: join(folder, place.replaceAll(/\W+/g, '-')),
    BESLISDESK_DOCUMENTS: place,
    BESLISDESK_S3_REGION: 'eu-west-1',
    BESLISDESK_S3_ENDPOINT: bucket.endpoint,
    BESLISDESK_S3_ACCESS_KEY: 'AKIATEST',
    BESLISDESK_S3_SECRET_KEY: 'geheim',
    BESLISDESK_SCANNER: `clamd://${clamd.address.host}:${clamd.address.port}`,
  }
}

test('[DOC-1, DOC-4] a hub started with a bucket and a scanner scans what is uploaded and keeps it in the bucket', async () => {
  const hub = await startHubProcess(settings('s3://documenten/ind'))
  if (!('url' in hub)) throw new Error(hub.said)
  try {
    const token = await signInInstitution(hub.url, '21PF')
    if (!token.ok) throw new Error(token.refusal)
    const headers = { authorization: `Bearer ${token.value}`, 'content-type': 'application/json' }
    const content = aPng(120)
    const id = createHash('sha256').update(content).digest('hex')
    const path = `${hub.url}/v1/intake/documents/${id}`
    const body = JSON.stringify({ mediaType: 'image/png', bytes: content.length })
    expect((await fetch(path, { method: 'PUT', headers, body })).status).toBe(200)
    const piece = { ...headers, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }
    const kept = await fetch(path, { method: 'PATCH', headers: piece, body: new Uint8Array(content) })
    expect(await kept.json()).toMatchObject({ state: 'kept' })
    expect(clamd.scanned.map((scanned) => scanned.equals(content))).toEqual([true])
    expect([...bucket.objects.keys()]).toEqual([`ind/${id.slice(0, 2)}/${id}`])
    const ready = await fetch(`${hub.url}/ready`)
    expect(await ready.json()).toMatchObject({ status: 'ready', scanner: 'answers' })
  } finally {
    await hub.end('SIGTERM')
  }
})

test('[DOC-1] a hub whose bucket cannot be used does not start, and says which setting to look at', async () => {
  const hub = await startHubProcess(settings('s3://elders/ind'))
  if ('url' in hub) {
    await hub.end('SIGKILL')
    throw new Error('the hub started')
  }
  expect(hub.code).toBe(1)
  expect(hub.said).toMatch(/the hub cannot start: the bucket elders at http.* check BESLISDESK_DOCUMENTS/)
})
