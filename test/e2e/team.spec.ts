import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { ask } from '#scripts/drive/desk-window.ts'
import { withOffice } from './support/office.ts'

const PATIENT = { timeout: 30_000 }
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function openTeam(page: Page): Promise<void> {
  await expect(page.getByText('Gelijk met de hub')).toBeVisible(PATIENT)
  await page.keyboard.press('Control+5')
  await expect(board(page)).toBeVisible()
}

function board(page: Page): Locator {
  return page.getByRole('table', { name: 'Team', exact: true })
}

function countOf(page: Page, name: string): Locator {
  return board(page).getByRole('button', { name: new RegExp(`^${name}, lopende zaken:`) })
}

async function read(count: Locator): Promise<number> {
  return Number((await count.textContent())?.replace(/\D/g, ''))
}

test('[SUP-1] [SUP-2] [SUP-3] a supervisor hands cases over, the officer sees them go, and it can be taken back', async () => {
  await withOffice(async (office) => {
    const { officer } = await office.open()
    await expect.poll(async () => (await ask(officer.page, 'getSyncStatus', {})).inSync, PATIENT).toBe(true)
    const before = (await ask(officer.page, 'getSyncStatus', {})).cases
    const { page } = await office.openFor('supervisor')
    await openTeam(page)
    await expect(countOf(page, 'Marijke van der Velde')).toHaveText(String(before))
    await countOf(page, 'Marijke van der Velde').click()
    const list = page.getByRole('table', { name: 'Zaken van het team' })
    await expect(list.getByRole('checkbox').first()).toBeVisible()
    const first = list.getByRole('checkbox').nth(0)
    const second = list.getByRole('checkbox').nth(1)
    await first.check()
    await second.check()

    await page.keyboard.press('h')
    const dialog = page.getByRole('dialog', { name: '2 zaken overdragen' })
    await expect(dialog.getByRole('region', { name: 'Wie de zaken nu heeft' })).toContainText(
      'Marijke van der Velde: 2 zaken.',
    )
    await dialog.getByRole('combobox', { name: 'Aan wie' }).click()
    await page.getByRole('option', { name: /^Youssef Amrani/ }).click()
    const confirm = dialog.getByRole('button', { name: /^2 zaken overdragen/ })
    await expect(confirm).toBeDisabled()
    await dialog.getByRole('textbox', { name: 'Reden' }).fill('Verlof')
    await expect(dialog.getByRole('region', { name: 'Wat het doet' })).toContainText('Youssef Amrani')
    await page.keyboard.press('Control+Enter')

    const result = page.getByRole('region', { name: 'Overdracht' })
    await expect(result).toContainText('2 zaken zijn overgedragen.', PATIENT)
    await expect(countOf(page, 'Marijke van der Velde')).toHaveText(String(before - 2))
    await expect.poll(async () => (await ask(officer.page, 'getSyncStatus', {})).cases, PATIENT).toBe(before - 2)

    await result.getByRole('button', { name: 'Ongedaan maken' }).click()
    await expect(result).toContainText('2 zaken zijn terug.', PATIENT)
    await expect.poll(async () => (await ask(officer.page, 'getSyncStatus', {})).cases, PATIENT).toBe(before)
    await expect(countOf(page, 'Marijke van der Velde')).toHaveText(String(before))

    const { events } = await office.stopAndRead()
    expect(events.filter(({ kind }) => kind === 'assigned').length).toBeGreaterThanOrEqual(4)
  })
})

test('[SUP-4] the team board spreads evenly, is free of barriers in both themes, and says what it cannot tell without the hub', async () => {
  await withOffice(async (office) => {
    const { page } = await office.openFor('supervisor')
    await openTeam(page)
    const held = await read(countOf(page, 'Marijke van der Velde'))
    await countOf(page, 'Marijke van der Velde').click()
    await expect(page.getByRole('heading', { name: /^Marijke van der Velde/ })).toBeVisible()
    await expect(page.getByRole('table', { name: 'Zaken van het team' }).getByRole('checkbox').first()).toBeVisible()
    await page.keyboard.press('a')
    for (const theme of ['licht', 'donker']) {
      await page.keyboard.press('Control+k')
      await page.keyboard.type(`kleuren ${theme}`)
      await page.keyboard.press('Enter')
      await expect(page.locator('html')).toHaveAttribute(
        'data-mantine-color-scheme',
        theme === 'licht' ? 'light' : 'dark',
      )
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(WCAG).analyze()
      expect(violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
    }
    await page.keyboard.press('h')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Aan wie' }).click()
    await page.getByRole('option', { name: 'Gelijk verdelen over het team' }).click()
    await dialog.getByRole('textbox', { name: 'Reden' }).fill('Langdurig ziek')
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(WCAG).analyze()
    expect(violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('region', { name: 'Overdracht' })).toContainText(
      `${held} zaken zijn overgedragen.`,
      PATIENT,
    )
    await expect(countOf(page, 'Marijke van der Velde')).toHaveText('0')
    const loads = await Promise.all(
      ['Youssef Amrani', 'Joost Brouwer', 'Sanne Hoekstra', 'Fenna Bakker'].map((name) => read(countOf(page, name))),
    )
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)

    await office.killHub()
    await expect(page.getByText(/De hub kan dit nu niet zeggen/).first()).toBeVisible(PATIENT)
  })
})
