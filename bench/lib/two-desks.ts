import type { HubProcess } from '#scripts/start/hub-process.ts'
import type { BenchDesk } from './bench-desk.ts'
import type { CountingProxy } from './counting-proxy.ts'
import type { RawHub } from './raw-hub.ts'

/** Two desks of one officer on one hub: what is timed goes straight to it, what is counted goes by the proxy. */
export interface TwoDesks {
  direct: BenchDesk
  counted: BenchDesk
  proxy: CountingProxy
  raw: RawHub
  hub: HubProcess
}
