import { expect } from '@playwright/test'
import { ask } from '../drive/desk-window.ts'
import type { Journey } from './journey.ts'
import type { Stage } from './stage.ts'
import { networkOf, type Offline } from './work-offline.ts'

const PATIENT = { timeout: 30_000 }

/** The hub is back: what can become final does, what changed meanwhile is shown first, and what the hub cannot take is set aside whole. */
export async function comeBack(stage: Stage, journey: Journey, { officer, kept, givenAway }: Offline): Promise<void> {
  const { page } = officer
  const away = page.getByRole('dialog', { name: 'Terwijl u weg was' })
  await journey.step('while-you-were-away', async () => {
    await stage.startHub()
    await ask(page, 'syncNow', {})
    await expect(networkOf(page)).toContainText('Verbonden', PATIENT)
    await expect(away.getByRole('listitem').filter({ hasText: givenAway }).first()).toBeVisible(PATIENT)
  })
  await journey.step('final', async () => {
    await expect(page.getByRole('row', { name: new RegExp(`Definitief Besluit: inwilliging ${kept}`) })).toBeVisible(
      PATIENT,
    )
  })
  await journey.step('set-aside', async () => {
    await officer.press('v')
    await expect(away).toBeHidden(PATIENT)
    await page
      .getByRole('navigation', { name: 'Schermen' })
      .getByRole('button', { name: /^Opzij gezet/ })
      .click()
    await page.getByRole('button', { name: new RegExp(givenAway) }).click()
    await expect(page.getByRole('region', { name: 'Wat u deed' })).toContainText('Ingewilligd')
    await expect(page.getByRole('region', { name: 'Wat er intussen gebeurde' })).toContainText('Youssef Amrani')
  })
  await journey.step('in-sync', async () => {
    await expect.poll(async () => (await ask(page, 'getSyncStatus', {})).inSync, PATIENT).toBe(true)
    await page.getByRole('navigation', { name: 'Schermen' }).getByRole('button', { name: 'Synchronisatie' }).click()
    await expect(page.getByText('Er wacht niets', { exact: true })).toBeVisible()
  })
}
