import { createInterface } from 'node:readline'
import { lockFolder } from '#hub/folder-lock.ts'

// Takes the lock of every folder named on standard input and keeps it, so that several of these race for one folder as several hubs would.
const lines = createInterface({ input: process.stdin })
process.stdout.write('ready\n')
for await (const folder of lines) {
  const answer = await lockFolder(folder).then(
    () => 'locked',
    (error: unknown) => `kept out: ${error instanceof Error ? error.message : ''}`,
  )
  process.stdout.write(`${answer}\n`)
}
