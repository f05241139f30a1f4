import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeSettings } from '#hub/commands/settings.ts'
import { readConfig } from '#hub/config.ts'
import { readSecretFiles, SECRET_SETTINGS } from '#hub/secret-files.ts'

const GUIDE = readFileSync(join(import.meta.dirname, '../../../docs/operate.md'), 'utf8')

test('[OPS-1] without any setting the hub serves this machine from its own folder', () => {
  const config = readConfig({ HOST: '', DATABASE_URL: '' })
  expect(config).toMatchObject({
    ok: true,
    value: { host: '127.0.0.1', port: 7420, databaseUrl: null, restored: false, operating: { metricsSecret: null } },
  })
})

test.each([
  ['BESLISDESK_HUB_PORT', 'zeven'],
  ['PORT', '70000'],
  ['DATABASE_URL', 'mysql://x'],
  ['BESLISDESK_DATABASE_CONNECTIONS', '1'],
  ['BESLISDESK_INTAKE_LIMIT_MB', '0'],
  ['BESLISDESK_LOG', 'luid'],
  ['BESLISDESK_HUB_RESTORED', 'ja'],
  ['BESLISDESK_METRICS_SECRET', 'kort'],
  ['BESLISDESK_TRUSTED_PROXIES', 'iedereen'],
  ['BESLISDESK_LIMIT_PERSON', '0'],
  ['BESLISDESK_LIMIT_ADDRESS', '-1'],
  ['BESLISDESK_BUSY_REQUESTS', 'veel'],
  ['BESLISDESK_BUSY_LAG_MS', '1'],
])('[OPS-1] a wrong %s is named', (name, value) => {
  const config = readConfig({ [name]: value, HOST: 'localhost' })
  expect(config.ok).toBe(false)
  expect(config.ok ? [] : config.refusal).toEqual([expect.stringMatching(new RegExp(`^${name}: .+`))])
})

test('[OPS-1] every wrong setting is named, not only the first', () => {
  const config = readConfig({ PORT: 'x', BESLISDESK_LOG: 'x' })
  expect(config.ok ? [] : config.refusal).toHaveLength(2)
})

test('[OPS-1] a secret may stand in a file; one that cannot be read, or is given twice, stops the start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'beslisdesk-secret-'))
  const file = join(folder, 'database-url')
  writeFileSync(file, 'postgres://hub:geheim@db/hub\n')
  expect(readSecretFiles({ DATABASE_URL_FILE: file })).toMatchObject({
    ok: true,
    value: { DATABASE_URL: 'postgres://hub:geheim@db/hub' },
  })
  expect(readSecretFiles({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://x' })).toMatchObject({ ok: false })
  expect(readSecretFiles({ DATABASE_URL_FILE: join(folder, 'weg') })).toMatchObject({
    ok: false,
    refusal: [expect.stringContaining('cannot be read')],
  })
  rmSync(folder, { recursive: true })
})

test('[OPS-1] the guide lists every setting, and no other, as the program knows it', () => {
  const rows = GUIDE.split('\n').filter((line) => /^\| `[A-Z0-9_]+` \|/.test(line))
  expect(rows).toEqual(describeSettings())
  for (const name of SECRET_SETTINGS) expect(GUIDE).toContain(`\`${name}\``)
})
