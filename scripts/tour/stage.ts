import { join } from 'node:path'
import { type DeskWindow, launchDesk } from '../drive/desk-window.ts'
import { copySampleHub, stopWhenInterrupted } from '../drive/stored-hub.ts'
import { say } from '../lib/say.mjs'
import { type HubProcess, startHub } from '../start/hub-process.ts'

export const OFFICER = 'officer-1'
const SUPERVISOR = 'supervisor'
const SAMPLE = { cases: 300, seed: 1, holderShare: 0.65 }
/** Long enough to take a decision back at leisure, short enough to wait for. */
const GRACE_SECONDS = 60

/** The hub and the window of one tour. */
export interface Stage {
  hubUrl: string
  /** Where the hub keeps what it writes down. */
  hubDatabase: string
  openWindow(): Promise<DeskWindow>
  /** The supervisor's window, on a profile that is gone with the tour. */
  openSupervisor(): Promise<DeskWindow>
  /** Takes the hub away in the middle of whatever it does. */
  killHub(): Promise<void>
  startHub(): Promise<void>
  /** Closes the window and stops the hub; may be called at any point. */
  close(): Promise<void>
}

export async function openStage({ profile, scratch }: { profile: string; scratch: string }): Promise<Stage> {
  const hubFolder = join(scratch, 'hub')
  await copySampleHub(hubFolder, { ...SAMPLE, log: say })
  let hub: HubProcess = await startHub(hubFolder, 0)
  const windows: DeskWindow[] = []
  const hubUrl = hub.url
  const forget = stopWhenInterrupted(() => hub.kill())
  return {
    hubUrl,
    hubDatabase: join(hubFolder, 'database'),
    async openWindow() {
      const window = await launchDesk({ hubUrl, personId: OFFICER, profile, graceSeconds: GRACE_SECONDS })
      windows.push(window)
      return window
    },
    async openSupervisor() {
      const window = await launchDesk({ hubUrl, personId: SUPERVISOR, profile: join(scratch, 'supervisor') })
      windows.push(window)
      return window
    },
    killHub: () => hub.kill(),
    async startHub() {
      hub = await startHub(hubFolder, 0)
    },
    async close() {
      forget()
      for (const window of windows) if (!window.page.isClosed()) await window.close()
      await hub.stop()
    },
  }
}
