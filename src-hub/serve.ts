import type { HubConfig } from './config.ts'
import { describeError } from './http/errors.ts'
import { openLog } from './log.ts'
import { startHub } from './start-hub.ts'

/** Starts the hub and lets it run until it is told to stop. Throws when it cannot start. */
export async function serve(config: HubConfig): Promise<void> {
  const log = openLog(config.logLevel)
  const hub = await startHub(config, log)
  process.stdout.write(`hub ready at ${hub.url}\n`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'the hub stops')
      hub.close().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error(describeError(error), 'the hub did not stop cleanly')
          process.exit(1)
        },
      )
    })
  }
}
