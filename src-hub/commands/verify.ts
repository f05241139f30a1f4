import { parseArgs } from 'node:util'
import { checkSchema } from '#db/hub/open.ts'
import type { HubConfig } from '../config.ts'
import { verifyHistory } from '../history/verify-history.ts'
import { withDatabase } from './with-database.ts'

/** `hub verify [--anchor HASH …]`: proves that the history is whole, or names the first broken link and gives 1. With hashes of anchors kept elsewhere it proves these too. */
export async function verify(config: HubConfig, args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { anchor: { type: 'string', multiple: true, default: [] } } })
  const found = await withDatabase(config, async (database) => {
    await checkSchema(database)
    return await verifyHistory(database.db, {
      knownAnchors: values.anchor,
      onProgress: ({ cases, of }) => process.stderr.write(`${cases} of ${of} cases\n`),
    })
  })
  if (!found.ok) {
    process.stdout.write(`broken: ${found.refusal}\n`)
    return 1
  }
  const { cases, events, anchors } = found.value
  process.stdout.write(`${cases} cases, ${events} events, ${anchors} anchors: whole\n`)
  return 0
}
