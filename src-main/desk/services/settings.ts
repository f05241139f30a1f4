import type { z } from 'zod'
import { CALLS } from '#contract/calls.ts'
import type { Settings } from '#contract/sync-status.ts'
import { ok, type Result } from '#core/result.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { rememberInTrx } from '#db/local/sync-state.ts'
import type { DeskContext } from '../context.ts'

const GRACE_SECONDS = 120

/** Settings as kept, or their defaults; `graceSeconds` of the start counts until the person chooses another. */
export function readSettings(kept: unknown, graceSeconds: number | null): Settings {
  const parsed = CALLS.saveSettings.input.safeParse(kept)
  return parsed.success ? parsed.data : { language: 'nl', theme: 'system', graceSeconds: graceSeconds ?? GRACE_SECONDS }
}

export async function saveSettings(
  context: DeskContext,
  settings: z.infer<typeof CALLS.saveSettings.input>,
): Promise<Result<Settings, never>> {
  await inTransaction(context.db, async (trx) => await rememberInTrx(trx, { settings }))
  context.settings = settings
  context.changes.session()
  return ok(settings)
}
