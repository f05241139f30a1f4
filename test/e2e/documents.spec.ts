import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { ask } from '#scripts/drive/desk-window.ts'
import { openByNumber } from '#scripts/drive/officer.ts'
import { openGate } from './support/gate.ts'
import { CLEAN, withOffice } from './support/office.ts'

const [FIRST] = CLEAN
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** Documents come after everything else. */
const PATIENT = { timeout: 60_000 }

const statusLineOf = (page: Page) => page.getByRole('contentinfo', { name: 'Stand van deze werkplek' })
const documentsOf = async (page: Page) => (await ask(page, 'getSyncStatus', {})).documents

test('[DOC-7] the desk shows how far its documents are, waits with them when told to, and reads what is here without the hub', async () => {
  await withOffice(async (office) => {
    const gate = await openGate(office.hubUrl)
    try {
      gate.hold('/v1/documents/')
      const { officer } = await office.open({ hubUrl: gate.url })
      const { page } = officer
      await expect(statusLineOf(page)).toContainText(/Stukken 0 van \d+, 0 kB/, PATIENT)

      await openByNumber(officer, FIRST)
      const passport = page.getByRole('tab', { name: /^Paspoort/ })
      await expect(passport).toHaveAccessibleName('Paspoort (wordt opgehaald)')
      await officer.press('Escape')
      await page.getByRole('button', { name: 'Synchronisatie' }).click()
      await expect(page.getByRole('progressbar', { name: /^0 van \d+/ })).toHaveAttribute('aria-valuenow', '0')
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(WCAG).analyze()
      expect(violations).toEqual([])
      await page.getByRole('button', { name: 'Ophalen stilzetten' }).click()
      await expect(page.getByText('Ophalen staat stil')).toBeVisible()
      await expect(statusLineOf(page)).not.toContainText('Stukken')
      gate.release()
      await page.getByRole('button', { name: 'Verder ophalen' }).click()
      await expect(page.getByText('Alle stukken van de te behandelen zaken staan op deze werkplek.')).toBeVisible(
        PATIENT,
      )
      const { here, total } = await documentsOf(page)
      expect([here, total > 0]).toEqual([total, true])

      await office.killHub()
      await page.getByRole('button', { name: 'Werkvoorraad' }).click()
      await openByNumber(officer, FIRST)
      await expect(passport).toHaveAccessibleName('Paspoort')
      await passport.click()
      await expect(page.getByRole('document', { name: /^Paspoort/ }).locator('canvas')).toBeVisible()
    } finally {
      await gate.close()
    }
  })
})

test('[DOC-7] a scanned passport that was fetched ahead is shown as a picture without the hub', async () => {
  await withOffice(async (office) => {
    const { officer } = await office.open()
    const { page } = officer
    await expect.poll(async () => (await documentsOf(page)).state, PATIENT).toBe('complete')
    const scanned = await findScanned(page)
    await office.killHub()
    await openByNumber(officer, scanned)
    await page.getByRole('tab', { name: 'Paspoort' }).click()
    const picture = page.getByRole('document', { name: /^Paspoort/ }).getByRole('img')
    await expect(picture).toBeVisible()
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100)
  })
})

/** The number of a case whose passport is a picture. */
async function findScanned(page: Page): Promise<string> {
  const filter = {
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
  const { anchors } = await ask(page, 'getQueueOutline', filter)
  for (const anchor of anchors) {
    for (const row of await ask(page, 'listQueuePage', { filter, anchor })) {
      const { file } = await ask(page, 'openCase', { caseId: row.caseId })
      const passport = file.application.documents.find((document) => document.kind === 'passport')
      if (passport?.mediaType.startsWith('image/')) return row.caseNumber
    }
  }
  throw new Error('no case of the sample has a scanned passport')
}
