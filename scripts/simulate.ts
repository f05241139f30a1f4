// `npm run simulate`: lives many histories of desks and hub with faults, all of them decided by a seed, and judges each.
import { availableParallelism } from 'node:os'
import type { HistoryReport, Violation } from './simulate/messages.ts'
import { parseSimulateArguments } from './simulate/options.ts'
import { runHistories, shrinkHistory } from './simulate/pool.ts'

const KINDS = ['lost', 'doubled', 'diverged', 'leaked'] as const

const parsed = parseSimulateArguments(process.argv.slice(2))
if (!parsed.ok) {
  console.error(parsed.refusal)
  process.exit(2)
}
const { seeds, seed: from, steps } = parsed.value
const started = performance.now()
const counts = new Map<string, number>()
const violations: Violation[] = []
const failed: number[] = []
let lived = 0
let acts = 0
let given = 0

await runHistories({
  workers: seeds === null ? 1 : Math.min(availableParallelism(), seeds),
  bugs: [],
  next: () => (given < (seeds ?? 1) ? from + given++ : undefined),
  only: steps,
  onResult: take,
})
const [first] = failed.toSorted((a, b) => a - b)
if (first !== undefined && seeds !== null) await showSmallest(first)
report()

function take(result: HistoryReport): void {
  lived += 1
  acts += result.acts
  for (const [fault, count] of Object.entries(result.counts)) counts.set(fault, (counts.get(fault) ?? 0) + (count ?? 0))
  violations.push(...result.violations)
  if (seeds === null) console.log(result.trace.join('\n'))
  if (result.violations.length === 0) return
  failed.push(result.seed)
  console.log(`seed ${result.seed}`)
  for (const { kind, text } of result.violations) console.log(`  ${kind}: ${text}`)
}

async function showSmallest(seed: number): Promise<void> {
  console.log(`\nlooking for the fewest steps of seed ${seed} that still go wrong …`)
  const smallest = await shrinkHistory(seed, [])
  console.log(smallest.trace.join('\n'))
  console.log(`\nagain: npm run simulate -- --seed ${seed} --steps ${smallest.steps.join(',')}`)
}

function report(): void {
  const took = (performance.now() - started) / 1_000
  const faults = [...counts.values()].reduce((sum, count) => sum + count, 0)
  console.log(`\nfaults met, in ${lived} histories of ${took.toFixed(0)} s (${(lived / took).toFixed(1)} a second):`)
  for (const [fault, count] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    console.log(`  ${fault.padEnd(20)} ${count}`)
  const sums = KINDS.map((kind) => `${kind}=${violations.filter((violation) => violation.kind === kind).length}`)
  console.log(`seeds=${lived} acts=${acts} faults=${faults} ${sums.join(' ')}`)
  process.exitCode = violations.length > 0 ? 1 : 0
}
