import { join } from 'node:path'
import { listCases, signIn } from '#scripts/drive/hub-client.ts'
import { withHub } from '#scripts/drive/stored-hub.ts'
import { openDesk } from '../lib/bench-desk.ts'
import { countingProxy } from '../lib/counting-proxy.ts'
import { copyHubOfOne, OFFICER } from '../lib/data.ts'
import { startRawHub } from '../lib/raw-hub.ts'
import type { BenchContext, BenchRow } from '../lib/row.ts'
import { withScratch } from '../lib/scratch.ts'
import { benchLive, benchNothing } from './sync-pull.ts'
import { benchPush } from './sync-push.ts'
import { benchShift } from './sync-shift.ts'

/** What passes between desk and hub: acts taken offline, nothing to do, changes while connected, a shift that begins. */
export async function benchSync(context: BenchContext): Promise<BenchRow[]> {
  const oneDesk = await withScratch(async (folder) => {
    await copyHubOfOne(context.cases, join(folder, 'hub'), context.say)
    return withHub(join(folder, 'hub'), async (hub) => {
      const raw = await startRawHub(join(folder, 'raw-hub'), await listCases(await signIn(hub.url, OFFICER)))
      const proxy = await countingProxy(hub.url)
      const direct = await openDesk({ hubUrl: hub.url, personId: OFFICER, folder: join(folder, 'desk') })
      const counted = await openDesk({ hubUrl: proxy.url, personId: OFFICER, folder: join(folder, 'desk-counted') })
      const both = { direct, counted, proxy, raw, hub }
      try {
        for (const desk of [direct, counted]) await desk.until((status) => status.inSync && status.activity === 'idle')
        return [
          ...(await benchNothing(context, both)),
          ...(await benchLive(context, both)),
          ...(await benchPush(context, both)),
        ]
      } finally {
        await direct.close()
        await counted.close()
        await proxy.close()
        await raw.close()
      }
    })
  })
  return [...oneDesk, ...(await benchShift(context))]
}
