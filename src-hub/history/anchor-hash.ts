import { createHash } from 'node:crypto'
import { listHeads } from '#db/hub/queries/anchors.ts'
import type { AnchorRow, HubReadableDb } from '#db/hub/schema.ts'

const PAGE = 2_000

/** What an anchor says besides its hash. */
export type AnchorContent = Pick<AnchorRow, 'anchor_no' | 'day' | 'chains' | 'grown' | 'prev_hash'>

/** The hash of an anchor: over what it says, the anchor before it, and the end of every chain that grew since, as kept with it. */
export async function hashAnchor(db: HubReadableDb, anchor: AnchorContent): Promise<{ hash: string; heads: number }> {
  const { anchor_no, day, chains, grown, prev_hash } = anchor
  const hash = createHash('sha256').update(['anchor', prev_hash, anchor_no, day, chains, grown].join('\n'))
  let heads = 0
  for (let afterCaseId: string | null = null; ; ) {
    const page = await listHeads(db, { anchorNo: anchor_no, afterCaseId, limit: PAGE })
    for (const head of page) hash.update(`\n${head.case_id}:${head.version}:${head.hash}`)
    heads += page.length
    if (page.length < PAGE) return { hash: hash.digest('hex'), heads }
    afterCaseId = page.at(-1)?.case_id ?? null
  }
}
