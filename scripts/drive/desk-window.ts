import { setTimeout as delay } from 'node:timers/promises'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import type { CallAnswer, CallInput, CallName, CallOutput } from '#contract/calls.ts'
import type { DeskBridge } from '#contract/desk-port.ts'
import { browseSignIn } from '#scripts/sample/browse-sign-in.ts'
import { root } from '#scripts/lib/paths.mjs'

export interface DeskWindow {
  app: ElectronApplication
  page: Page
  /** Closes the window as a person would; the desk closes its database first. */
  close(): Promise<void>
  /** Ends every process of the application at once, as a power cut would. */
  kill(): Promise<void>
}

export interface LaunchOptions {
  hubUrl: string
  personId: string
  /** Folder of the application's data; kept by whoever made it. */
  profile: string
  graceSeconds?: number
  env?: Record<string, string>
  /** Signs in where nobody is signed in. True when absent. */
  signIn?: boolean
}

/** Opens the built application on a hub as one officer, with sample data's key, on the display that scripts/lib/display.mjs chose. */
export async function launchDesk(options: LaunchOptions): Promise<DeskWindow> {
  const app = await _electron.launch({
    args: [root, ...displaySwitches()],
    cwd: root,
    env: { ...inherited(), ...deskEnvironment(options) },
  })
  const main = app.process()
  const page = await app.firstWindow()
  if (options.signIn ?? true) await signInThroughPage(page, options.personId)
  return {
    app,
    page,
    close: () => app.close(),
    async kill() {
      const gone = new Promise((resolve) => main.once('exit', resolve))
      // The processes of one application share the group of its first.
      for (const pid of await processIds(app, main.pid)) process.kill(pid, 'SIGKILL')
      await gone
    },
  }
}

/** Signs in as a person does: the desk is asked to, the address it opens is walked to its end as in a browser, and the desk is waited for. Nothing where someone is signed in. */
export async function signInThroughPage(page: Page, personId: string): Promise<void> {
  await page.waitForFunction(() => 'beslisdesk' in globalThis)
  const session = await ask(page, 'getSession', {})
  if (session.state !== 'open' || session.signIn.state === 'signed_in') return
  await ask(page, 'signIn', {})
  await finishSignIn(page, personId)
}

/** The browser's part of a sign-in that the desk has begun, and the wait for the desk to take it. Throws when it does not come about. */
export async function finishSignIn(page: Page, personId: string): Promise<void> {
  const address = await poll(async () => {
    const { signIn } = await ask(page, 'getSession', {})
    if (signIn.failure !== null) throw new Error(`the sign-in failed: ${signIn.failure}`)
    return signIn.waiting?.address ?? undefined
  })
  await fetch(await browseSignIn(address, personId))
  await poll(async () => {
    const { signIn } = await ask(page, 'getSession', {})
    if (signIn.failure !== null) throw new Error(`the sign-in failed: ${signIn.failure}`)
    return signIn.waiting === null && signIn.state === 'signed_in' ? true : undefined
  })
}

const PATIENCE_MS = 30_000

async function poll<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until) {
    const found = await look()
    if (found !== undefined) return found
    await delay(20)
  }
  throw new Error('the sign-in does not come to its end')
}

/** What the application reads from its environment to run on sample data. */
export function deskEnvironment(options: LaunchOptions): Record<string, string> {
  return {
    BESLISDESK_HUB: options.hubUrl,
    BESLISDESK_PERSON: options.personId,
    BESLISDESK_PROFILE: options.profile,
    BESLISDESK_SAMPLE_DATA: '1',
    // The browser's part is played here: none of this machine is to come up.
    BESLISDESK_SIGN_IN: 'by_hand',
    ...(options.graceSeconds === undefined ? {} : { BESLISDESK_GRACE_SECONDS: String(options.graceSeconds) }),
    ...options.env,
  }
}

/** Chromium's switches: no screen means its headless display; always the same size of a pixel and no noise in the log. */
export function displaySwitches(): string[] {
  return [
    ...(process.env['E2E_DISPLAY'] === 'headless' ? ['--ozone-platform=headless'] : []),
    '--disable-gpu',
    '--log-level=3',
    '--force-device-scale-factor=1',
  ]
}

/** Ids of the application's processes; the desk's is the one named so. */
export async function processesOf(app: ElectronApplication): Promise<{ pid: number; name: string }[]> {
  return app.evaluate(({ app }) => app.getAppMetrics().map(({ pid, type, name }) => ({ pid, name: name ?? type })))
}

/** Asks the desk through the window's own bridge, as the window does. Throws when the desk refuses. */
export async function ask<Name extends CallName>(
  page: Page,
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const answer = (await page.evaluate(
    ({ name, input }) => {
      const bridge = (globalThis as unknown as { beslisdesk: DeskBridge }).beslisdesk
      return (bridge[name] as (input: unknown) => Promise<unknown>)(input)
    },
    { name, input },
  )) as CallAnswer<Name>
  if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.refusal)}`)
  return answer.value
}

async function processIds(app: ElectronApplication, main: number | undefined): Promise<number[]> {
  const pids = (await processesOf(app)).map(({ pid }) => pid)
  // The first process goes first: it would start the others again.
  return [...new Set([...(main === undefined ? [] : [main]), ...pids])]
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
