// `npm run bench [-- --only desk|sync|window|hub|hub-processes|intake] [--cases 14000] [--repeat 3]`: measures Beslisdesk beside a peer or the physical limit in the same run,
// prints a table and writes out/bench.json.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '#scripts/lib/paths.mjs'
import { say } from '#scripts/lib/say.mjs'
import { benchDesk } from './groups/desk.ts'
import { benchHub } from './groups/hub.ts'
import { benchHubProcesses } from './groups/hub-processes.ts'
import { benchIntake } from './groups/intake.ts'
import { benchSync } from './groups/sync.ts'
import { benchWindow } from './groups/window.ts'
import { describeMachine } from './lib/machine.ts'
import { printTable } from './lib/print.ts'
import type { BenchContext, BenchRow } from './lib/row.ts'

const GROUPS: Record<string, (context: BenchContext) => Promise<BenchRow[]>> = {
  desk: benchDesk,
  sync: benchSync,
  window: benchWindow,
  hub: async (context) => [...(await benchHub(context)), ...(await benchHubProcesses(context))],
  'hub-processes': benchHubProcesses,
  intake: benchIntake,
}

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    cases: { type: 'string', default: '14000' },
    repeat: { type: 'string', default: '3' },
  },
})
const wanted = values.only?.split(',') ?? ['desk', 'sync', 'window', 'hub']
const context = { cases: Number(values.cases), repeat: Number(values.repeat), say }
const machine = describeMachine()
const rows: BenchRow[] = []
for (const name of wanted) {
  const group = GROUPS[name]
  if (group === undefined) throw new Error(`--only takes ${Object.keys(GROUPS).join(', ')}; not ${name}`)
  rows.push(...(await group(context)))
}
mkdirSync(join(root, 'out'), { recursive: true })
writeFileSync(join(root, 'out', 'bench.json'), `${JSON.stringify({ machine, rows }, null, 2)}\n`)
console.log(`\n${printTable(rows)}\n\nAlso in out/bench.json. Ratios below 1 are better for costs, above 1 for rates.`)
