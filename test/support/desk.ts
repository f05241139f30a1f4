import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { CallInput, CallName, CallOutput } from '#contract/calls.ts'
import type { QueueFilter } from '#contract/queue.ts'
import { type Desk, startDesk } from '#desk/desk.ts'
import type { Environment } from '#desk/environment.ts'
import type { Log } from '#desk/log.ts'
import type { SignInParts } from '#desk/sign-in/make-identity.ts'
import { personAtBrowser, signInAtDesk } from '#scripts/drive/sign-in-desk.ts'
import { FakeTimers } from './fake-timers.ts'
import type { FaultyFetch } from './faulty-fetch.ts'

export const TEST_KEY = Buffer.alloc(32, 11)

export interface TestDeskOptions {
  hub: { url: string }
  personId: string
  /** Kept by the caller; a new one that goes with the desk when absent. */
  folder?: string
  key?: Buffer | null
  /** Milliseconds since 1970 by the device. The real time when absent. */
  now?: () => number
  graceSeconds?: number
  /** The wire; the real one when absent. */
  fetch?: FaultyFetch | Environment['fetch']
  /** Timers that run only when told to; real ones when absent. */
  timers?: Pick<FakeTimers, 'setTimer'>
  /** Ids the desk makes; real ones when absent. */
  newId?: () => string
  random?: () => number
  documentRoomBytes?: number
  log?: Log
  /** The keychain; a file in the folder when absent. */
  keeper?: SignInParts['keeper']
  /** The person at the browser: hears the address to open. One who signs in at once as `personId` when absent. */
  browser?: (address: string) => void
  /** Signs in as it starts, unless it is signed in still. True when absent. */
  signIn?: boolean
}

export interface TestDesk extends Desk {
  folder: string
  databaseFile: string
  /** A call whose answer must be a value. */
  ask<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>
  /** One exchange with the hub from beginning to end, now. */
  sync(): Promise<void>
  /** Ends as a crash does: nothing is written any more by this desk, the folder stays. */
  stop(): Promise<void>
}

const SILENT: Log = () => {}

/** A whole desk on a real encrypted database, without a window. Starts in contact with the hub unless its wire fails. */
export async function startTestDesk(options: TestDeskOptions): Promise<TestDesk> {
  const folder = options.folder ?? (await mkdtemp(path.join(tmpdir(), 'beslisdesk-desk-')))
  const timers = options.timers ?? new FakeTimers()
  const wire = options.fetch
  const desk = await startDesk({
    folder,
    key: options.key === undefined ? TEST_KEY : options.key,
    hubUrl: options.hub.url,
    personId: options.personId,
    appVersion: '1.0.0-test',
    sampleData: false,
    graceSeconds: options.graceSeconds ?? 0,
    log: options.log ?? SILENT,
    ...(options.documentRoomBytes === undefined ? {} : { documentRoomBytes: options.documentRoomBytes }),
    signIn: {
      keeper: options.keeper ?? keeperIn(folder),
      openBrowser: options.browser ?? personAtBrowser(options.personId),
    },
    environment: {
      now: options.now ?? (() => Date.now()),
      newId: options.newId ?? uuidv7,
      random: options.random ?? (() => 0.5),
      fetch: wire === undefined ? fetch : typeof wire === 'function' ? wire : wire.fetch,
      setTimer: (work, ms) => timers.setTimer(work, ms),
    },
  })
  if (options.signIn ?? true) await signInAtDesk(desk)
  return {
    ...desk,
    folder,
    databaseFile: path.join(folder, 'desk.db'),
    async ask(name, input) {
      const answer = await desk.handle(name, input)
      if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.refusal)}`)
      return answer.value
    },
    async sync() {
      await desk.settled()
      desk.wake()
      await desk.settled()
    },
    async stop() {
      await desk.close()
    },
    async close() {
      await desk.close()
      if (options.folder === undefined && existsSync(folder)) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What the shell does with a keychain, in a file: a desk started again on the same folder is still signed in. */
export function keeperIn(folder: string): SignInParts['keeper'] {
  const file = path.join(folder, 'sign-in.json')
  return {
    read: () => (existsSync(file) ? readFileSync(file, 'utf8') : null),
    keep(text) {
      if (text === null) rmSync(file, { force: true })
      else writeFileSync(file, text)
    },
  }
}

/** The whole queue in the order of due dates. */
export function aFilter(overrides: Partial<QueueFilter> = {}): QueueFilter {
  return {
    search: '',
    institution: [],
    nationality: [],
    procedure: [],
    status: [],
    preCheck: [],
    due: [],
    sort: 'due',
    descending: false,
    ...overrides,
  }
}

/** A new id for one act, as the window makes it. */
export function aCommandId(): string {
  return uuidv7()
}
