import { expect, test } from 'vitest'
import { runFuzz } from '#test/fuzz/run.ts'

test('[SYN-57] bad input on any route is answered with a problem document that names the field, writes nothing, and is never a fault of the hub', async () => {
  // `npm run fuzz` sends tens of thousands of them.
  const { failure, ...report } = await runFuzz({ requests: 500, seed: 20_260_608 })
  expect(failure).toBeUndefined()
  expect(report.requests).toBe(500)
  expect(report.byStatus['200']).toBeGreaterThan(50)
  expect(report.byStatus['400']).toBeGreaterThan(20)
}, 180_000)
