import type { Person, Problem } from '#contract/wire.ts'
import { applyTableChange } from '#core/register-apply.ts'
import type { RegisterRecord } from '#core/register.ts'
import { ok, type Result } from '#core/result.ts'
import type { ReferenceData, Sponsor } from '#core/reference.ts'
import { lockInTrx } from '#db/hub/locks.ts'
import { findLastReference, insertReferenceInTrx, listSponsorRecords } from '#db/hub/queries/reference.ts'
import { listRegisterRecords } from '#db/hub/queries/register.ts'
import type { HubDb, HubReadableDb, RegisterRecordRow, SponsorRecordRow } from '#db/hub/schema.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { loadReference } from '#db/reference/load.ts'
import { refuseWith } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { deliveredHash } from '../register/delivered.ts'
import { writeRecordsInTrx } from '../register/write-records.ts'

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
      const records = (await listRegisterRecords(db)).map(toRecord)
      const reference = withRecords(loadReference(sponsors, version), records)
      kept = { reference, line: JSON.stringify({ type: 'reference', reference }) }
      return kept
    },
  }
}

/** The tables delivered, with everything recorded about them since in the order recorded: what was said last counts (REG-2). */
function withRecords(delivered: ReferenceData, records: RegisterRecord[]): ReferenceData {
  let reference = delivered
  for (const record of records) {
    const { change } = record
    if (!('sponsorId' in change)) reference = applyTableChange(reference, change, record)
  }
  return { ...reference, records }
}

function toRecord(row: RegisterRecordRow): RegisterRecord {
  return {
    recordId: row.record_id,
    version: row.reference_version,
    change: JSON.parse(row.change) as RegisterRecord['change'],
    reason: row.reason,
    source: row.source,
    by: { personId: row.by_id, name: row.by_name },
    at: row.recorded_at,
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
  const registered = await inTransaction(hub.db, async (trx) => {
    await lockInTrx(trx, 'reference')
    const records = await listSponsorRecords(trx)
    const twice = findTwice(sponsors, records)
    if (twice !== undefined) return refuseWith('invalid', twice)
    const known = new Map(records.map((record) => [record.sponsor_id, record.body]))
    const whole = sponsors.filter((sponsor) => known.get(sponsor.sponsorId) !== JSON.stringify(sponsor))
    if (whole.length === 0) {
      const version = (await findLastReference(trx))?.version ?? 0
      return ok({ ...counted, referenceVersion: version })
    }
    const entries = whole.map(({ sponsorId }) => ({
      recordId: hub.newId(),
      change: { kind: 'whole' as const, sponsorId },
      reason: 'registered as a whole',
      source: 'administrator',
    }))
    const reference = { sponsors: [] }
    const referenceVersion = await writeRecordsInTrx(trx, { entries, reference, by, at: hub.now(), whole })
    return ok({ ...counted, referenceVersion })
  })
  if (registered.ok) await hub.deriving.referenceChanged()
  return registered
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
