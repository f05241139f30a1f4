import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test, waitForQueue } from './support/launch.ts'

const SCREENS = [
  { key: 'Control+1', nl: 'Werkvoorraad', en: 'Queue' },
  { key: 'Control+2', nl: 'Opzij gezet', en: 'Set aside' },
  { key: 'Control+3', nl: 'Onverdeeld', en: 'Unassigned' },
  { key: 'Control+4', nl: 'Synchronisatie', en: 'Synchronisation' },
  { key: 'Control+5', nl: 'Register', en: 'Register' },
] as const

async function choose(page: Page, words: string) {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
}

async function expectNoBarriers(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(WCAG).analyze()
  const found = violations.map(({ id, nodes }) => `${where}: ${id} ${nodes.map((node) => node.html).join(' | ')}`)
  expect(found).toEqual([])
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

for (const theme of ['light', 'dark'] as const) {
  test(`every screen is free of barriers in ${theme}`, async ({ page }) => {
    await waitForQueue(page)
    await choose(page, theme === 'light' ? 'kleuren licht' : 'kleuren donker')
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme)
    for (const { key, nl } of SCREENS) {
      await page.keyboard.press(key)
      await expect(page.getByRole('navigation').getByRole('button', { name: nl })).toHaveAttribute(
        'aria-current',
        'page',
      )
      await expect(page.getByRole('main')).not.toBeEmpty()
      await expectNoBarriers(page, nl)
    }
    await page.keyboard.press('t')
    await expect(page.getByRole('table', { name: 'Studienorm per maand' })).toBeVisible()
    await expectNoBarriers(page, 'reference data')
    await page.keyboard.press('Control+1')
    await waitForQueue(page)
    await page.keyboard.press('?')
    await expectNoBarriers(page, 'keys')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await expectNoBarriers(page, 'palette')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('grid')).toHaveCount(0)
    await expectNoBarriers(page, 'case')
  })
}

test('the language changes at once, everywhere, and stays after a restart of the page', async ({ page }) => {
  await waitForQueue(page)
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl')
  await choose(page, 'taal english')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  for (const { key, en } of SCREENS) {
    await page.keyboard.press(key)
    await expect(page.getByRole('navigation').getByRole('button', { name: en })).toHaveAttribute('aria-current', 'page')
    await expect(page.getByRole('main')).not.toContainText(/[a-z]+\.[a-z]+\.[a-z]+|\{\{/)
  }
  await page.reload()
  await expect(page.getByRole('button', { name: 'Set aside' })).toBeVisible()
  await waitForQueue(page)
  await expect(page.getByRole('columnheader', { name: 'Applicant' })).toBeVisible()
})

test('everything is reached by keyboard, and the focus is always to be seen', async ({ page }) => {
  await waitForQueue(page)
  const stops = new Set<string>()
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const focused = document.activeElement
      if (!(focused instanceof HTMLElement) || focused === document.body) return null
      const row = focused.querySelector('[role=row][aria-selected=true]')
      const shown = [focused, ...(row ? [row] : [])].some((one) => getComputedStyle(one).outlineStyle !== 'none')
      return { name: focused.getAttribute('aria-label') ?? focused.textContent ?? '', tag: focused.tagName, shown }
    })
    if (!stop) continue
    expect(stop.shown, `${stop.tag} ${stop.name}`).toBe(true)
    stops.add(stop.name)
  }
  for (const name of ['Werkvoorraad', 'Onverdeeld', 'Synchronisatie']) expect([...stops]).toContain(name)
  expect([...stops].some((name) => name.startsWith('Zoeken op naam'))).toBe(true)
})

test('the keys of the screen are listed, and nothing fires while typing', async ({ page }) => {
  await waitForQueue(page)
  await page.keyboard.press('?')
  const list = page.getByRole('dialog', { name: 'Toetsen op dit scherm' })
  await expect(list).toContainText('Volgende zaak openen')
  await page.keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  await page.keyboard.press('/')
  await page.keyboard.type('npx?')
  await expect(page.getByRole('searchbox', { name: /Zoeken op naam/ })).toHaveValue('npx?')
  await expect(list).toHaveCount(0)
})

test('the content security policy is never broken, and the window has no way to the network or to Node', async ({
  page,
  desk,
}) => {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.reload()
  await waitForQueue(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('grid')).toHaveCount(0)
  expect(complaints).toEqual([])

  const outside = await page.evaluate(async () => ({
    fetched: await fetch('https://example.com/').then(
      () => 'reached',
      () => 'refused',
    ),
    opened: window.open('https://example.com/'),
    node: typeof (globalThis as Record<string, unknown>)['require'],
    bridge: Object.keys((globalThis as unknown as { beslisdesk: object }).beslisdesk).filter((name) =>
      /invoke|send|ipc/i.test(name),
    ),
  }))
  expect(outside).toEqual({ fetched: 'refused', opened: null, node: 'undefined', bridge: ['sendNow'] })
  expect(desk.app.windows()).toHaveLength(1)
})
