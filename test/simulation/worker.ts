import type { FromWorker, ToWorker } from '#scripts/simulate/messages.ts'
import { unreachable } from '#core/result.ts'
import { addPatches } from './patches.ts'

/** So many lines of a history are shown when it cannot be lived to its end. */
const LAST = 40

/**
 * A process that lives histories through, one after the other, as its parent asks (`scripts/simulate/pool.ts`). What must be changed in the program for it is
 * changed before the program is loaded.
 */
addPatches(process.argv.slice(2))
const { openHubStore } = await import('./hub-store.ts')
const { runHistory } = await import('./history.ts')
const { shrink } = await import('./shrink.ts')

const store = await openHubStore()
let lines: readonly string[] = []

process.on('message', (message: ToWorker) => {
  answer(message).catch((error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : 'unknown'
    tell({ kind: 'broken', text: `${text}\n${lines.slice(-LAST).join('\n')}` })
  })
})
process.on('disconnect', () => process.exit(0))
tell({ kind: 'ready' })

async function answer(message: ToWorker): Promise<void> {
  switch (message.kind) {
    case 'run': {
      const onBegin = (trace: readonly string[]) => (lines = trace)
      const only = message.only === null ? {} : { only: new Set(message.only) }
      return tell({ kind: 'result', result: await runHistory(store, message.seed, { onBegin, ...only }) })
    }
    case 'shrink':
      return tell({ kind: 'shrunk', ...(await shrink(store, message.seed)) })
    case 'where':
      return tell({ kind: 'broken', text: `it got no further than\n${lines.slice(-LAST).join('\n')}` })
    default:
      return unreachable(message)
  }
}

function tell(message: FromWorker): void {
  process.send?.(message)
}
