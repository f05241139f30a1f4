import { createHash } from 'node:crypto'
import type { Person, Problem } from '#contract/wire.ts'
import { ok, type Result } from '#core/result.ts'
import type { ReferenceData, Sponsor } from '#core/reference.ts'
import { lockInTrx } from '#db/hub/locks.ts'
import {
  findLastReference,
  insertReferenceInTrx,
  insertSponsorRecordsInTrx,
  listSponsorRecords,
} from '#db/hub/queries/reference.ts'
import type { HubDb, HubReadableDb, SponsorRecordRow } from '#db/hub/schema.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { loadReference } from '#db/reference/load.ts'
import { refuseWith } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'

export interface ReferenceInForce {
  reference: ReferenceData
  /** As a line of a pull, ready to send. */
  line: string
}

/** The reference data in force, read again only when its version has risen. */
export interface ReferenceSource {
  current(db: HubReadableDb): Promise<ReferenceInForce>
}

export function createReferenceSource(): ReferenceSource {
  let kept: ReferenceInForce | undefined
  return {
    async current(db) {
      const version = (await findLastReference(db))?.version ?? 0
      if (kept?.reference.version === version) return kept
      const sponsors = (await listSponsorRecords(db)).map((record) => JSON.parse(record.body) as Sponsor)
      const reference = loadReference(sponsors, version)
      kept = { reference, line: JSON.stringify({ type: 'reference', reference }) }
      return kept
    },
  }
}

/** Raises the version when this program brings other tables than the last recorded one did, so that desks ask for them. */
export async function recordDeliveredReference(db: HubDb, now: string): Promise<void> {
  const hash = deliveredHash()
  await inTransaction(db, async (trx) => {
    await lockInTrx(trx, 'reference')
    const last = await findLastReference(trx)
    if (last?.content_hash === hash) return
    const version = (last?.version ?? 0) + 1
    await insertReferenceInTrx(trx, { version, made_at: now, made_by: null, content_hash: hash })
  })
}

/** Records sponsors as they are from now on, raising the version of the reference data; earlier records stay. Two sponsors with one BRIN are refused. */
export async function registerSponsors(
  hub: HubContext,
  sponsors: readonly Sponsor[],
  by: Person,
): Promise<Result<{ sponsors: number; referenceVersion: number }, Problem>> {
  const counted = { sponsors: sponsors.length }
  return await inTransaction(hub.db, async (trx) => {
    await lockInTrx(trx, 'reference')
    const records = await listSponsorRecords(trx)
    const twice = findTwice(sponsors, records)
    if (twice !== undefined) return refuseWith('invalid', twice)
    const known = new Map(records.map((record) => [record.sponsor_id, record.body]))
    const changed = sponsors.filter((sponsor) => known.get(sponsor.sponsorId) !== JSON.stringify(sponsor))
    const version = (await findLastReference(trx))?.version ?? 0
    if (changed.length === 0) return ok({ ...counted, referenceVersion: version })
    const next = { version: version + 1, made_at: hub.now(), made_by: by.personId, content_hash: deliveredHash() }
    await insertReferenceInTrx(trx, next)
    const rows = changed.map((sponsor) => ({
      sponsor_id: sponsor.sponsorId,
      reference_version: next.version,
      brin: sponsor.brin,
      body: JSON.stringify(sponsor),
    }))
    await insertSponsorRecordsInTrx(trx, rows)
    return ok({ ...counted, referenceVersion: next.version })
  })
}

/** The first sponsor that is given twice, or whose BRIN another sponsor has. */
function findTwice(
  sponsors: readonly Sponsor[],
  records: readonly SponsorRecordRow[],
): { field: string; detail: string } | undefined {
  const owners = new Map(records.map((record) => [record.brin, record.sponsor_id]))
  const given = new Set<string>()
  for (const [index, { sponsorId, brin }] of sponsors.entries()) {
    if (given.has(sponsorId)) return { field: `[${index}].sponsorId`, detail: 'given twice' }
    if ((owners.get(brin) ?? sponsorId) !== sponsorId) return { field: `[${index}].brin`, detail: 'of another sponsor' }
    given.add(sponsorId)
    owners.set(brin, sponsorId)
  }
  return undefined
}

function deliveredHash(): string {
  return createHash('sha256')
    .update(JSON.stringify(loadReference([], 0)))
    .digest('hex')
}
