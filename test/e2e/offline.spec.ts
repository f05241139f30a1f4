import { expect, type Locator, type Page, test } from '@playwright/test'
import { ask } from '#scripts/drive/desk-window.ts'
import {
  answerEverything,
  backToQueue,
  checklistOf,
  decisionBarOf,
  grant,
  type Officer,
  openByNumber,
} from '#scripts/drive/officer.ts'
import { openGate } from './support/gate.ts'
import { CLEAN, withOffice } from './support/office.ts'

const [DECIDED, ASKED, NOTED] = CLEAN
const NOTE = 'Instelling gebeld; zij stuurt vandaag een nieuw bankafschrift.'
/** The desk tries again by itself within two minutes at most; the network returning wakes it at once (SYN-41). */
const PATIENT = { timeout: 30_000 }

test('[SYN-3] what is done offline waits, survives a restart and is final once after the return', async () => {
  await withOffice(async (office) => {
    const first = await office.open({ graceSeconds: 0 })
    await expect(networkOf(first.officer.page)).toHaveText('Verbonden')
    await office.killHub()

    await decideClean(first.officer, DECIDED)
    await expect(decisionBarOf(first.officer.page)).toContainText('Opgeslagen op deze werkplek')
    await backToQueue(first.officer)
    await askSponsor(first.officer, ASKED)
    await backToQueue(first.officer)
    await writeNote(first.officer, NOTED, NOTE)
    await expect(networkOf(first.officer.page)).toHaveText(/^Geen verbinding· \d+ te verzenden$/)
    const before = await waitingOf(first.officer.page)
    expect(before.map(({ kind }) => kind).toSorted()).toEqual(
      [
        ...Array.from({ length: before.length - 3 }, () => 'answerCheck'),
        'addNote',
        'decide',
        'requestInformation',
      ].toSorted(),
    )
    await first.window.close()

    const second = await office.open({ graceSeconds: 0 })
    const { page } = second.officer
    await expect(networkOf(page)).toHaveText(`Geen verbinding· ${before.length} te verzenden`)
    expect((await waitingOf(page)).map(({ commandId }) => commandId)).toEqual(before.map(({ commandId }) => commandId))
    await openByNumber(second.officer, NOTED)
    await page.getByRole('tab', { name: 'Tijdlijn' }).click()
    await expect(page.getByText(NOTE)).toBeVisible()

    await office.startHub()
    await page.keyboard.press('Escape')
    await syncNow(second.officer)
    await expect(networkOf(page)).toHaveText('Verbonden', PATIENT)
    await expect.poll(async () => (await ask(page, 'getSyncStatus', {})).inSync, PATIENT).toBe(true)
    await page.getByRole('button', { name: 'Synchronisatie' }).click()
    const decision = page.getByRole('row', { name: new RegExp(`Definitief Besluit: inwilliging ${DECIDED}`) })
    await expect(decision).toContainText(before.find(({ kind }) => kind === 'decide')?.commandId ?? 'no decision')
    await second.window.close()

    const { receipts, events } = await office.stopAndRead()
    for (const { commandId } of before) {
      expect(receipts.filter(({ command_id: id }) => id === commandId).map(({ outcome }) => outcome)).toEqual([
        'accepted',
      ])
      expect(events.filter(({ command_id: id }) => id === commandId).length).toBeGreaterThan(0)
    }
    for (const [kind, caseNumber] of [
      ['decided', DECIDED],
      ['information_requested', ASKED],
      ['noted', NOTED],
    ] as const) {
      const caseId = before.find((row) => row.caseNumber === caseNumber)?.caseId
      expect(events.filter((event) => event.case_id === caseId && event.kind === kind)).toHaveLength(1)
    }
  })
})

test('[SYN-5] while the hub has not answered, the act is called sent and the window goes on answering', async () => {
  await withOffice(async (office) => {
    const gate = await openGate(office.hubUrl)
    try {
      const { officer } = await office.open({ graceSeconds: 0, hubUrl: gate.url })
      const { page } = officer
      await openByNumber(officer, DECIDED)
      await answerEverything(officer)
      await expect.poll(async () => (await ask(page, 'getSyncStatus', {})).inSync, PATIENT).toBe(true)
      gate.hold('/v1/sync/push')
      await grant(officer)
      await expect(decisionBarOf(page)).toContainText('Verzonden')
      await page.getByRole('tab', { name: 'Termijnen' }).click()
      await expect(page.getByRole('tabpanel', { name: 'Termijnen' })).toContainText('Streeftermijn')
      await backToQueue(officer)
      await openByNumber(officer, NOTED)
      await officer.press('1')
      await expect(checklistOf(page)).toHaveAccessibleName(/· 20 van/)
      expect((await waitingOf(page)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
        'decide sending',
        'answerCheck due',
      ])
      gate.release()
      await expect.poll(async () => (await waitingOf(page)).length, PATIENT).toBe(0)
    } finally {
      await gate.close()
    }
  })
})

function networkOf(page: Page): Locator {
  return page.getByRole('banner').getByRole('button', { name: /Verbonden|Geen verbinding|Verbinden/ })
}

async function waitingOf(page: Page) {
  return ask(page, 'listOutbox', { which: 'waiting', limit: 500 })
}

async function decideClean(officer: Officer, caseNumber: string): Promise<void> {
  await openByNumber(officer, caseNumber)
  await answerEverything(officer)
  await grant(officer)
}

/** Says that the first item that a sponsor may complete is not met, and asks for it. */
async function askSponsor(officer: Officer, caseNumber: string): Promise<void> {
  const { page, press } = officer
  await openByNumber(officer, caseNumber)
  const paid = page.getByRole('radiogroup', { name: 'Antwoord C03' })
  await paid.getByRole('radio', { name: 'Niet voldaan' }).click()
  await expect(checklistOf(page)).toHaveAccessibleName(/· 20 van/)
  await press('i')
  const panel = page.getByRole('dialog', { name: 'Herstel verzuim' })
  await expect(panel.getByRole('checkbox', { name: /^C03/ })).toBeChecked()
  await press('Control+Enter')
  await expect(panel).toBeHidden()
  await expect(decisionBarOf(page)).toContainText('Wacht op de referent')
}

async function writeNote(officer: Officer, caseNumber: string, text: string): Promise<void> {
  const { page, press, type } = officer
  await openByNumber(officer, caseNumber)
  await press('c')
  await expect(page.getByRole('textbox', { name: 'Notitie bij de zaak' })).toBeFocused()
  await type(text)
  await press('Control+Enter')
  await expect(page.getByRole('listitem').filter({ hasText: text })).toContainText('Opgeslagen op deze werkplek')
}

/** The officer does not wait for the next try: the palette has the command. */
async function syncNow({ page, press }: Officer): Promise<void> {
  await press('Control+k')
  await page
    .getByRole('textbox', { name: 'Opdrachten en zaken' })
    .or(page.getByRole('combobox'))
    .fill('Nu synchroniseren')
  await page.getByText('Nu synchroniseren').click()
}
