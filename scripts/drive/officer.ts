import { expect, type Locator, type Page } from '@playwright/test'

/** An officer at the keyboard: everything is done by keys, every key is counted, and what is waited for is what an officer would see. */
export interface Officer {
  page: Page
  /** Keys pressed so far; a chord counts each of its keys. */
  keys: () => number
  /** Presses keys one after another, each 'a', 'Enter' or a chord such as 'Control+Enter'. */
  press: (...keys: string[]) => Promise<void>
  type: (text: string) => Promise<void>
}

export function officerAt(page: Page): Officer {
  let pressed = 0
  return {
    page,
    keys: () => pressed,
    async press(...keys) {
      for (const key of keys) {
        pressed += key.split('+').length
        await page.keyboard.press(key)
      }
    },
    async type(text) {
      pressed += text.length
      await page.keyboard.type(text)
    },
  }
}

export function queueOf(page: Page): Locator {
  return page.getByRole('grid', { name: 'Werkvoorraad' })
}

/** The rows of the queue that are on screen, without the header. */
export function rowsOf(page: Page): Locator {
  return queueOf(page).getByRole('rowgroup').getByRole('row')
}

/** Waits until the queue shows cases. */
export async function seeQueue(page: Page): Promise<void> {
  await expect(rowsOf(page).first()).toContainText('Z1-', { timeout: 30_000 })
}

/** From the queue: searches for a case by its number and opens it. */
export async function openByNumber(officer: Officer, caseNumber: string): Promise<void> {
  const { page } = officer
  await officer.press('/')
  await officer.type(caseNumber)
  await expect(rowsOf(page)).toHaveCount(1)
  await expect(rowsOf(page)).toContainText(caseNumber)
  await officer.press('Enter', 'Enter')
  await seeCase(page, caseNumber)
}

export async function seeCase(page: Page, caseNumber: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(caseNumber)
  await expect(checklistOf(page)).toBeVisible()
}

/** Back to the queue, with nothing searched for. */
export async function backToQueue({ page, press }: Officer): Promise<void> {
  await press('Escape')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Werkvoorraad')
  await press('Escape')
  await seeQueue(page)
}

export function checklistOf(page: Page): Locator {
  return page.getByRole('region', { name: /^Controlelijst/ })
}

export async function countOpenItems(page: Page): Promise<number> {
  const heading = await checklistOf(page).getByRole('heading', { level: 2 }).textContent()
  return Number(/(\d+) van/.exec(heading ?? '')?.[1])
}

/** Accepts every proposal, then answers what only the officer can say with "met". */
export async function answerEverything(officer: Officer): Promise<void> {
  const { page, press } = officer
  const before = await countOpenItems(page)
  await press('a')
  await expect.poll(() => countOpenItems(page)).toBeLessThan(before)
  for (let open = await countOpenItems(page); open > 0; open -= 1) {
    await press('1')
    await expect(checklistOf(page)).toHaveAccessibleName(new RegExp(`· ${open - 1} van`))
  }
}

export function decisionBarOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Besluit' })
}

/** Opens the decision, and confirms what it proposes for a clean case: to grant. */
export async function grant({ page, press }: Officer): Promise<void> {
  await expect(decisionBarOf(page)).toContainText('Niets staat inwilliging in de weg')
  await press('d')
  const panel = page.getByRole('dialog', { name: 'Besluit' })
  await expect(panel.getByRole('radio', { name: 'Inwilligen' })).toBeChecked()
  await expect(panel.getByRole('button', { name: 'Inwilligen' })).toBeEnabled()
  await press('Control+Enter')
  await expect(panel).toBeHidden()
  await expect(decisionBarOf(page)).toContainText('Ingewilligd op')
}
