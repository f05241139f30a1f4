import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { amsterdamDate } from '#core/dates.ts'
import { type LoadedSample, loadSample } from '#scripts/load-sample.ts'
import type { SampleIndex } from '#scripts/sample/write.ts'
import { startTestHub, type TestHub } from '#test/support/hub.ts'

const CASES = 200

let hub: TestHub
let folder: string
let loaded: LoadedSample
const said: string[] = []

function load(overrides: Partial<Parameters<typeof loadSample>[0]> = {}) {
  return loadSample({
    hubUrl: hub.url,
    folder,
    cases: CASES,
    seed: 1,
    documents: 0,
    log: (line) => said.push(line),
    ...overrides,
  })
}

/** Days on which at least two applications came: one alone may have been held. */
function daysWithCases({ batches }: SampleIndex): string[] {
  const accepted = batches.filter(({ applications }) => applications > 1)
  return accepted.map(({ receivedOn }) => receivedOn)
}

async function holders(): Promise<Map<string, number>> {
  const rows = await hub.database.db.selectFrom('case_state').select('holder_id').execute()
  const counts = new Map<string, number>()
  for (const { holder_id } of rows) counts.set(holder_id ?? 'pool', (counts.get(holder_id ?? 'pool') ?? 0) + 1)
  return counts
}

beforeAll(async () => {
  hub = await startTestHub()
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'beslisdesk-load-'))
  loaded = await load()
})

afterAll(async () => {
  await hub.close()
  await fs.rm(folder, { recursive: true })
})

describe('loading a sample into a hub', () => {
  test('every application is answered, and exactly those made to be held are held', async () => {
    const labels = JSON.parse(await fs.readFile(path.join(folder, 'labels.json'), 'utf8')) as { kind: string }[]
    expect(loaded.held).toBe(labels.filter(({ kind }) => kind === 'held').length)
    expect(loaded.accepted + loaded.held).toBe(CASES)
  })

  test('the first officer holds most cases, the others some, and a tenth stays in the pool', async () => {
    const counts = await holders()
    expect(counts.get('pool')).toBe(Math.round(loaded.accepted * 0.1))
    expect(counts.get('officer-1')! / loaded.distributed).toBeGreaterThanOrEqual(0.6)
    expect([...counts.keys()].toSorted()).toEqual([
      ...Array.from({ length: 8 }, (_, index) => `officer-${index + 1}`),
      'pool',
    ])
  })

  test('cases were received on the days of their batches, and some wait for an institution', async () => {
    const today = amsterdamDate(new Date().toISOString())
    const rows = await hub.database.db.selectFrom('case_state').select(['received_on', 'status']).execute()
    const sent = JSON.parse(await fs.readFile(path.join(folder, 'index.json'), 'utf8')) as SampleIndex
    const days = new Set(rows.map((row) => row.received_on))
    expect(daysWithCases(sent).filter((day) => !days.has(day))).toEqual([])
    expect(days.size).toBeGreaterThan(5)
    expect(rows.every((row) => row.received_on <= today)).toBe(true)
    expect(rows.filter(({ status }) => status === 'waiting')).toHaveLength(loaded.waiting)
    expect(loaded.waiting).toBeGreaterThan(0)
  })

  test('loading again adds nothing and moves nothing', async () => {
    const before = await holders()
    expect(await load()).toEqual({ ...loaded, distributed: 0, waiting: 0 })
    expect(await holders()).toEqual(before)
  })

  test('progress is told in words', () => {
    expect(said).toContain('Submitting applications: 50 percent.')
    expect(said.at(-1)).toMatch(/cases are with officers/)
  })

  test('a holder who is no officer, and a hub that does not answer, end in a sentence', async () => {
    await expect(load({ holder: 'auditor' })).rejects.toThrow('auditor is no officer of the sample.')
    await expect(load({ hubUrl: 'http://127.0.0.1:9' })).rejects.toThrow(/does not answer/)
  })
})
