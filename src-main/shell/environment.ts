import { createHash } from 'node:crypto'
import path from 'node:path'

export interface ShellEnvironment {
  hubUrl: string
  personId: string | null
  /** Folder for all data of this user; null for the system's own place. */
  profile: string | null
  graceSeconds: number | null
  /** Only sample data: without a keychain the key may stand in a file. */
  sampleData: boolean
  /** When the browser opens to sign in: as asked, also at a start at which nobody has signed in yet, or never: the window then shows the address. */
  signIn: 'as_asked' | 'at_start' | 'by_hand'
}

/** The settings an administrator or a test gives in the environment; a wrong one stops the program with what is wrong. */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): ShellEnvironment {
  return {
    hubUrl: readUrl(env['BESLISDESK_HUB'] ?? 'http://127.0.0.1:7420'),
    personId: env['BESLISDESK_PERSON'] || null,
    profile: env['BESLISDESK_PROFILE'] ? path.resolve(env['BESLISDESK_PROFILE']) : null,
    graceSeconds: readSeconds(env['BESLISDESK_GRACE_SECONDS']),
    sampleData: env['BESLISDESK_SAMPLE_DATA'] === '1',
    signIn: readSignIn(env['BESLISDESK_SIGN_IN']),
  }
}

/** One database per person and hub, so that nobody ever sees another's. */
export function deskFolder(userData: string, { hubUrl, personId }: ShellEnvironment): string {
  const hub = createHash('sha256').update(hubUrl).digest('hex').slice(0, 16)
  const person = personId === null ? 'me' : encodeURIComponent(personId).replaceAll('.', '%2E')
  return path.join(userData, 'desks', hub, person)
}

/** Unencrypted only within this machine: on the way to another everyone could read along, and take the token. */
function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isThisMachine(url.hostname)))
    return url.href.replace(/\/$/, '')
  throw new Error(`BESLISDESK_HUB is not an https address, nor an http address of this machine: ${text}`)
}

/** Whether a host name of an address can only mean this machine. */
export function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

function readSignIn(text: string | undefined): ShellEnvironment['signIn'] {
  if (!text) return 'as_asked'
  if (text === 'at_start' || text === 'by_hand') return text
  throw new Error(`BESLISDESK_SIGN_IN is neither at_start nor by_hand: ${text}`)
}

function readSeconds(text: string | undefined): number | null {
  if (!text) return null
  const seconds = Number(text)
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= 3600) return seconds
  throw new Error(`BESLISDESK_GRACE_SECONDS is not a whole number from 0 to 3600: ${text}`)
}
