import { z } from 'zod'
import { environmentSchema } from '../config.ts'

/** `hub settings`: every setting with what it means, as the table of the guide. The settings themselves were found right before this runs. */
export async function settings(): Promise<number> {
  process.stdout.write(`${describeSettings().join('\n')}\n`)
  return 0
}

/** The rows of the guide's table: each setting, what is taken without it, what it means. */
export function describeSettings(): string[] {
  const { properties = {} } = z.toJSONSchema(environmentSchema)
  return Object.entries(properties).map(([name, property]) => {
    const { description = '', default: usual } = property as { description?: string; default?: string | number }
    return `| \`${name}\` | ${usual ?? '-'} | ${description} |`
  })
}
