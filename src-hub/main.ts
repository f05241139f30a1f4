import { readConfig } from './config.ts'
import { describeError } from './http/errors.ts'
import { openLog } from './log.ts'
import { startHub } from './start-hub.ts'

const config = readConfig(process.env)
if (!config.ok) {
  for (const sentence of config.refusal) process.stderr.write(`the hub cannot start: ${sentence}\n`)
  process.exit(2)
}
const log = openLog(config.value.logLevel)
try {
  const hub = await startHub(config.value, log)
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
} catch (error) {
  process.stderr.write(`the hub cannot start: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
