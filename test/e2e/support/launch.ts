import { expect, type Page, test as base } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type DeskWindow, launchDesk as openDesk } from '#scripts/drive/desk-window.ts'
import { electronEnv, ensureElectron } from '#scripts/lib/electron.mjs'
import { loadSample, type LoadedSample } from '#scripts/load-sample.ts'
import { type HubProcess, startHub as startHubProcess } from '#scripts/start/hub-process.ts'

export type { DeskWindow, HubProcess }

export interface LaunchOptions {
  hubUrl: string
  /** Defaults to the officer with the fullest queue. */
  personId?: string
  /** Folder of the application's data: give the same one again to restart the same desk. */
  profile: string
  graceSeconds?: number
  env?: Record<string, string>
  /** Signs in where nobody is signed in. True when absent. */
  signIn?: boolean
}

export const OFFICER = 'officer-1'

/** Opens the built application as one officer; playwright finds Electron through the environment. */
export async function launchDesk({ personId = OFFICER, ...options }: LaunchOptions): Promise<DeskWindow> {
  Object.assign(process.env, electronEnv(await ensureElectron()))
  const desk = await openDesk({ personId, ...options })
  desk.page.setDefaultTimeout(10_000)
  return desk
}

/** A hub as its own process, on the same port and data every time it is started for a folder: killed and started again it is the network gone and back. */
export function startHub({ folder, port = 0 }: { folder: string; port?: number }): Promise<HubProcess> {
  return startHubProcess(folder, port)
}

/** The same sample for the same seed, submitted and distributed through the hub's own doors. */
export function loadSampleInto(
  hub: HubProcess,
  { cases, seed, folder }: { cases: number; seed: number; folder: string },
): Promise<LoadedSample> {
  return loadSample({ hubUrl: hub.url, folder, cases, seed, documents: 0.1, log: () => {} })
}

/** A folder for one test or worker, gone afterwards. */
export async function withFolder(provide: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'beslisdesk-'))
  await provide(folder)
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

interface WorkerFixtures {
  /** One hub with the sample for all tests of a worker that only read, or do what no other test minds. */
  hub: HubProcess
}

interface Fixtures {
  profile: string
  /** Opens the window on this test's profile; whatever a test leaves open is closed after it. */
  open: (hubUrl: string) => Promise<DeskWindow>
  desk: DeskWindow
  page: Page
}

export const SAMPLE = { cases: 600, seed: 7 }

/** Tests on a real hub and the real application: a fresh profile each, the hub shared. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  hub: [
    // oxlint-disable-next-line no-empty-pattern -- playwright reads the names of the fixtures from here
    async ({}, provide) => {
      await withFolder(async (folder) => {
        const hub = await startHub({ folder: path.join(folder, 'hub') })
        await loadSampleInto(hub, { ...SAMPLE, folder: path.join(folder, 'sample') })
        await provide(hub)
        await hub.kill()
      })
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  // oxlint-disable-next-line no-empty-pattern -- as above
  profile: async ({}, provide) => withFolder(provide),
  open: async ({ profile }, provide) => {
    const opened: DeskWindow[] = []
    await provide(async (hubUrl) => {
      const desk = await launchDesk({ hubUrl, profile })
      opened.push(desk)
      return desk
    })
    for (const desk of opened) await desk.close()
  },
  desk: async ({ hub, open }, provide) => provide(await open(hub.url)),
  page: async ({ desk }, provide) => provide(desk.page),
})

/** The rows of the queue that are there, once it has any. */
export async function waitForQueue(page: Page): Promise<void> {
  await expect(page.locator('[role=row][data-case]').first()).toBeVisible({ timeout: 30_000 })
}

export { expect }
