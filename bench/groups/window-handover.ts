import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { CaseFile } from '#core/case-file.ts'
import type { DeskWindow } from '#scripts/drive/desk-window.ts'
import { giveAway, listCases, signIn } from '#scripts/drive/hub-client.ts'
import { rowsOf } from '#scripts/drive/officer.ts'
import { withHub } from '#scripts/drive/stored-hub.ts'
import { PEOPLE } from '#scripts/sample/officers.ts'
import { copyHubOfMany } from '../lib/data.ts'
import { type BenchContext, type BenchRow, quantileRows } from '../lib/row.ts'
import { withScratch } from '../lib/scratch.ts'
import { untilLoaded } from './window-inside.ts'

const OFFICERS = 100
const HANDOVERS = 40

/**
 * A supervisor gives a case to an officer whose window is open: from the request to the hub until the row stands in that window. Beside it the request alone:
 * what comes on top is the notice, the pull, the write and the picture.
 */
export async function benchHandover(
  { cases, say }: BenchContext,
  inWindow: (
    options: { hubUrl: string; personId: string; profile: string },
    work: (window: DeskWindow) => Promise<BenchRow[]>,
  ) => Promise<BenchRow[]>,
): Promise<BenchRow[]> {
  return withScratch(async (folder) => {
    const people = await copyHubOfMany(cases, OFFICERS, join(folder, 'hub'), say)
    const [giver, taker] = people
    if (giver === undefined || taker === undefined) throw new Error('there are officers')
    return withHub(join(folder, 'hub'), async ({ url }) => {
      say('Giving cases to an open window.')
      const supervisor = await signIn(url, SUPERVISOR)
      const held = (await listCases(await signIn(url, giver.personId))).slice(0, HANDOVERS)
      const options = { hubUrl: url, personId: taker.personId, profile: join(folder, 'profile') }
      return inWindow(options, async ({ page }) => {
        await untilLoaded(page, Math.round(cases / OFFICERS))
        const answered: number[] = []
        const shown: number[] = []
        for (const file of held) {
          await waitFor(page, file)
          const from = performance.now()
          const seen = rowsOf(page)
            .first()
            .waitFor({ timeout: 20_000 })
            .then(() => performance.now() - from)
          await giveAway(supervisor, file, taker, 'Gelijker verdelen')
          answered.push(performance.now() - from)
          shown.push(await seen)
        }
        const peer = { name: 'the answer of the hub to the supervisor', samples: answered }
        return quantileRows('window: from a handover at the hub to its row in another window', shown, 'ms', peer, 0.95)
      })
    })
  })
}

const SUPERVISOR = PEOPLE.find(({ roles }) => roles.includes('supervisor'))?.personId ?? ''

/** Searches for the case that is still to come: its row is then the only one there can be. */
async function waitFor(page: Page, { caseNumber }: CaseFile): Promise<void> {
  await page.getByRole('searchbox').first().fill(caseNumber)
  await page.getByText('Geen zaken gevonden').waitFor()
}
