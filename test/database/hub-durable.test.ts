import { fsyncSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { migrateHub, openPglite } from '#db/hub/open.ts'
import { startTestHub } from '#test/support/hub.ts'
import { commandBy, push, seedHub } from '#test/support/hub-client.ts'
import { caseFileAt } from '#test/support/hub-cases.ts'

let folder = ''
afterAll(async () => await rm(folder, { recursive: true, force: true }))

test('[SYN-3] the embedded hub answers an act only after it is flushed to disk, and has it when opened again', async () => {
  folder = await mkdtemp(join(tmpdir(), 'beslisdesk-durable-'))
  let flushes = 0
  const settings = {
    flush: (descriptor: number) => {
      fsyncSync(descriptor)
      flushes += 1
    },
  }
  const database = await openPglite(join(folder, 'database'), settings)
  await migrateHub(database)
  const hub = await startTestHub({ database })
  const caseIds = await seedHub(hub, { cases: 5 })
  for (const caseId of caseIds) {
    const before = flushes
    await push(hub, 'officer-1', [commandBy('officer-1', 'addNote', caseId, { text: 'bewaard' })])
    expect(flushes).toBeGreaterThan(before)
  }
  await hub.close()
  await database.close()
  const again = await openPglite(join(folder, 'database'), settings)
  expect((await migrateHub(again)).ok).toBe(true)
  const reopened = await startTestHub({ database: again })
  expect((await caseFileAt(reopened, caseIds[4] ?? '')).notes).toHaveLength(1)
  await reopened.close()
  await again.close()
})
