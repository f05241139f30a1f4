import { expect, test } from '@playwright/test'
import { ask } from '#scripts/drive/desk-window.ts'
import { giveAway, listCases, signIn } from '#scripts/drive/hub-client.ts'
import { answerEverything, grant, type Officer, openByNumber } from '#scripts/drive/officer.ts'
import { OFFICER } from './support/launch.ts'
import { CLEAN, withOffice } from './support/office.ts'

const [CASE] = CLEAN
const COLLEAGUE = { personId: 'officer-2', name: 'Youssef Amrani' }
const REASON = 'Collega heeft al beslist; mijn besluit is niet meer nodig.'
const PATIENT = { timeout: 30_000 }

test('[SYN-40] [SYN-10] [SYN-13] a decision taken offline on a case given away is shown first, kept whole and set aside', async () => {
  await withOffice(async (office) => {
    const first = await office.open({ graceSeconds: 0 })
    const { page } = first.officer
    await openByNumber(first.officer, CASE)
    await answerEverything(first.officer)
    await expect.poll(async () => (await ask(page, 'getSyncStatus', {})).inSync, PATIENT).toBe(true)
    await office.killHub()
    await grant(first.officer)
    const [decision] = await ask(page, 'listOutbox', { which: 'waiting', limit: 10 })
    expect(decision).toMatchObject({ kind: 'decide', caseNumber: CASE })
    await first.window.close()

    await office.startHub()
    const supervisor = await signIn(office.hubUrl, 'supervisor')
    const file = (await listCases(await signIn(office.hubUrl, OFFICER))).find(({ caseNumber }) => caseNumber === CASE)
    if (file === undefined) throw new Error(`${CASE} is not with the officer`)
    await giveAway(supervisor, file, COLLEAGUE, 'Verlof')

    const second = await office.open({ graceSeconds: 0 })
    const away = second.officer.page.getByRole('dialog', { name: 'Terwijl u weg was' })
    await expect(away).toBeVisible(PATIENT)
    await expect(away.getByRole('listitem').filter({ hasText: CASE })).toContainText('De zaak is nu van Youssef Amrani')
    await away.getByRole('button', { name: 'Toch verzenden' }).click()
    await expect(away).toBeHidden()

    await openSetAside(second.officer)
    const mine = second.officer.page.getByRole('region', { name: 'Wat u deed' })
    const theirs = second.officer.page.getByRole('region', { name: 'Wat er intussen gebeurde' })
    await expect(mine).toContainText('Ingewilligd')
    await expect(theirs).toContainText('Youssef Amrani')
    await second.officer.page.getByRole('textbox', { name: 'Reden om te laten vervallen' }).fill(REASON)
    await second.officer.page.getByRole('button', { name: 'Laten vervallen' }).click()
    await expect(second.officer.page.getByText(`Vervallen: ${REASON}`)).toBeVisible()
    await expect.poll(async () => (await ask(second.officer.page, 'getSyncStatus', {})).inSync, PATIENT).toBe(true)
    await second.window.close()

    const third = await office.open({ graceSeconds: 0 })
    await openSetAside(third.officer)
    await expect(third.officer.page.getByText(`Vervallen: ${REASON}`)).toBeVisible()
    await third.window.close()

    const { receipts, events } = await office.stopAndRead()
    const kept = receipts.find(({ command_id: id }) => id === decision?.commandId)
    expect(kept?.outcome).toBe('parked')
    expect(JSON.parse(kept?.command ?? '{}')).toMatchObject({ kind: 'decide', payload: { outcome: 'grant' } })
    const kinds = events.filter(({ case_id: id }) => id === decision?.caseId).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'parked')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'resolved')).toHaveLength(1)
    expect(kinds).not.toContain('decided')
  })
})

async function openSetAside({ page }: Officer): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Schermen' })
    .getByRole('button', { name: /^Opzij gezet/ })
    .click()
  await expect(page.getByRole('button', { name: new RegExp(CASE) })).toBeVisible(PATIENT)
}
