import { expect, type Page, test } from '@playwright/test'
import { ask } from '#scripts/drive/desk-window.ts'
import { listCases, signIn } from '#scripts/drive/hub-client.ts'
import { answerEverything, decisionBarOf, grant, openByNumber } from '#scripts/drive/officer.ts'
import { OFFICER } from './support/launch.ts'
import { CLEAN, withOffice } from './support/office.ts'

const [FIRST] = CLEAN
const PATIENT = { timeout: 30_000 }
const EXPLANATION = 'Gesproken met de instelling; de inschrijving is definitief.'
const WHY = 'Het afschrift staat op naam van een ander.'

const WEIGHED = 'Bijzondere omstandigheden zijn niet gebleken.'

const panelOf = (page: Page) => page.getByRole('dialog', { name: 'Besluit' })
const choiceOf = (page: Page, name: string) => panelOf(page).getByRole('radio', { name: new RegExp(`^${name}`) })
const itemOf = (page: Page, id: string) => page.locator(`[data-item="${id}"]`)
const listWaiting = (page: Page) => ask(page, 'listOutbox', { which: 'waiting', limit: 50 })

test('[DEC-1] what still blocks is named, and each item named leads to itself', async () => {
  await withOffice(async (office) => {
    const { officer } = await office.open()
    const { page } = officer
    await openByNumber(officer, FIRST)
    await officer.press('a', 'd')
    await expect(panelOf(page)).toContainText('Inwilligen kan nog niet')
    await expect(panelOf(page).getByRole('button', { name: 'Inwilligen' })).toBeDisabled()
    await officer.press('Control+Enter')
    expect((await listWaiting(page)).filter(({ kind }) => kind === 'decide')).toEqual([])
    await panelOf(page).getByRole('button', { name: 'C20' }).click()
    await expect(panelOf(page)).toBeHidden()
    await expect(itemOf(page, 'C20').getByRole('button').first()).toBeFocused()
  })
})

test('a decision can be taken back within its grace period, and what was typed is there again', async () => {
  await withOffice(async (office) => {
    const { officer } = await office.open({ graceSeconds: 600 })
    const { page } = officer
    await openByNumber(officer, FIRST)
    await answerEverything(officer)
    await officer.press('d')
    await panelOf(page).getByRole('textbox', { name: 'Toelichting' }).fill(EXPLANATION)
    await expect(panelOf(page).getByRole('button', { name: 'Inwilligen' })).toBeEnabled()
    await officer.press('Control+Enter')
    await expect(page.getByText(/^Besluit genomen\. Ongedaan te maken tot \d\d:\d\d:\d\d/)).toBeVisible()
    await expect(decisionBarOf(page)).toContainText('Nog ongedaan te maken')
    expect((await listWaiting(page)).find(({ kind }) => kind === 'decide')?.state).toBe('grace')
    await officer.press('u')
    await expect(panelOf(page).getByRole('textbox', { name: 'Toelichting' })).toHaveValue(EXPLANATION)
    await expect(choiceOf(page, 'Inwilligen')).toBeChecked()
    expect((await listWaiting(page)).filter(({ kind }) => kind === 'decide')).toEqual([])
  })
})

test('[SYN-5] a decision sent at once is saved, then sent, then final with the receipt of the hub', async () => {
  await withOffice(async (office) => {
    const { officer } = await office.open({ graceSeconds: 600 })
    const { page } = officer
    await openByNumber(officer, FIRST)
    await answerEverything(officer)
    await grant(officer)
    await officer.press('s')
    await expect(decisionBarOf(page)).toContainText('Definitief', PATIENT)
    const answered = await ask(page, 'listOutbox', { which: 'answered', limit: 10 })
    const receipt = answered.find(({ kind }) => kind === 'decide')?.receipt
    expect(receipt?.outcome).toBe('accepted')
    await expect(decisionBarOf(page)).toContainText(`ontvangstbewijs ${receipt?.commandId.slice(-12)}`)
    await expect(page.getByRole('banner').or(page.locator('header')).getByText('Ingewilligd').first()).toBeVisible()
  })
})

test('[DEC-7] a rejection follows from the item not met, in Dutch whatever the language of the screen', async () => {
  await withOffice(async (office) => {
    const { officer } = await office.open({ graceSeconds: 0 })
    const { page } = officer
    await ask(page, 'saveSettings', { language: 'en', theme: 'light', graceSeconds: 0 })
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await page.getByRole('searchbox', { name: /^Search by name/ }).fill(FIRST)
    await expect(page.getByRole('grid').getByRole('rowgroup').getByRole('row')).toHaveCount(1)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(FIRST)
    await officer.press('a')
    await itemOf(page, 'C15').getByRole('button').first().click()
    await officer.press('m')
    await officer.type(WHY)
    await officer.press('Escape', '2')
    await expect(itemOf(page, 'C15').getByRole('radio', { name: 'Not met' })).toBeChecked()
    await officer.press('g')
    const panel = page.getByRole('dialog', { name: 'Decision' })
    await expect(panel.getByRole('radio', { name: /^Reject/ })).toBeChecked()
    await expect(panel.getByRole('checkbox', { name: /^Means insufficient/ })).toBeChecked()
    const motivation = panel.getByRole('textbox', { name: 'Motivation' })
    await expect(motivation).toHaveValue(/Ik wijs deze aanvraag af\./)
    await expect(motivation).toHaveValue(new RegExp(WHY))
    await expect(motivation).toHaveValue(/kan worden afgewezen/)
    await expect(panel.getByRole('button', { name: 'Reject' })).toBeDisabled()
    await officer.press('Control+Enter')
    await expect(motivation).toBeFocused()
    await officer.type(WEIGHED)
    await expect(motivation).toHaveValue(new RegExp(WEIGHED))
    await expect(motivation).not.toHaveValue(/\[Vul in/)
    const text = await motivation.inputValue()
    await panel.getByRole('button', { name: 'Reject' }).click()
    await expect(page.getByRole('region', { name: 'Decision' })).toContainText('Rejected on', PATIENT)
    await expect.poll(async () => (await ask(page, 'getSyncStatus', {})).inSync, PATIENT).toBe(true)
    const held = await listCases(await signIn(office.hubUrl, OFFICER))
    expect(held.find(({ caseNumber }) => caseNumber === FIRST)?.decision).toMatchObject({
      outcome: 'reject',
      grounds: ['C'],
      motivation: text,
    })
  })
})

test('[DEC-15] not met is followed by the question why, and nothing is rejected before the answer', async () => {
  await withOffice(async (office) => {
    const { officer } = await office.open({ graceSeconds: 600 })
    const { page } = officer
    await openByNumber(officer, FIRST)
    await officer.press('a')
    await itemOf(page, 'C09').getByRole('button').first().click()
    await officer.press('2')
    const why = itemOf(page, 'C09').getByRole('textbox', { name: /^Toelichting/ })
    await expect(why).toBeFocused()
    await officer.press('Escape', 'd')
    await choiceOf(page, 'Afwijzen').click()
    await expect(panelOf(page)).toContainText('Toelichting ontbreekt: C09')
    await panelOf(page).getByRole('button', { name: 'C09' }).click()
    await officer.press('m')
    await officer.type(WHY)
    await officer.press('Escape', 'j', 'd')
    await expect(choiceOf(page, 'Afwijzen')).toHaveAccessibleName(/ mogelijk$/)
    await expect(panelOf(page).getByRole('textbox', { name: 'Motivering' })).toHaveValue(new RegExp(WHY))
  })
})

test('[DEC-6] asking the sponsor sets a term, suspends the clock and makes the case wait', async () => {
  await withOffice(async (office) => {
    const { officer } = await office.open({ graceSeconds: 0 })
    const { page } = officer
    await openByNumber(officer, FIRST)
    await itemOf(page, 'C11').getByRole('radio', { name: 'Onbekend' }).click()
    await expect(itemOf(page, 'C11').getByRole('radio', { name: 'Onbekend' })).toBeChecked()
    await officer.press('h')
    const panel = page.getByRole('dialog', { name: 'Herstel verzuim' })
    await expect(panel.getByRole('checkbox', { name: /^C11/ })).toBeChecked()
    await expect(panel).toContainText(/2 weken, tot en met \d+ \w+ \d{4}/)
    await expect(panel.getByRole('textbox', { name: 'Tekst van de verzuimbrief' })).toHaveValue(
      /bewijs van inschrijving[^]*artikel 4:5 Awb/,
    )
    await officer.press('Control+Enter')
    await expect(decisionBarOf(page)).toContainText('Wacht op de referent tot en met', PATIENT)
    await expect(page.locator('header').getByText('Wacht op referent')).toBeVisible()
    await expect(decisionBarOf(page)).toContainText('ontvangstbewijs', PATIENT)
    await expect(decisionBarOf(page)).toContainText('Definitief')
    await officer.press('t')
    await expect(page.getByRole('tabpanel', { name: 'Termijnen' })).toContainText('De streeftermijn geldt niet meer')
  })
})
