import { readFileSync } from 'node:fs'
import { ok, refuse, type Result } from '#core/result.ts'

/** Settings that must not stand in an environment that others can read: each may be named by a file instead, as `<NAME>_FILE`. */
export const SECRET_SETTINGS = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'BESLISDESK_METRICS_SECRET',
  'BESLISDESK_WEBHOOK_SECRET',
  'BESLISDESK_S3_SECRET_KEY',
] as const

type Environment = Record<string, string | undefined>

/** The environment with each `<NAME>_FILE` replaced by what its file holds, without the line end; a sentence per file that cannot be read or is given twice. */
export function readSecretFiles(environment: Environment): Result<Environment, string[]> {
  const read: Environment = { ...environment }
  const faults: string[] = []
  for (const name of SECRET_SETTINGS) {
    const file = environment[`${name}_FILE`]
    if (file === undefined || file === '') continue
    if (environment[name]) faults.push(`${name}_FILE: ${name} is set as well; keep one of them`)
    try {
      read[name] = readFileSync(file, 'utf8').trim()
    } catch {
      faults.push(`${name}_FILE: ${file} cannot be read`)
    }
  }
  return faults.length > 0 ? refuse(faults) : ok(read)
}
