import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { amsterdamDate } from '#core/dates.ts'
import type { ReferenceData } from '#core/reference.ts'
import type { RegisterChange } from '#core/register.ts'
import { subjectOf, subjectVersion } from '#core/register.ts'
import { ask } from '#scripts/drive/desk-window.ts'
import { signIn } from '#scripts/drive/hub-client.ts'
import { openByNumber } from '#scripts/drive/officer.ts'
import { demand } from '#scripts/sample/demand.ts'
import { askHub } from '#scripts/sample/hub-client.ts'
import { CLEAN, withOffice } from './support/office.ts'

const [CASE] = CLEAN
const PATIENT = { timeout: 30_000 }
const REASON = 'Onderzoek naar naleving van de zorgplicht'
const TODAY = amsterdamDate(new Date().toISOString())

/** An administrator records a change at the hub, without a desk. */
async function recordAtHub(hubUrl: string, change: RegisterChange): Promise<void> {
  const { token } = await signIn(hubUrl, 'administrator')
  const register = demand(await askHub(hubUrl, { method: 'GET', path: '/v1/register', token })) as ReferenceData
  const expectedVersion = subjectVersion(register.records ?? [], subjectOf(change))
  const body = { recordId: randomUUID(), expectedVersion, change, reason: REASON, source: 'IND-besluit 2026-112' }
  demand(await askHub(hubUrl, { method: 'POST', path: '/v1/register/records', token, body }))
}

function historyOf(page: Page): Locator {
  return page.getByRole('list', { name: 'Status door de tijd' })
}

test('[REG-5] [REG-6] [REG-9] a sponsor suspended at the hub: the case shows it beside an unchanged check, the register its period, also offline', async () => {
  await withOffice(async (office) => {
    const { officer } = await office.open()
    const { page } = officer
    await openByNumber(officer, CASE)
    const cases = await ask(page, 'listQueuePage', { filter: bySearch(CASE), anchor: '' })
    const [row] = cases
    if (row === undefined) throw new Error('the case is in the queue')
    const { sponsorId, sponsorName, points } = row
    await recordAtHub(office.hubUrl, { kind: 'status', sponsorId, status: 'suspended', from: TODAY, until: null })
    await ask(page, 'syncNow', {})
    const first = page.locator('[data-item="C01"]')
    await expect(page.getByText(`De erkenning van ${sponsorName} is nu geschorst`).first()).toBeVisible(PATIENT)
    await expect(first).toContainText('Automatisch: Voldaan')
    const after = await ask(page, 'listQueuePage', { filter: bySearch(CASE), anchor: '' })
    expect(after[0]?.points).toBe(points)
    await expect.poll(async () => (await ask(page, 'getSyncStatus', {})).inSync, PATIENT).toBe(true)

    await office.killHub()
    await page.keyboard.press('Control+5')
    await expect(historyOf(page)).toBeVisible()
    await page.keyboard.press('/')
    await page.keyboard.type(sponsorName)
    await page.keyboard.press('Enter')
    const sponsor = page.getByRole('button', { name: new RegExp(`^${sponsorName}`) })
    await expect(sponsor).toContainText('Geschorst')
    await expect(historyOf(page).getByRole('listitem').first()).toContainText('Geschorst')
    await expect(historyOf(page).getByRole('listitem').first()).toContainText('tot nader order')
    await expect(historyOf(page).getByRole('listitem').first()).toContainText('Erik Veenstra')
    await expect(historyOf(page).getByRole('listitem').first()).toContainText(REASON)
    await expect(historyOf(page).getByRole('listitem').nth(1)).toContainText('Erkend')
    await expect(page.getByRole('button', { name: 'Wijziging vastleggen' })).toHaveCount(0)

    await page.keyboard.press('t')
    await page.getByRole('button', { name: /^Studienorm per maand/ }).click()
    await expect(page.getByRole('table', { name: 'Studienorm per maand' })).toContainText('€ 1.130,77')
  })
})

test('[REG-3] [REG-4] [REG-9] an administrator records a change at a desk, sees first what it touches, and without the hub is told that nothing was recorded', async () => {
  await withOffice(async (office) => {
    const { page } = await office.openFor('administrator')
    await expect(page.getByRole('navigation', { name: 'Schermen' })).toBeVisible(PATIENT)
    await page.keyboard.press('Control+5')
    await expect(historyOf(page)).toContainText('Erkend', PATIENT)
    await page.keyboard.press('t')
    await page.getByRole('button', { name: /^Minimumloon per maand/ }).click()
    await expect(page.getByText('De tabel is leeg')).toBeVisible()

    await page.keyboard.press('n')
    const form = page.getByRole('dialog', { name: 'Wijziging vastleggen: Minimumloon per maand' })
    await form.getByRole('textbox', { name: 'Bedrag in euro' }).fill('2.250,00')
    await form.getByLabel('Vanaf').fill('2026-01-01')
    await form.getByRole('textbox', { name: 'Bron' }).fill('Staatscourant 2025, 40000')
    await form.getByRole('textbox', { name: 'Reden' }).fill('Halfjaarlijkse aanpassing')
    await expect(form.getByRole('status')).toContainText(/Niet-besliste zaken waar dit over gaat: \d+/)
    await expectNoBarriers(page)
    await form.getByLabel('Tot en met').fill('2025-12-31')
    await expect(form.getByRole('status')).toContainText('voordat het begint')
    await form.getByLabel('Tot en met').fill('')
    await form.getByRole('button', { name: 'Vastleggen' }).click()
    await expect(form).toBeHidden()
    const table = page.getByRole('table', { name: 'Minimumloon per maand' })
    await expect(table).toContainText('€ 2.250,00', PATIENT)
    await expect(table).toContainText('Staatscourant 2025, 40000')
    await expect(page.getByRole('list', { name: 'Wat is vastgelegd, en door wie' })).toContainText('Erik Veenstra')

    await office.killHub()
    await page.keyboard.press('n')
    await form.getByRole('textbox', { name: 'Bedrag in euro' }).fill('2300')
    await form.getByRole('textbox', { name: 'Bron' }).fill('Staatscourant')
    await form.getByRole('textbox', { name: 'Reden' }).fill('Aanpassing')
    await form.getByRole('button', { name: 'Vastleggen' }).click()
    await expect(form.getByRole('alert')).toContainText('Er is niets vastgelegd')
    await expect(form.getByRole('textbox', { name: 'Reden' })).toHaveValue('Aanpassing')
  })
})

function bySearch(search: string) {
  const none: string[] = []
  const facets = { institution: none, nationality: none, procedure: none, status: none, preCheck: none, due: none }
  return { search, ...facets, sort: 'due' as const, descending: false }
}

async function expectNoBarriers(page: Page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
}
