import { expect, type Page } from '@playwright/test'
import { ask, type DeskWindow } from '../drive/desk-window.ts'
import {
  answerEverything,
  backToQueue,
  checklistOf,
  decisionBarOf,
  grant,
  type Officer,
  officerAt,
  openByNumber,
  rowsOf,
  seeCase,
  seeQueue,
} from '../drive/officer.ts'
import type { Journey } from './journey.ts'
import type { Stage } from './stage.ts'

const IN_A_ROW = 5

export interface Clean {
  window: DeskWindow
  officer: Officer
  /** Numbers of clean open cases that nothing has been done to yet. */
  left: string[]
}

/** From the first look at the queue to decisions that are final. */
export async function decideConnected(stage: Stage, journey: Journey): Promise<Clean> {
  const window = await stage.openWindow()
  journey.look(window)
  const { page } = window
  const officer = officerAt(page)
  let left: string[] = []
  await journey.step('queue', async () => {
    await seeQueue(page)
    left = await listClean(page)
    Object.assign(journey.findings, await versionsOf(window))
  })
  const first = take(left)
  await journey.step('search', () => searchByName(officer, first))
  await journey.step('case', async () => {
    await officer.press('x')
    await openByNumber(officer, first)
  })
  await journey.step('evidence', () => pointAtPassport(officer))
  await journey.step('checklist', () => answerEverything(officer))
  await journey.step('decision', () => openDecision(officer))
  await journey.step('decided-can-be-undone', () => confirmDecision(officer))
  await journey.step('undone', () => undo(officer))
  await journey.step('decided-again-and-final', async () => {
    await openDecision(officer)
    await confirmDecision(officer)
    await sendNow(officer)
  })
  await journey.step('clean-case', async () => {
    await backToQueue(officer)
    journey.findings.keystrokesCleanCase = await decideCounted(officer, take(left))
  })
  await journey.step('five-in-a-row', async () => {
    const from = performance.now()
    for (let turn = 0; turn < IN_A_ROW; turn += 1) await decideNext(officer)
    journey.findings.casesPerHour = Math.round((IN_A_ROW * 3_600_000) / (performance.now() - from))
  })
  const after = await listClean(page)
  return { window, officer, left: left.filter((caseNumber) => after.includes(caseNumber)) }
}

/** Number of keys from the queue, with the case chosen in it, to its decision taken. */
async function decideCounted(officer: Officer, caseNumber: string): Promise<number> {
  await officer.press('/')
  await officer.type(caseNumber)
  await expect(rowsOf(officer.page)).toHaveCount(1)
  await officer.press('Enter')
  const before = officer.keys()
  await officer.press('Enter')
  await seeCase(officer.page, caseNumber)
  await answerEverything(officer)
  await grant(officer)
  return officer.keys() - before
}

/** The next clean case by the key for the next one, as the program ranks them, decided. */
async function decideNext(officer: Officer): Promise<void> {
  const { page } = officer
  const clean = await listClean(page)
  const heading = page.getByRole('heading', { level: 1 })
  let shown: string
  do {
    const before = (await heading.textContent()) ?? ''
    await officer.press('n')
    await expect(checklistOf(page)).toBeVisible()
    await expect(heading).toHaveText(/^Z1-/)
    await expect(heading).not.toHaveText(before)
    shown = (await heading.textContent()) ?? ''
  } while (!clean.includes(shown))
  await answerEverything(officer)
  await grant(officer)
}

async function searchByName(officer: Officer, caseNumber: string): Promise<void> {
  const { page } = officer
  const row = rowsOf(page).filter({ hasText: caseNumber })
  const familyName = (await row.locator('strong').textContent()) ?? ''
  await officer.press('/')
  await officer.type(familyName)
  await expect(rowsOf(page).first()).toContainText(familyName)
  await expect(row).toBeVisible()
  await officer.press('Enter')
}

/** Walks to the passport's item and says that the page shown is its evidence. */
async function pointAtPassport({ page, press }: Officer): Promise<void> {
  const item = checklistOf(page).getByRole('button', { name: /C06 Geldig paspoort/ })
  while ((await item.getAttribute('aria-expanded')) !== 'true') await press('j')
  await expect(
    page
      .getByRole('document', { name: /Paspoort/ })
      .locator('canvas, img')
      .first(),
  ).toBeVisible()
  await press('e')
  await expect(page.getByText(/Aangewezen: paspoort/)).toBeVisible()
}

async function openDecision({ page, press }: Officer): Promise<void> {
  const panel = page.getByRole('dialog', { name: 'Besluit' })
  if (!(await panel.isVisible())) await press('d')
  await expect(panel.getByRole('radio', { name: 'Inwilligen' })).toBeChecked()
  await expect(panel.getByRole('heading', { name: 'Geldigheidsduur' })).toBeVisible()
}

async function confirmDecision({ page, press }: Officer): Promise<void> {
  await press('Control+Enter')
  await expect(page.getByText('Besluit genomen.', { exact: true })).toBeVisible()
  await expect(decisionBarOf(page)).toContainText('Ingewilligd op')
}

async function undo({ page, press }: Officer): Promise<void> {
  await press('u')
  await expect(decisionBarOf(page)).toContainText('Niets staat inwilliging in de weg')
}

async function sendNow({ page, press }: Officer): Promise<void> {
  await press('s')
  await expect(decisionBarOf(page)).toContainText('Definitief', { timeout: 30_000 })
  await expect(decisionBarOf(page)).toContainText('ontvangstbewijs')
}

async function listClean(page: Page): Promise<string[]> {
  const filter = { ...EVERYTHING, status: ['open'], preCheck: ['clean'] }
  const [anchor] = (await ask(page, 'getQueueOutline', filter)).anchors
  const rows = anchor === undefined ? [] : await ask(page, 'listQueuePage', { filter, anchor })
  return rows.filter(({ answered }) => answered === 0).map(({ caseNumber }) => caseNumber)
}

const EVERYTHING = {
  search: '',
  institution: [],
  nationality: [],
  procedure: [],
  status: [],
  preCheck: [],
  due: [],
  sort: 'due' as const,
  descending: false,
}

function take(numbers: string[]): string {
  const first = numbers.shift()
  if (first === undefined) throw new Error('the sample has no clean case left')
  return first
}

async function versionsOf({ app }: DeskWindow): Promise<{ electron: string; node: string }> {
  return app.evaluate(() => ({ electron: process.versions.electron ?? '', node: process.versions.node }))
}
