// `npm run fuzz -- --requests N --seed S`: requests generated from the hub's own OpenAPI document, sent to a hub of their own.
import { parseArgs } from 'node:util'
import { runFuzz } from './run.ts'

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '20000' }, seed: { type: 'string' } },
})
const requests = Number(values.requests)
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed)
if (!Number.isSafeInteger(requests) || requests < 1 || !Number.isSafeInteger(seed)) {
  console.error('usage: npm run fuzz -- [--requests N] [--seed S], both whole numbers')
  process.exit(2)
}
const started = performance.now()
const report = await runFuzz({ requests, seed })
if (report.failure !== undefined) console.error(report.failure)
const counts = Object.entries(report.byStatus).map(([status, count]) => `${status}=${count}`)
const seconds = ((performance.now() - started) / 1_000).toFixed(1)
console.log(
  Object.entries(report.byHow)
    .map(([how, count]) => `${how}: ${count}`)
    .join(', '),
)
console.log(
  `seed=${seed} requests=${report.requests} seconds=${seconds} ${counts.join(' ')} failed=${report.failure === undefined ? 0 : 1}`,
)
process.exitCode = report.failure === undefined ? 0 : 1
