import { z } from 'zod'
import { ok, refuse, type Result } from '#core/result.ts'
import { isLoopback } from '../auth/loopback.ts'

export interface WebhookSettings {
  /** Told of every decision. */
  urls: readonly string[]
  /** What messages are signed with. */
  key: Buffer
  /** Receivers inside one's own network may be told. */
  insideAllowed: boolean
  /** A receiver that has not answered by then has failed. */
  patienceMs: number
  /** How often this process looks for messages that are due. */
  lookMs: number
}

/** The settings of the environment that concern webhooks. */
export const webhookSettings = {
  BESLISDESK_WEBHOOK_URLS: z
    .string()
    .min(1)
    .optional()
    .describe('Who is told of decisions: addresses, with commas between. https, or http on this machine.'),
  BESLISDESK_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'whsec_ and at least 24 bytes in base64')
    .optional()
    .describe('What these messages are signed with (Standard Webhooks).'),
  BESLISDESK_WEBHOOK_INSIDE: z
    .enum(['0', '1'])
    .default('0')
    .describe('1: receivers on this machine and in private networks may be told as well.'),
}

const LOOK_MS = 2_000
const PATIENCE_MS = 10_000
const given = z.object(webhookSettings)

/** Who is told of decisions and how; null for nobody; a sentence per setting that does not fit the others. */
export function readWebhookSettings(
  settings: z.infer<typeof given>,
  publicUrl: string | undefined,
): Result<WebhookSettings | null, string[]> {
  const secret = settings.BESLISDESK_WEBHOOK_SECRET
  const urls = (settings.BESLISDESK_WEBHOOK_URLS ?? '').split(',').map((url) => url.trim())
  if (settings.BESLISDESK_WEBHOOK_URLS === undefined) return ok(null)
  const faults = urls
    .filter((url) => !isReceiver(url))
    .map((url) => `BESLISDESK_WEBHOOK_URLS: ${url} is no address with https`)
  if (secret === undefined) faults.push('BESLISDESK_WEBHOOK_SECRET: set it, as messages are signed')
  if (publicUrl === undefined) faults.push('BESLISDESK_PUBLIC_URL: set it, as messages name addresses of this hub')
  if (secret === undefined || faults.length > 0) return refuse(faults)
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  return ok({
    urls: [...new Set(urls)],
    key,
    insideAllowed: settings.BESLISDESK_WEBHOOK_INSIDE === '1',
    patienceMs: PATIENCE_MS,
    lookMs: LOOK_MS,
  })
}

function isReceiver(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '' || text.length > 1_000) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
}
