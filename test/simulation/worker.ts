import type { FromWorker, ToWorker } from '#scripts/simulate/messages.ts'
import { addPatches } from './patches.ts'

/**
 * A process that lives histories through, one after the other, as its parent asks (`scripts/simulate/pool.ts`). What must be changed in the program for it is
 * changed before the program is loaded.
 */
addPatches(process.argv.slice(2))
const { openHubStore } = await import('./hub-store.ts')
const { runHistory } = await import('./history.ts')
const { shrink } = await import('./shrink.ts')

const store = await openHubStore()

process.on('message', (message: ToWorker) => {
  answer(message).catch((error: unknown) => {
    tell({
      kind: 'broken',
      seed: message.seed,
      text: error instanceof Error ? (error.stack ?? error.message) : 'unknown',
    })
  })
})
process.on('disconnect', () => process.exit(0))
tell({ kind: 'ready' })

async function answer(message: ToWorker): Promise<void> {
  if (message.kind === 'run') {
    const only = message.only === null ? undefined : new Set(message.only)
    tell({ kind: 'result', result: await runHistory(store, message.seed, only === undefined ? {} : { only }) })
  } else tell({ kind: 'shrunk', ...(await shrink(store, message.seed)) })
}

function tell(message: FromWorker): void {
  process.send?.(message)
}
