import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '#hub/config.ts'

const BUCKET = {
  BESLISDESK_DOCUMENTS: 's3://documenten/ind/hub/',
  BESLISDESK_S3_REGION: 'eu-west-1',
}

function place(environment: Record<string, string>) {
  const config = readConfig({ BESLISDESK_HUB_DATA: '/var/hub', ...environment })
  return config.ok ? config.value.documents : config.refusal
}

test('[DOC-1] documents are kept in the data folder, in another folder, or in a bucket', () => {
  expect(place({})).toEqual({
    place: { kind: 'folder', folder: join(resolve('/var/hub'), 'documents') },
    limitBytes: 20 * 1024 * 1024,
    scanner: null,
  })
  expect(place({ BESLISDESK_DOCUMENTS: '/mnt/dossiers', BESLISDESK_DOCUMENT_LIMIT_MB: '5' })).toEqual({
    place: { kind: 'folder', folder: resolve('/mnt/dossiers') },
    limitBytes: 5 * 1024 * 1024,
    scanner: null,
  })
  expect(place(BUCKET)).toMatchObject({
    place: { kind: 'bucket', bucket: 'documenten', prefix: 'ind/hub', endpoint: null, credentials: null },
  })
  const keys = { BESLISDESK_S3_ACCESS_KEY: 'key', BESLISDESK_S3_SECRET_KEY: 'secret' }
  const own = { ...BUCKET, ...keys, BESLISDESK_S3_ENDPOINT: 'https://opslag.example.org:9000' }
  expect(place(own)).toMatchObject({
    place: {
      endpoint: 'https://opslag.example.org:9000',
      credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    },
  })
})

test.each([
  [{ BESLISDESK_DOCUMENTS: 'ftp://elders', BESLISDESK_S3_REGION: 'eu-west-1' }, 'a bucket as s3://bucket/prefix'],
  [{ BESLISDESK_DOCUMENTS: 's3://documenten' }, 'BESLISDESK_S3_REGION'],
  [{ ...BUCKET, BESLISDESK_S3_ACCESS_KEY: 'key' }, 'give both, or neither'],
  [{ ...BUCKET, BESLISDESK_S3_ENDPOINT: 'opslag' }, 'BESLISDESK_S3_ENDPOINT: an address such as'],
  [{ BESLISDESK_DOCUMENT_LIMIT_MB: '0' }, 'BESLISDESK_DOCUMENT_LIMIT_MB'],
  [{ BESLISDESK_SCANNER: 'clamd://nergens' }, 'BESLISDESK_SCANNER: clamd://host:port'],
  [{ BESLISDESK_SCANNER: 'exec:relatief' }, 'BESLISDESK_SCANNER: clamd://host:port'],
])('settings %o are refused with a sentence that names the setting', (environment, words) => {
  expect(place(environment)).toEqual([expect.stringContaining(words)])
})

test('[DOC-4] a scanner is a daemon of ClamAV or a program', () => {
  const clamd = { kind: 'clamd', address: { host: 'scanner', port: 3310 } }
  expect(place({ BESLISDESK_SCANNER: 'clamd://scanner:3310' })).toMatchObject({ scanner: clamd })
  const program = { kind: 'program', path: '/usr/bin/clamdscan' }
  expect(place({ BESLISDESK_SCANNER: 'exec:/usr/bin/clamdscan' })).toMatchObject({ scanner: program })
})
