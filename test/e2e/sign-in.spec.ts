import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { v7 as newId } from 'uuid'
import { ask, finishSignIn } from '#scripts/drive/desk-window.ts'
import { browseSignIn } from '#scripts/sample/browse-sign-in.ts'
import { openByNumber, seeQueue } from '#scripts/drive/officer.ts'
import { type DeskWindow, expect, launchDesk, type LaunchOptions, OFFICER, test } from './support/launch.ts'
import { CLEAN, withOffice } from './support/office.ts'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const PATIENT = { timeout: 30_000 }
/** Where the sign-in of sample data is kept. */
const KEPT = 'sign-in-sample.json'

const started: DeskWindow[] = []
test.afterEach(async () => {
  for (const window of started.splice(0)) await window.close()
})

async function start(options: LaunchOptions): Promise<DeskWindow> {
  const window = await launchDesk(options)
  started.push(window)
  return window
}

async function barriersOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(WCAG).analyze()
  return violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => node.html).join(' | ')}`)
}

async function addressIn(page: Page): Promise<string> {
  return await page.getByLabel(/Opende er geen browser/).inputValue()
}

test('[AUT-2] the first start asks to sign in, shows the address and a way back, and opens the queue when the browser comes back', async ({
  hub,
  profile,
}) => {
  const { app, page } = await start({ hubUrl: hub.url, profile, signIn: false })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aanmelden bij Beslisdesk')
  await expect(page.getByRole('button', { name: 'Aanmelden' })).toBeFocused()
  expect(await barriersOf(page)).toEqual([])

  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toContainText('Er wordt gewacht tot u zich in uw browser hebt aangemeld')
  const first = await addressIn(page)
  expect(await barriersOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Kopiëren' }).click()
  await expect(page.getByRole('button', { name: 'Gekopieerd' })).toBeVisible()
  expect(await app.evaluate(async ({ clipboard }) => await clipboard.readText())).toBe(first)
  await page.getByRole('button', { name: 'Annuleren' }).click()
  await expect(page.getByRole('button', { name: 'Aanmelden' })).toBeFocused()

  await page.getByRole('button', { name: 'Aanmelden' }).click()
  const second = await addressIn(page)
  expect(second).not.toBe(first)
  await fetch(await browseSignIn(second, OFFICER))
  await seeQueue(page)
})

test('[AUT-1] a machine without a browser gets the page of sample people in a window, by keyboard, in both languages and colours', async ({
  hub,
  profile,
}) => {
  // A path on which there is no command to open a browser.
  const env = { BESLISDESK_SIGN_IN: '', PATH: path.dirname(process.execPath) }
  const { app, page } = await start({ hubUrl: hub.url, profile, signIn: false, env })
  const [people] = await Promise.all([
    app.waitForEvent('window'),
    page.getByRole('button', { name: 'Aanmelden' }).click(),
  ])
  await expect(people.getByRole('heading', { level: 1 })).toHaveText('Aanmelden')
  for (const colorScheme of ['light', 'dark'] as const) {
    await people.emulateMedia({ colorScheme })
    expect(await barriersOf(people)).toEqual([])
  }
  await people.getByRole('link', { name: 'English' }).click()
  await expect(people.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  expect(await barriersOf(people)).toEqual([])
  // The desk is of this officer, who therefore stands first.
  await people.keyboard.press('Tab')
  await expect(people.getByRole('button').first()).toBeFocused()
  await expect(people.getByRole('button').first()).toHaveAttribute('value', OFFICER)
  await Promise.all([people.waitForEvent('close'), people.keyboard.press('Enter')])
  await seeQueue(page)
})

test('[AUT-9] whoever signs in as another than the person of this desk reads so, and can try again', async ({
  hub,
  profile,
}) => {
  const { page } = await start({ hubUrl: hub.url, profile, signIn: false })
  await page.getByRole('button', { name: 'Aanmelden' }).click()
  await fetch(await browseSignIn(await addressIn(page), 'officer-2'))
  await expect(page.getByRole('alert')).toContainText('U hebt zich als iemand anders aangemeld')
  expect(await barriersOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Opnieuw proberen' }).click()
  await finishSignIn(page, OFFICER)
  await seeQueue(page)
})

test('[AUT-8] signing out asks once, says what is not sent yet, and shows nothing of a case until someone signs in again', async () => {
  await withOffice(async (office) => {
    const { window } = await office.open({ graceSeconds: 3_600 })
    const { page } = window
    const { person } = await ask(page, 'getSession', {})
    const next = await ask(page, 'findNextCase', { after: [], filter: null })
    await office.killHub()
    await ask(page, 'addNote', { commandId: newId(), caseId: next?.caseId ?? '', text: 'nog niet verzonden' })
    await expect.poll(async () => (await ask(page, 'getSyncStatus', {})).waiting).toBe(1)
    await page.getByRole('button', { name: /Menu van/ }).click()
    await expect(page.getByText('Als beslismedewerker')).toBeVisible()
    await expect(page.getByText(/Aangemeld sinds/)).toBeVisible()
    await expect(page.getByText(/Toegang tot \d\d:\d\d/)).toBeVisible()
    await page.getByRole('menuitem', { name: 'Afmelden' }).click()
    const dialog = page.getByRole('dialog', { name: 'Afmelden' })
    await expect(dialog).toContainText('1 handeling is nog niet verzonden')
    expect(await barriersOf(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Afmelden' }).click()

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Afgemeld')
    await expect(page.getByRole('main')).toContainText(`Deze werkplek is van ${person?.name}`)
    await expect(page.getByRole('main')).toContainText('1 handeling is nog niet verzonden')
    await expect(page.getByText('Z1-')).toHaveCount(0)
    // The hub, and the issuer in it, was away.
    await expect(page.getByText('De aanmeldpagina kon dat niet worden verteld')).toBeVisible()
    expect(await barriersOf(page)).toEqual([])
    await office.startHub()
    await page.getByRole('button', { name: 'Aanmelden' }).click()
    await finishSignIn(page, OFFICER)
    await seeQueue(page)
    await expect.poll(async () => (await ask(page, 'getSyncStatus', {})).waiting, PATIENT).toBe(0)
  })
})

test('[AUT-7] a sign-in that the issuer ended leaves the work as it is, under a strip that leads back in', async () => {
  await withOffice(async (office) => {
    const before = await office.open()
    const profile = await before.window.app.evaluate(({ app }) => app.getPath('userData'))
    await before.window.close()
    const kept = readdirSync(profile, { recursive: true, encoding: 'utf8' }).find((file) => file.endsWith(KEPT))
    rmSync(path.join(profile, kept ?? KEPT))
    const { window, officer } = await office.open({ signIn: false })
    const { page } = window
    const strip = page.getByRole('region', { name: 'Aanmelding' })
    await expect(strip).toContainText('Uw aanmelding is verlopen. U kunt doorwerken', PATIENT)
    await seeQueue(page)
    expect(await barriersOf(page)).toEqual([])
    await openByNumber(officer, CLEAN[0])
    await strip.getByRole('button', { name: 'Opnieuw aanmelden' }).click()
    await expect(strip.getByRole('status').last()).toContainText('Er wordt gewacht')
    expect(await barriersOf(page)).toEqual([])
    await finishSignIn(page, OFFICER)
    await expect(strip).toHaveCount(0)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(CLEAN[0])
  })
})

test('[AUT-5] nothing in the profile holds a token in clear, but the one file of sample data that only its owner may read', async ({
  desk,
  profile,
}) => {
  await seeQueue(desk.page)
  await desk.close()
  const files = readdirSync(profile, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(profile, name))
    .filter((file) => statSync(file).isFile())
  const kept = files.filter((file) => /"refreshToken"|eyJ[\w-]{20,}\./.test(readFileSync(file, 'latin1')))
  expect(kept.map((file) => path.basename(file))).toEqual([KEPT])
  for (const file of kept) expect(statSync(file).mode & 0o777).toBe(0o600)
})
