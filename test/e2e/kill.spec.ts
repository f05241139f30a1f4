import { expect, test } from '@playwright/test'
import { ask, processesOf } from '#scripts/drive/desk-window.ts'
import {
  answerEverything,
  checklistOf,
  decisionBarOf,
  grant,
  type Officer,
  openByNumber,
  seeCase,
  seeQueue,
} from '#scripts/drive/officer.ts'
import { CLEAN, withOffice } from './support/office.ts'

const [CASE] = CLEAN
/** A desk that was offline tries again after a while; at most two minutes (SYN-41). */
const PATIENT = { timeout: 30_000 }
const WORDS = 'Paspoort vergeleken met de aanvraag; de handtekening ontbreekt'

test('[SYN-1] an answer not sent yet and half a note survive kill -9 of the whole application', async () => {
  await withOffice(async (office) => {
    const { window, officer } = await office.open()
    await openByNumber(officer, CASE)
    await office.killHub()
    await answerFirstAndTypeNote(officer)
    await window.kill()

    const again = await office.open()
    await openByNumber(again.officer, CASE)
    await seeAnswerAndNote(again.officer)
    await office.startHub()
    await expect.poll(async () => (await ask(again.officer.page, 'getSyncStatus', {})).inSync, PATIENT).toBe(true)
    const answered = await ask(again.officer.page, 'listOutbox', { which: 'answered', limit: 50 })
    expect(answered.map(({ kind, state }) => [kind, state])).toEqual([['answerCheck', 'accepted']])
    await again.window.close()

    const { events } = await office.stopAndRead()
    expect(events.filter(({ command_id: id }) => id === answered[0]?.commandId)).toHaveLength(1)
  })
})

test('[SYN-1] the window goes on after kill -9 of the desk alone, with what was answered and typed', async () => {
  await withOffice(async (office) => {
    const { window, officer } = await office.open()
    await openByNumber(officer, CASE)
    await answerFirstAndTypeNote(officer)
    const desk = (await processesOf(window.app)).find(({ name }) => name === 'Beslisdesk desk')
    expect(desk).toBeDefined()
    process.kill(desk?.pid ?? 0, 'SIGKILL')

    await expect
      .poll(async () => (await processesOf(window.app)).find(({ name }) => name === 'Beslisdesk desk')?.pid)
      .not.toBe(desk?.pid)
    await seeAnswerAndNote(officer)
    await officer.press('Escape')
    await answerEverything(officer)
    await expect(checklistOf(officer.page)).toHaveAccessibleName(/· 0 van/)
  })
})

test('[SYN-1] a decision that can still be taken back survives kill -9 and is taken back after the restart', async () => {
  await withOffice(async (office) => {
    const { window, officer } = await office.open({ graceSeconds: 600 })
    await openByNumber(officer, CASE)
    await answerEverything(officer)
    await grant(officer)
    await expect(officer.page.getByText('Besluit genomen.', { exact: true })).toBeVisible()
    await window.kill()

    const again = await office.open({ graceSeconds: 600 })
    const [pending] = await ask(again.officer.page, 'listOutbox', { which: 'waiting', limit: 10 })
    expect(pending).toMatchObject({ kind: 'decide', state: 'grace', caseNumber: CASE })
    await openDecided(again.officer)
    await expect(decisionBarOf(again.officer.page)).toContainText('Ingewilligd op')
    await again.officer.press('u')
    await expect(decisionBarOf(again.officer.page)).toContainText('Niets staat inwilliging in de weg')
    await expect.poll(async () => (await ask(again.officer.page, 'getSyncStatus', {})).waiting).toBe(0)
    await again.window.close()

    const { receipts } = await office.stopAndRead()
    expect(receipts.filter(({ kind }) => kind === 'decide')).toEqual([])
  })
})

/** Answers the first item and begins a note on the next, without leaving the field. */
async function answerFirstAndTypeNote(officer: Officer): Promise<void> {
  const { page } = officer
  await officer.press('1')
  await expect(checklistOf(page)).toHaveAccessibleName(/· 20 van 21 open/)
  await officer.press('m')
  await officer.type(WORDS)
  await expect(page.getByRole('textbox', { name: 'Toelichting' })).toHaveValue(WORDS)
  await expect.poll(async () => Object.values((await openCase(officer)).drafts)).toContain(WORDS)
}

async function seeAnswerAndNote({ page }: Officer): Promise<void> {
  await seeCase(page, CASE)
  await expect(checklistOf(page)).toHaveAccessibleName(/· 20 van 21 open/)
  await expect(
    page.getByRole('radiogroup', { name: 'Antwoord C01' }).getByRole('radio', { name: 'Voldaan', exact: true }),
  ).toBeChecked()
  await expect(page.getByRole('textbox', { name: 'Toelichting' })).toHaveValue(WORDS)
}

/** A decided case is no longer among the open ones: the view of decided cases has it. */
async function openDecided(officer: Officer): Promise<void> {
  await seeQueue(officer.page)
  const [row] = await ask(officer.page, 'listOutbox', { which: 'waiting', limit: 1 })
  expect(row?.caseNumber).toBe(CASE)
  await officer.page.getByRole('button', { name: 'Alles wissen' }).click()
  await openByNumber(officer, CASE)
}

async function openCase({ page }: Officer) {
  const outline = await ask(page, 'getQueueOutline', { ...EVERYTHING, search: CASE })
  const [row] = await ask(page, 'listQueuePage', {
    filter: { ...EVERYTHING, search: CASE },
    anchor: outline.anchors[0] ?? '',
  })
  return ask(page, 'openCase', { caseId: row?.caseId ?? '' })
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
