import { join } from 'node:path'
import { listCases, signIn } from '#scripts/drive/hub-client.ts'
import { withHub } from '#scripts/drive/stored-hub.ts'
import type { HubProcess } from '#scripts/start/hub-process.ts'
import { openDesk } from '../lib/bench-desk.ts'
import { copyHubOfOne, OFFICER } from '../lib/data.ts'
import type { BenchContext, BenchRow } from '../lib/row.ts'
import { withScratch } from '../lib/scratch.ts'
import { benchDecisions } from './desk-decisions.ts'
import { benchFirstLoad } from './desk-first-load.ts'
import { benchQueue } from './desk-queue.ts'

/** What an officer's desk does with its full load: taking it in, showing its queue, keeping a decision. */
export async function benchDesk(context: BenchContext): Promise<BenchRow[]> {
  return withScratch(async (folder) => {
    await copyHubOfOne(context.cases, join(folder, 'hub'), context.say)
    return withHub(join(folder, 'hub'), async (hub) => [
      ...(await benchFirstLoad(context, hub, folder)),
      ...(await benchLoaded(context, hub, folder)),
    ])
  })
}

async function benchLoaded(context: BenchContext, { url }: HubProcess, folder: string): Promise<BenchRow[]> {
  const desk = await openDesk({ hubUrl: url, personId: OFFICER, folder: join(folder, 'desk') })
  try {
    await desk.until((status) => status.inSync && status.activity === 'idle')
    desk.cut(true)
    const queue = await benchQueue(context, desk)
    const files = await listCases(await signIn(url, OFFICER))
    return [...queue, ...(await benchDecisions(context, desk, join(folder, 'raw.db'), files))]
  } finally {
    await desk.close()
  }
}
