import type { SyncStatus } from '#contract/sync-status.ts'
import { ok, type Result } from '#core/result.ts'
import { countCases, countSetAside } from '#db/local/cases-read.ts'
import { countOutbox } from '#db/local/commands.ts'
import type { DeskContext } from '../context.ts'
import type { DocumentFetcher } from '../sync/documents.ts'
import type { LoopStatus } from '../sync/loop.ts'

/** A difference up to this is not worth showing (SYN-20). */
const DRIFT_SHOWN_MS = 120_000

/** How desk and hub stand. In sync only when digests agree and nothing waits (SYN-34). */
export async function getSyncStatus(
  context: DeskContext,
  loop: LoopStatus,
  documents: DocumentFetcher,
): Promise<Result<SyncStatus, never>> {
  const outbox = await countOutbox(context.db)
  const offset = context.memory.clockOffsetMs ?? null
  const { agrees, ...status } = loop
  return ok({
    ...status,
    waiting: outbox.waiting,
    inGrace: outbox.grace,
    heldBack: outbox.held,
    setAside: await countSetAside(context.db),
    inSync: agrees && outbox.waiting === 0 && loop.connection === 'online',
    lastContactAt: context.memory.lastContactAt ?? null,
    driftMs: offset !== null && Math.abs(offset) > DRIFT_SHOWN_MS ? offset : null,
    cases: await countCases(context.db),
    documents: await documents.status(),
    hubUrl: context.hubUrl,
    repairs: context.memory.repairs ?? 0,
  })
}
