import { expect } from '@playwright/test'
import { ask } from '../drive/desk-window.ts'
import type { Journey } from './journey.ts'
import type { Stage } from './stage.ts'

const PATIENT = { timeout: 30_000 }
const HOLDER = 'Marijke van der Velde'

/** The supervisor's own desk: who holds what, then two cases handed over with the effect shown before and the outcome after. */
export async function supervise(stage: Stage, journey: Journey): Promise<void> {
  const window = await stage.openSupervisor()
  journey.look(window)
  const { page } = window
  const list = page.getByRole('table', { name: 'Zaken van het team' })
  await journey.step('team', async () => {
    await expect.poll(async () => (await ask(page, 'getSyncStatus', {})).inSync, PATIENT).toBe(true)
    await page.getByRole('navigation', { name: 'Schermen' }).getByRole('button', { name: 'Team' }).click()
    await page.getByRole('button', { name: new RegExp(`^${HOLDER}, lopende zaken:`) }).click()
    await expect(list.getByRole('checkbox').first()).toBeVisible(PATIENT)
  })
  const dialog = page.getByRole('dialog', { name: '2 zaken overdragen' })
  await journey.step('handover', async () => {
    await list.getByRole('checkbox').nth(0).check()
    await list.getByRole('checkbox').nth(1).check()
    await page.keyboard.press('h')
    await dialog.getByRole('combobox', { name: 'Aan wie' }).click()
    await page.getByRole('option', { name: 'Gelijk verdelen over het team' }).click()
    await dialog.getByRole('textbox', { name: 'Reden' }).fill('Gelijker verdelen')
    await expect(dialog.getByRole('region', { name: 'Wat het doet' })).toBeVisible()
  })
  await journey.step('handed-over', async () => {
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('region', { name: 'Overdracht' })).toContainText('2 zaken zijn overgedragen.', PATIENT)
  })
}
