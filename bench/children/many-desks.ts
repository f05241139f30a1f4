// Many desks that load for the first time at once, as at the start of a shift; in one process, each with its own encrypted database.
import { join } from 'node:path'
import { signInForDesk } from '#scripts/sample/sign-in.ts'
import { type BenchDesk, openDesk } from '../lib/bench-desk.ts'
import { answer, asked } from '../lib/child.ts'

export interface ManyDesksInput {
  hubUrl: string
  personIds: string[]
  folder: string
}

export interface ManyDesksFigures {
  ms: number
  cpuSeconds: number
  /** Fewest and most cases on one desk. */
  fewest: number
  most: number
}

/** A hundred desks asked as often as one would be busy answering. */
const ASK_EVERY_MS = 500

const { hubUrl, personIds, folder } = asked<ManyDesksInput>()
// At the start of a shift everyone is signed in still.
const signedIn = new Map<string, string>()
for (const personId of personIds) signedIn.set(personId, await signInForDesk(hubUrl, personId))
const from = performance.now()
const loaded = await Promise.all(personIds.map(loadOne))
const ms = performance.now() - from
const { user, system } = process.cpuUsage()
const counts = loaded.map(({ cases }) => cases)
for (const { desk } of loaded) await desk.close()
answer({
  ms,
  cpuSeconds: (user + system) / 1e6,
  fewest: Math.min(...counts),
  most: Math.max(...counts),
} satisfies ManyDesksFigures)

async function loadOne(personId: string): Promise<{ desk: BenchDesk; cases: number }> {
  const desk = await openDesk({
    hubUrl,
    personId,
    folder: join(folder, personId),
    signedIn: signedIn.get(personId) ?? '',
  })
  const { cases } = await desk.until((status) => status.inSync && status.activity === 'idle', ASK_EVERY_MS)
  return { desk, cases }
}
