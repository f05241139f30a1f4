import { expect, type Page } from '@playwright/test'
import type { Officer } from '../drive/officer.ts'
import type { Journey } from './journey.ts'

/** The same screens in English, in the dark and in the light. */
export async function lookAround(journey: Journey, { page, press }: Officer): Promise<void> {
  await journey.step('english', async () => {
    await page.getByRole('button', { name: /Taal/ }).click()
    await page.getByRole('menuitem', { name: 'English' }).click()
    await toQueue(page)
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  })
  for (const theme of ['Dark', 'Light'] as const) {
    await journey.step(`${theme.toLowerCase()}-queue`, async () => {
      await page.getByRole('button', { name: /^Colours/ }).click()
      await page.getByRole('menuitem', { name: theme }).click()
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme.toLowerCase())
      await toQueue(page)
    })
    await journey.step(`${theme.toLowerCase()}-case`, async () => {
      await page.locator('[role=row][data-case]').first().click()
      await press('Enter')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Z1-/)
      await expect(
        page
          .getByRole('document', { name: /Passport/ })
          .locator('canvas, img')
          .first(),
      ).toBeVisible()
    })
    await press('Escape')
  }
}

async function toQueue(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('navigation').getByRole('button').first().click()
  await expect(page.locator('[role=row][data-case]').first()).toBeVisible()
}
