// One first load in a process of its own: from starting the desk to everything taken in, compared with the hub's digest and in sync.
import { answer, asked } from '../lib/child.ts'
import { signInForDesk } from '#scripts/sample/sign-in.ts'
import { type BenchDeskOptions, openDesk } from '../lib/bench-desk.ts'

export interface FirstLoadFigures {
  ms: number
  cases: number
  peakRssMiB: number
}

const options = asked<BenchDeskOptions>()
// Who loads for the first time has just signed in: how long a person takes for that is not the desk's doing.
const signedIn = await signInForDesk(options.hubUrl, options.personId)
const from = performance.now()
const desk = await openDesk({ ...options, signedIn })
const { cases } = await desk.until((status) => status.inSync && status.activity === 'idle')
const ms = performance.now() - from
await desk.close()
answer({ ms, cases, peakRssMiB: process.resourceUsage().maxRSS / 1024 } satisfies FirstLoadFigures)
