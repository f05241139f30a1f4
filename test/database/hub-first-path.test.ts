import { afterAll, beforeAll, expect, test } from 'vitest'
import { NOW } from '#test/support/case-builder.ts'
import { startTestHub, type TestHub } from '#test/support/hub.ts'
import { lineOf, linesOf, pull, seedHub } from '#test/support/hub-client.ts'
import { scopeDigest, digestPart } from '#db/kit/scope-digest.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub({ now: NOW })
})
afterAll(async () => await hub.close())

test('[SYN-32] a first load brings every case of the officer with the digest of the scope', async () => {
  const t0 = performance.now()
  const ids = await seedHub(hub, { cases: 600 })
  const t1 = performance.now()
  const lines = await pull(hub, 'officer-1')
  console.log('seed', t1 - t0, 'pull', performance.now() - t1)
  const cases = linesOf(lines, 'case')
  expect(cases.map((line) => line.caseId)).toEqual(ids)
  expect(lineOf(lines, 'begin')).toMatchObject({ mode: 'snapshot', count: 600 })
  const sum = cases.reduce(
    (total, line) => total + BigInt(digestPart(line.caseId, line.version, JSON.stringify(line.body))),
    0n,
  )
  expect(lineOf(lines, 'end')).toMatchObject({ count: 600, digest: scopeDigest(600, sum) })
})
