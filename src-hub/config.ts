import { resolve } from 'node:path'
import { z } from 'zod'
import { ok, refuse, type Result } from '#core/result.ts'

export interface HubConfig {
  host: string
  port: number
  /** A PostgreSQL server; null for the embedded one in the data folder. */
  databaseUrl: string | null
  dataFolder: string
  intakeLimitBytes: number
  logLevel: string
  restored: boolean
}

const port = z.coerce.number().int().min(0).max(65_535)
const environmentSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.optional(),
  BESLISDESK_HUB_PORT: port.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'an address such as postgres://user@host/database')
    .optional(),
  BESLISDESK_HUB_DATA: z.string().min(1).default('.beslisdesk/hub'),
  BESLISDESK_INTAKE_LIMIT_MB: z.coerce.number().int().min(1).max(500).default(100),
  BESLISDESK_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Set to 1 for the first start after restoring a backup. */
  BESLISDESK_HUB_RESTORED: z.enum(['0', '1']).default('0'),
})

/** The hub's settings from its environment, or a sentence per setting that is wrong. An empty setting counts as not set. */
export function readConfig(environment: Record<string, string | undefined>): Result<HubConfig, string[]> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success) {
    return refuse(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  }
  const settings = parsed.data
  return ok({
    host: settings.HOST,
    port: settings.BESLISDESK_HUB_PORT ?? settings.PORT ?? 7420,
    databaseUrl: settings.DATABASE_URL ?? null,
    dataFolder: resolve(settings.BESLISDESK_HUB_DATA),
    intakeLimitBytes: settings.BESLISDESK_INTAKE_LIMIT_MB * 1024 * 1024,
    logLevel: settings.BESLISDESK_LOG,
    restored: settings.BESLISDESK_HUB_RESTORED === '1',
  })
}
