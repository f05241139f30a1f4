import { expect, type Locator, type Page } from '@playwright/test'
import { ask, type DeskWindow } from '../drive/desk-window.ts'
import { giveAway, listCases, signIn } from '../drive/hub-client.ts'
import {
  answerEverything,
  backToQueue,
  decisionBarOf,
  grant,
  type Officer,
  officerAt,
  openByNumber,
  seeQueue,
} from '../drive/officer.ts'
import { PEOPLE } from '../sample/officers.ts'
import type { Clean } from './decide-connected.ts'
import type { Journey } from './journey.ts'
import { OFFICER, type Stage } from './stage.ts'

export interface Offline {
  window: DeskWindow
  officer: Officer
  /** Decided offline, and still the officer's own. */
  kept: string
  /** Decided offline, and given to a colleague meanwhile. */
  givenAway: string
  waiting: number
}

/** The hub goes away; two decisions; the program is closed and opened again without it. Meanwhile one of the cases is given to a colleague. */
export async function workOffline(stage: Stage, journey: Journey, { window, officer, left }: Clean): Promise<Offline> {
  const [kept = '', givenAway = ''] = left
  await journey.step('offline', async () => {
    await finish(officer)
    await stage.killHub()
    await officer.press('Escape')
    await seeQueue(officer.page)
    await syncNow(officer.page)
    await expect(networkOf(officer.page)).toContainText('Geen verbinding')
  })
  for (const caseNumber of [kept, givenAway]) {
    await journey.step(`decided-offline-${caseNumber}`, () => decideOffline(officer, caseNumber))
  }
  const waiting = (await ask(officer.page, 'getSyncStatus', {})).waiting
  await journey.step('waiting', () => seeWaiting(officer, [kept, givenAway], waiting))
  await window.close()
  await stage.startHub()
  await giveToColleague(stage, givenAway)
  await stage.killHub()

  const again = await stage.openWindow()
  journey.look(again)
  const back = officerAt(again.page)
  await journey.step('restarted-offline', async () => {
    await seeQueue(again.page)
    await expect(networkOf(again.page)).toContainText('Geen verbinding')
    await seeWaiting(back, [kept, givenAway], waiting)
  })
  return { window: again, officer: back, kept, givenAway, waiting }
}

export function networkOf(page: Page): Locator {
  return page.getByRole('banner').getByRole('button', { name: /Verbonden|Geen verbinding|Verbinden/ })
}

/** Nothing is left to send: what follows is done without a network from its beginning. */
async function finish({ page }: Officer): Promise<void> {
  for (const { commandId, state } of await ask(page, 'listOutbox', { which: 'waiting', limit: 500 })) {
    if (state === 'grace') await ask(page, 'sendNow', { commandId })
  }
  await expect.poll(async () => (await ask(page, 'getSyncStatus', {})).waiting, { timeout: 30_000 }).toBe(0)
}

async function syncNow(page: Page): Promise<void> {
  await ask(page, 'syncNow', {})
}

async function decideOffline(officer: Officer, caseNumber: string): Promise<void> {
  await openByNumber(officer, caseNumber)
  await answerEverything(officer)
  await grant(officer)
  const [row] = (await ask(officer.page, 'listOutbox', { which: 'waiting', limit: 500 })).filter(
    (one) => one.caseNumber === caseNumber && one.kind === 'decide',
  )
  if (row === undefined) throw new Error(`the decision on ${caseNumber} is not in the outbox`)
  await officer.press('s')
  await expect(decisionBarOf(officer.page)).toContainText('Opgeslagen op deze werkplek')
  await backToQueue(officer)
}

/** The screen of what is on its way has both decisions, and the number is told everywhere. */
async function seeWaiting({ page }: Officer, caseNumbers: string[], waiting: number): Promise<void> {
  await expect(networkOf(page)).toContainText(`${waiting} te verzenden`)
  await networkOf(page).click()
  for (const caseNumber of caseNumbers) {
    await expect(
      page.getByRole('row', { name: new RegExp(`Opgeslagen op deze werkplek Besluit: inwilliging ${caseNumber}`) }),
    ).toBeVisible()
  }
}

async function giveToColleague({ hubUrl }: Stage, caseNumber: string): Promise<void> {
  const file = (await listCases(await signIn(hubUrl, OFFICER))).find((one) => one.caseNumber === caseNumber)
  const colleague = PEOPLE.find(({ personId }) => personId === 'officer-2')
  if (file === undefined || colleague === undefined) throw new Error(`${caseNumber} cannot be given away`)
  const to = { personId: colleague.personId, name: colleague.name }
  await giveAway(await signIn(hubUrl, 'supervisor'), file, to, 'Verlof')
}
