import type { Page } from '@playwright/test'
import path from 'node:path'
import { ask } from '#scripts/drive/desk-window.ts'
import { expect, loadSampleInto, startHub, test, waitForQueue } from './support/launch.ts'

const rows = (page: Page) => page.locator('[role=row][data-case]')
const grid = (page: Page) => page.getByRole('grid', { name: 'Werkvoorraad' })
const search = (page: Page) => page.getByRole('searchbox', { name: /Zoeken op naam/ })
const active = (page: Page) => page.locator('[role=row][aria-selected=true]')
const total = (page: Page) => page.getByRole('contentinfo').getByRole('status')

test('the queue shows at least 22 whole rows at 1280 by 800, and nothing scrolls as a page', async ({ page }) => {
  await waitForQueue(page)
  const seen = await page.evaluate(() => {
    const rows = [...document.querySelectorAll('[role=row][data-case]')]
    const list = rows[0]?.closest('[role=grid]')?.getBoundingClientRect()
    if (!list) return { whole: 0, size: [0, 0], page: 0 }
    const whole = rows.filter((row) => row.getBoundingClientRect().bottom <= list.bottom).length
    const height = rows[0]?.getBoundingClientRect().height
    return { whole, height, size: [innerWidth, innerHeight], page: document.documentElement.scrollHeight - innerHeight }
  })
  expect(seen.size).toEqual([1280, 800])
  expect(seen.height).toBe(32)
  expect(seen.whole).toBeGreaterThanOrEqual(22)
  expect(seen.page).toBe(0)
})

test('only rows on screen exist, and the whole list can be walked to its end by keyboard', async ({ page }) => {
  await waitForQueue(page)
  const count = Number(await grid(page).getAttribute('aria-rowcount')) - 1
  expect(count).toBeGreaterThan(300)
  expect(await rows(page).count()).toBeLessThan(60)
  await page.keyboard.press('End')
  await expect(active(page)).toHaveAttribute('aria-rowindex', String(count + 1))
  await expect(active(page)).toHaveAttribute('data-case', /^Z1-/)
  await page.keyboard.press('Home')
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('k')
  await expect(active(page)).toHaveAttribute('aria-rowindex', '3')
})

test('headers sort both ways, and the order on screen is the order asked for', async ({ page }) => {
  await waitForQueue(page)
  const header = page.getByRole('columnheader', { name: 'Zaaknummer' })
  for (const [order, compare] of [
    ['ascending', (a: string, b: string) => a < b],
    ['descending', (a: string, b: string) => a > b],
  ] as const) {
    await header.getByRole('button').click()
    await expect(header).toHaveAttribute('aria-sort', order)
    await expect
      .poll(async () => {
        const numbers = await rows(page).evaluateAll((all) => all.map((row) => row.getAttribute('data-case') ?? ''))
        return (
          numbers.length > 20 && numbers.every((one, index) => index === 0 || compare(numbers[index - 1] ?? '', one))
        )
      })
      .toBe(true)
  }
})

test('search answers while typing, and clearing it brings everything back', async ({ page }) => {
  await waitForQueue(page)
  await expect(page.getByText('Gelijk met de hub')).toBeVisible()
  const everything = await total(page).textContent()
  const name = await rows(page).nth(4).locator('strong').textContent()
  const number = await rows(page).nth(7).getAttribute('data-case')
  await page.keyboard.press('/')
  await page.keyboard.type(String(name).slice(0, 4).toLowerCase())
  await expect(total(page)).not.toHaveText(String(everything))
  await expect(rows(page).first().locator('strong')).toContainText(String(name).slice(0, 2))
  await page.keyboard.press('Escape')
  await expect(total(page)).toHaveText(String(everything))
  await search(page).fill(String(number))
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toHaveAttribute('data-case', String(number))
  await search(page).fill('qqqqzzzz')
  await expect(page.getByText('Geen zaken gevonden')).toBeVisible()
  await page.getByRole('button', { name: 'Zoekterm en filters wissen' }).click()
  await expect(rows(page).nth(20)).toBeVisible()
})

test('facets count the list, restrict it together and can be taken away one by one', async ({ page }) => {
  await waitForQueue(page)
  const facet = page.getByRole('checkbox', { name: /^Met punten/ })
  const label = facet.locator('xpath=..')
  // The list may be a moment ahead of its counts while the first load comes in.
  await expect(page.getByText('Gelijk met de hub')).toBeVisible()
  await expect(label).toHaveText(/[1-9]/)
  const counted = Number((await label.textContent())?.replace(/\D/g, ''))
  await facet.check()
  await expect(total(page)).toHaveText(new RegExp(`^${counted} van `))
  await expect(rows(page).first()).toContainText(/punt/)
  await page.getByRole('checkbox', { name: /^TEV/ }).check()
  await expect(rows(page).filter({ hasText: 'VVR' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Filter weghalen: Voortoets: Met punten' }).click()
  await expect(facet).not.toBeChecked()
})

test('a view saved under a name is there after a restart', async ({ hub, open }) => {
  const first = await open(hub.url)
  await waitForQueue(first.page)
  await first.page.getByRole('checkbox', { name: /^Met punten/ }).check()
  await first.page.keyboard.press('v')
  await first.page.getByRole('textbox', { name: 'Naam van deze weergave' }).fill('Punten eerst')
  await first.page.getByRole('button', { name: 'Bewaren' }).click()
  await expect(first.page.getByText('Weergave ‘Punten eerst’ is bewaard.')).toBeVisible()
  await expect(first.page.getByRole('button', { name: 'Weergave: Punten eerst' })).toBeVisible()
  await first.close()

  const again = await open(hub.url)
  await waitForQueue(again.page)
  await again.page.keyboard.press('v')
  await again.page.getByRole('button', { name: 'Punten eerst', exact: true }).click()
  await expect(again.page.getByRole('checkbox', { name: /^Met punten/ })).toBeChecked()
})

test('the preview follows the row, and coming back from a case restores the list as it was', async ({ page }) => {
  await waitForQueue(page)
  for (let pressed = 0; pressed < 3; pressed += 1) await page.keyboard.press('PageDown')
  const number = await active(page).getAttribute('data-case')
  const preview = page.getByRole('region', { name: 'Voorvertoning' })
  await expect(preview).toContainText(String(number))
  const before = await page.evaluate(() => document.querySelector('[role=rowgroup]')?.parentElement?.scrollTop)
  expect(before).toBeGreaterThan(0)
  await page.keyboard.press('Enter')
  await expect(grid(page)).toHaveCount(0)
  await expect(page.getByText(String(number)).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(active(page)).toHaveAttribute('data-case', String(number))
  expect(await page.evaluate(() => document.querySelector('[role=rowgroup]')?.parentElement?.scrollTop)).toBe(before)
})

test('the next case is opened with the reasons why it is the next', async ({ page }) => {
  await waitForQueue(page)
  const next = await ask(page, 'findNextCase', { after: [], filter: null })
  expect(next?.reasons.length).toBeGreaterThan(0)
  await page.keyboard.press('n')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(String(next?.caseNumber))
  const why = page.getByRole('note').filter({ hasText: 'Volgende omdat: ' })
  await expect(why).toBeVisible()
  expect((await why.textContent())?.length).toBeGreaterThan(40)
  // Passed over, a case does not come back while there are others.
  const seen = [String(next?.caseNumber)]
  for (let turn = 0; turn < 3; turn += 1) {
    await page.keyboard.press('n')
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(String(seen.at(-1)))
    seen.push(String(await page.getByRole('heading', { level: 1 }).textContent()))
  }
  expect(new Set(seen).size).toBe(seen.length)
})

test('without a connection the queue is there, with words that say so', async ({ profile, open }) => {
  // A hub of its own, since it is killed.
  const hub = await startHub({ folder: path.join(profile, 'hub') })
  await loadSampleInto(hub, { cases: 80, seed: 3, folder: path.join(profile, 'sample') })
  const online = await open(hub.url)
  await waitForQueue(online.page)
  await expect(online.page.getByRole('button', { name: 'Verbonden' })).toBeVisible()
  const count = await total(online.page).textContent()
  await online.close()

  await hub.kill()
  const offline = await open(hub.url)
  await waitForQueue(offline.page)
  await expect(offline.page.getByRole('button', { name: 'Geen verbinding' })).toBeVisible()
  await expect(total(offline.page)).toHaveText(String(count))
})

test('[CHK-26] the preview names the points that the list counts', async ({ page }) => {
  await waitForQueue(page)
  const preview = page.getByRole('region', { name: 'Voorvertoning' })
  await page.getByRole('checkbox', { name: /^Met punten/ }).check()
  await expect(rows(page).filter({ hasText: 'Schoon' })).toHaveCount(0)
  await rows(page).first().click()
  for (let turn = 0; turn < 8; turn += 1) {
    await expect(preview).toContainText(String(await active(page).getAttribute('data-case')))
    const counted = /(\d+) punt/.exec(String(await active(page).textContent()))?.[1]
    await expect(preview.getByRole('listitem').filter({ hasText: /^C\d\d / })).toHaveCount(Number(counted))
    await page.keyboard.press('j')
  }
})
