import { test } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DeskWindow } from '#scripts/drive/desk-window.ts'
import { type Ledger, readLedger } from '#scripts/drive/ledger.ts'
import { type Officer, officerAt, seeQueue } from '#scripts/drive/officer.ts'
import { copySampleHub } from '#scripts/drive/stored-hub.ts'
import { type HubProcess, startHub } from '#scripts/start/hub-process.ts'
import { launchDesk, type LaunchOptions, OFFICER } from './launch.ts'

/** Clean cases of that officer in the sample, none of them used by two things in one test. */
export const CLEAN = ['Z1-1000000003', 'Z1-1000000004', 'Z1-1000000005', 'Z1-1000000006'] as const

/** A hub with a fresh sample and an officer's laptop, for one test. */
export interface Office {
  hubUrl: string
  /** Takes the hub away in the middle of whatever it does: the laptop is offline. */
  killHub(): Promise<void>
  /** The hub comes back with the data it had, at the same address. */
  startHub(): Promise<void>
  /** Opens the application on the officer's profile and waits for the queue. */
  open(options?: Partial<LaunchOptions>): Promise<{ window: DeskWindow; officer: Officer }>
  /** Opens the application of somebody else, on a laptop of their own, and waits for nothing. */
  openFor(personId: string): Promise<DeskWindow>
  /** Stops the hub for good and gives everything it has written down. */
  stopAndRead(): Promise<Ledger>
}

/** Runs a test in an office of its own; windows and hub are gone afterwards, whatever happened. */
export async function withOffice(work: (office: Office) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'beslisdesk-e2e-'))
  const hubFolder = join(folder, 'hub')
  const windows: DeskWindow[] = []
  let hub: HubProcess | undefined
  try {
    await copySampleHub(hubFolder, { cases: 60, seed: 3, holderShare: 0.9, log: () => {} })
    const started = await startHub(hubFolder, 0)
    hub = started
    await work({
      hubUrl: started.url,
      killHub: async () => hub?.kill(),
      async startHub() {
        hub = await startHub(hubFolder, 0)
      },
      async open(options = {}) {
        const window = await launchDesk({
          hubUrl: started.url,
          personId: OFFICER,
          profile: join(folder, 'profile'),
          ...options,
        })
        windows.push(window)
        await seeQueue(window.page)
        return { window, officer: officerAt(window.page) }
      },
      async openFor(personId) {
        const profile = join(folder, `profile-${personId}`)
        const window = await launchDesk({ hubUrl: started.url, personId, profile })
        windows.push(window)
        return window
      },
      async stopAndRead() {
        await hub?.stop()
        return readLedger(join(hubFolder, 'database'))
      },
    })
  } catch (error) {
    await keepPictures(windows)
    throw error
  } finally {
    for (const window of windows) await window.close()
    await hub?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What each window showed when a test failed. */
async function keepPictures(windows: DeskWindow[]): Promise<void> {
  for (const [index, { page }] of windows.entries()) {
    if (page.isClosed()) continue
    await page.screenshot({ path: test.info().outputPath(`window-${index + 1}.png`) }).catch(() => undefined)
  }
}
