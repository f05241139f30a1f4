import { expect, type Locator, type Page, test } from '@playwright/test'
import { ask } from '#scripts/drive/desk-window.ts'
import { listCases, signIn } from '#scripts/drive/hub-client.ts'
import { backToQueue, checklistOf, decisionBarOf, openByNumber } from '#scripts/drive/officer.ts'
import { demand } from '#scripts/sample/demand.ts'
import { askHub } from '#scripts/sample/hub-client.ts'
import { signInInstitution } from '#scripts/sample/sign-in.ts'
import { OFFICER } from './support/launch.ts'
import { CLEAN, withOffice } from './support/office.ts'

const [CASE] = CLEAN
const PATIENT = { timeout: 30_000 }
const LETTER = Buffer.from('%PDF-1.7\n% inschrijving 2\n%%EOF\n').toString('base64')

function itemOf(page: Page, itemId: string): Locator {
  return checklistOf(page).locator(`li[data-item="${itemId}"]`)
}

test('[INT-7] what the sponsor sends when asked brings the case back, with what changed marked and the rest as it was', async () => {
  await withOffice(async (office) => {
    const { officer } = await office.open({ graceSeconds: 0 })
    const { page } = officer
    await openByNumber(officer, CASE)
    await officer.press('a')
    await expect(itemOf(page, 'C04').getByRole('radio', { name: 'Voldaan', exact: true })).toBeChecked()
    await itemOf(page, 'C11').getByRole('radio', { name: 'Onbekend' }).click()
    await officer.press('h')
    await expect(
      page.getByRole('dialog', { name: 'Herstel verzuim' }).getByRole('checkbox', { name: /^C11/ }),
    ).toBeChecked()
    await officer.press('Control+Enter')
    await expect(decisionBarOf(page)).toContainText('Wacht op de referent tot en met', PATIENT)
    await expect(decisionBarOf(page)).toContainText('Definitief', PATIENT)

    const file = (await listCases(await signIn(office.hubUrl, OFFICER))).find(({ caseNumber }) => caseNumber === CASE)
    if (file === undefined) throw new Error(`${CASE} is not with the officer`)
    const endsOn = file.application.study.endsOn.replace(/^\d{4}/, (year) => String(Number(year) - 1))
    const { sponsor } = await ask(page, 'openCase', { caseId: file.caseId })
    const token = demand(await signInInstitution(office.hubUrl, sponsor?.brin ?? ''))
    const path = `/v1/intake/applications/${encodeURIComponent(file.application.applicationKey)}/supplements`
    const enrolment = {
      kind: 'enrolment',
      fileName: 'inschrijving-2.pdf',
      mediaType: 'application/pdf',
      contentBase64: LETTER,
    }
    const body = { supplementKey: 'aanvulling-1', changes: { study: { endsOn } }, documents: [enrolment] }
    demand(await askHub(office.hubUrl, { method: 'POST', path, token, body }))

    await expect(itemOf(page, 'C11')).toContainText('Aangevuld', PATIENT)
    await expect(page.locator('header').getByText('Wacht op referent')).toBeHidden()
    await expect(itemOf(page, 'C18')).toContainText('Aangevuld')
    await expect(itemOf(page, 'C11').getByRole('radio', { checked: true })).toHaveCount(0)
    await expect(itemOf(page, 'C04').getByRole('radio', { name: 'Voldaan', exact: true })).toBeChecked()
    await itemOf(page, 'C11').getByRole('button').first().click()
    await expect(itemOf(page, 'C11')).toContainText('Eerder Onbekend volgens')
    const changes = page.getByRole('region', { name: /^Aanvulling van/ })
    await expect(changes.getByRole('row', { name: /^Laatste studiedag/ })).toContainText(endsOn.slice(0, 4))
    await expect(changes).toContainText('Erbij: bewijs van inschrijving (inschrijving-2.pdf)')
    await officer.press('t', 't')
    await expect(page.getByText('1 gegevens gewijzigd, 1 stukken erbij, 0 weg')).toBeVisible()
    await itemOf(page, 'C11').getByRole('radio', { name: 'Voldaan', exact: true }).click()
    await expect(itemOf(page, 'C11')).not.toContainText('Aangevuld op')
    await backToQueue(officer)
  })
})
