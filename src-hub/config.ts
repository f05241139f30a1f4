import { resolve } from 'node:path'
import { z } from 'zod'
import { ok, refuse, type Result } from '#core/result.ts'
import type { IssuerSettings } from './auth/issuer-authenticator.ts'
import { readSignIn } from './auth/settings.ts'
import { type DocumentSettings, documentSettings, readDocumentSettings } from './documents/document-settings.ts'
import { readWebhookSettings, webhookSettings } from './webhooks/webhook-settings.ts'
import type { OperatingSettings } from './operation/settings.ts'

export interface HubConfig {
  host: string
  port: number
  /** A PostgreSQL server; null for the embedded one in the data folder. */
  databaseUrl: string | null
  databaseConnections: number
  /** Who owns the tables of that server, when the hub connects as someone who does not; only migrations go there. */
  databaseOwnerUrl: string | null
  dataFolder: string
  intakeLimitBytes: number
  documents: DocumentSettings
  logLevel: string
  restored: boolean
  /** The identity provider elsewhere; null for the issuer inside the hub, with sample people, on this machine only. */
  signIn: IssuerSettings | null
  operating: OperatingSettings
}

const port = z.coerce.number().int().min(0).max(65_535)
const databaseAddress = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'an address such as postgres://user@host/database')
  .refine((text) => URL.canParse(text), 'an address such as postgres://user@host/database')
const perMinute = z.coerce.number().int().min(1).max(1_000_000)
/** Each setting of the hub: its name in the environment, what it means, what is taken when it is not set. `docs/operate.md` lists them all. */
export const environmentSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1').describe('The address to answer on.'),
  PORT: port.optional().describe('The port to answer on, as hosting platforms name it; 0 takes a free one.'),
  BESLISDESK_HUB_PORT: port.optional().describe('The same, before PORT. Without either: 7420.'),
  DATABASE_URL: databaseAddress
    .optional()
    .describe('A PostgreSQL server, version 15 or newer. Without it: an embedded database in the data folder.'),
  DATABASE_OWNER_URL: databaseAddress
    .optional()
    .describe(
      'The same database as the owner of its tables, for migrations alone. With it DATABASE_URL can name a user who owns nothing: see adr/0011-history-by-grant.md.',
    ),
  BESLISDESK_DATABASE_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(2)
    .max(500)
    .default(10)
    .describe('Connections to the PostgreSQL server, per process.'),
  BESLISDESK_HUB_DATA: z
    .string()
    .min(1)
    .default('.beslisdesk/hub')
    .describe('The data folder: documents, and the embedded database.'),
  BESLISDESK_INTAKE_LIMIT_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(200)
    .describe('The largest batch of applications, in MB.'),
  ...documentSettings,
  BESLISDESK_LOG: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('From which weight on the log is written.'),
  BESLISDESK_HUB_RESTORED: z
    .enum(['0', '1'])
    .default('0')
    .describe('1 for one start, after the data was restored by other means than `hub restore` (SYN-33).'),
  BESLISDESK_OIDC_ISSUER: z
    .string()
    .optional()
    .describe('The OpenID Connect issuer that people sign in at. Without it: sample accounts, for this machine only.'),
  BESLISDESK_OIDC_AUDIENCE: z
    .string()
    .min(1)
    .optional()
    .describe('The audience of access tokens for this hub. Needed with an issuer.'),
  BESLISDESK_OIDC_CLIENT: z
    .string()
    .min(1)
    .default('beslisdesk-desk')
    .describe('The public client of the desk at that issuer.'),
  BESLISDESK_OIDC_SCOPE: z
    .string()
    .regex(/(^| )openid( |$)/, 'must hold openid')
    .default('openid profile offline_access')
    .describe('What a desk asks of the issuer.'),
  BESLISDESK_OIDC_ROLES: z
    .string()
    .optional()
    .describe('Which claim gives which role, as JSON; needed with an issuer. See below.'),
  BESLISDESK_METRICS_SECRET: z
    .string()
    .min(16, 'at least 16 characters')
    .optional()
    .describe('Whoever sends it as a bearer token may read /metrics. Without it: only this machine may.'),
  BESLISDESK_TRUSTED_PROXIES: z
    .string()
    .regex(/^[0-9a-fA-F.:/, ]+$/, 'addresses or networks, with commas between')
    .optional()
    .describe('Proxies whose word on the address of a client is taken, such as 10.0.0.0/8.'),
  BESLISDESK_LIMIT_ADDRESS: perMinute
    .default(600)
    .describe('Requests a minute from one address before sign-in, per process.'),
  BESLISDESK_LIMIT_PERSON: perMinute.default(3_000).describe('Requests a minute of one person, per process.'),
  BESLISDESK_LIMIT_INSTITUTION: perMinute.default(3_000).describe('Requests a minute of one institution, per process.'),
  BESLISDESK_BUSY_REQUESTS: z.coerce
    .number()
    .int()
    .min(1)
    .default(1_000)
    .describe('With so many requests under way, further ones are answered "later".'),
  BESLISDESK_BUSY_LAG_MS: z.coerce
    .number()
    .int()
    .min(10)
    .default(1_000)
    .describe('The same when the process lags this far behind, on average over half a second.'),
  BESLISDESK_PUBLIC_URL: z
    .string()
    .max(100)
    .regex(/^https?:\/\/[^\s?#]+[^\s?#/]$/, 'an address such as https://hub.example.org')
    .optional()
    .describe('The hub as others reach it, for addresses it gives out. Without it: as each request does.'),
  BESLISDESK_RSIN: z
    .string()
    .refine(isRsin, 'nine digits that pass the check of eleven')
    .default('000000000')
    .describe('RSIN of the organisation that decides, for exports.'),
  ...webhookSettings,
})

/** The hub's settings from its environment, or a sentence per setting that is wrong. An empty setting counts as not set. */
export function readConfig(environment: Record<string, string | undefined>): Result<HubConfig, string[]> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success) {
    return refuse(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  }
  const settings = parsed.data
  const dataFolder = resolve(settings.BESLISDESK_HUB_DATA)
  const documents = readDocumentSettings(settings, dataFolder)
  if (!documents.ok) return documents
  const signIn = readSignIn(settings)
  if (!signIn.ok) return signIn
  const webhooks = readWebhookSettings(settings, settings.BESLISDESK_PUBLIC_URL)
  if (!webhooks.ok) return webhooks
  return ok({
    host: settings.HOST,
    port: settings.BESLISDESK_HUB_PORT ?? settings.PORT ?? 7420,
    databaseUrl: settings.DATABASE_URL ?? null,
    databaseOwnerUrl: settings.DATABASE_OWNER_URL ?? null,
    databaseConnections: settings.BESLISDESK_DATABASE_CONNECTIONS,
    dataFolder,
    documents: documents.value,
    intakeLimitBytes: settings.BESLISDESK_INTAKE_LIMIT_MB * 1024 * 1024,
    logLevel: settings.BESLISDESK_LOG,
    restored: settings.BESLISDESK_HUB_RESTORED === '1',
    signIn: signIn.value,
    operating: { ...toOperating(settings), webhooks: webhooks.value },
  })
}

function toOperating(settings: z.infer<typeof environmentSchema>): Omit<OperatingSettings, 'webhooks'> {
  return {
    metricsSecret: settings.BESLISDESK_METRICS_SECRET ?? null,
    trustedProxies: settings.BESLISDESK_TRUSTED_PROXIES?.split(',').map((part) => part.trim()) ?? [],
    limits: {
      address: settings.BESLISDESK_LIMIT_ADDRESS,
      person: settings.BESLISDESK_LIMIT_PERSON,
      institution: settings.BESLISDESK_LIMIT_INSTITUTION,
    },
    zgw: { publicUrl: settings.BESLISDESK_PUBLIC_URL ?? null, rsin: settings.BESLISDESK_RSIN },
    busy: { requests: settings.BESLISDESK_BUSY_REQUESTS, lagMs: settings.BESLISDESK_BUSY_LAG_MS },
  }
}

function isRsin(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false
  const sum = [...text].reduce((total, digit, at) => total + Number(digit) * (at === 8 ? -1 : 9 - at), 0)
  return sum % 11 === 0
}
