import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { CommandKind } from '#core/command.ts'
import type { Receipt } from '#core/receipt.ts'

/** Counts what the hub does, for whoever operates it. Labels come from closed lists: never an id, a name or anything that was sent (OPS-2). */
export interface Measures {
  answered(request: { method: string; route: string; status: number; seconds: number }): void
  act(kind: CommandKind | 'unreadable', outcome: Receipt['outcome']): void
  pull(mode: 'snapshot' | 'changes' | 'resync'): void
  notices: { opened(): void; closed(): void }
  limited(kind: 'address' | 'person' | 'institution'): void
  shed(): void
  /** Numbers that are looked up when someone asks. */
  watch(name: string, help: string, look: () => number | null | Promise<number | null>): void
  /** All of it in the text format of Prometheus. */
  text(): Promise<string>
  contentType: string
}

/** From a quick read to a first load of many thousands of cases. */
const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60]
/** A look-up that hangs, as at a database that is away, must not keep the others from being seen. */
const PATIENCE_MS = 1_000

export function createMeasures(): Measures {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Histogram({
    name: 'beslisdesk_request_seconds',
    help: 'Requests answered, by route, and how long they took.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  })
  const acts = new Counter({
    name: 'beslisdesk_acts_total',
    help: 'Acts answered, by kind and outcome; the same act asked again counts again.',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const pulls = new Counter({
    name: 'beslisdesk_pulls_total',
    help: 'Pulls, by mode.',
    labelNames: ['mode'],
    registers,
  })
  const notices = new Gauge({ name: 'beslisdesk_notice_lines', help: 'Desks that listen for notices now.', registers })
  const limited = new Counter({
    name: 'beslisdesk_limited_total',
    help: 'Requests beyond a limit, by whose limit it was.',
    labelNames: ['kind'],
    registers,
  })
  const shed = new Counter({ name: 'beslisdesk_shed_total', help: 'Requests answered "later".', registers })
  const measures: Measures = {
    answered: ({ method, route, status, seconds }) => requests.observe({ method, route, status }, seconds),
    act: (kind, outcome) => acts.inc({ kind, outcome }),
    pull: (mode) => pulls.inc({ mode }),
    notices: { opened: () => notices.inc(), closed: () => notices.dec() },
    limited: (kind) => limited.inc({ kind }),
    shed: () => shed.inc(),
    watch(name, help, look) {
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers,
        async collect() {
          const value = await withPatience(look)
          if (value === null) gauge.remove()
          else gauge.set(value)
        },
      })
    },
    text: async () => await registry.metrics(),
    contentType: registry.contentType,
  }
  watchProcess(measures)
  return measures
}

function watchProcess(measures: Measures): void {
  measures.watch('process_resident_memory_bytes', 'Memory of the process.', () => process.memoryUsage.rss())
  measures.watch('process_cpu_seconds', 'CPU time of the process since its start.', () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1e6
  })
  measures.watch('process_uptime_seconds', 'How long the process runs.', () => process.uptime())
}

/** Null when it cannot be known now. */
async function withPatience(look: () => number | null | Promise<number | null>): Promise<number | null> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, null)
  })
  try {
    return await Promise.race([look(), tooLate])
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}
