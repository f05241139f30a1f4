import type { Person } from '#contract/wire.ts'
import type { ReferenceData, Sponsor } from '#core/reference.ts'
import { applySponsorChange } from '#core/register-apply.ts'
import { type RegisterRecord, type SponsorChange, subjectOf } from '#core/register.ts'
import { findSponsor } from '#core/sponsor.ts'
import { findLastReference, insertReferenceInTrx, insertSponsorRecordsInTrx } from '#db/hub/queries/reference.ts'
import { insertRegisterRecordsInTrx } from '#db/hub/queries/register.ts'
import type { HubTrx } from '#db/hub/schema.ts'
import { deliveredHash } from './delivered.ts'

export type NewRecord = Pick<RegisterRecord, 'recordId' | 'change' | 'reason' | 'source'>

/** Writes records, all at one new version of the reference data, with the sponsors as they are after them. The lock on the reference data is the caller's. Returns the version. */
export async function writeRecordsInTrx(
  trx: HubTrx,
  wish: {
    entries: readonly NewRecord[]
    reference: Pick<ReferenceData, 'sponsors'>
    by: Person
    at: string
    /** Sponsors registered as one piece, where an entry says so. */
    whole?: readonly Sponsor[]
  },
): Promise<number> {
  const { entries, reference, by, at, whole = [] } = wish
  const version = ((await findLastReference(trx))?.version ?? 0) + 1
  await insertReferenceInTrx(trx, { version, made_at: at, made_by: by.personId, content_hash: deliveredHash() })
  const sponsors = [...whole, ...sponsorsAfter(entries, reference)]
  await insertSponsorRecordsInTrx(
    trx,
    sponsors.map((sponsor) => ({
      sponsor_id: sponsor.sponsorId,
      reference_version: version,
      brin: sponsor.brin,
      body: JSON.stringify(sponsor),
    })),
  )
  await insertRegisterRecordsInTrx(
    trx,
    entries.map(({ recordId, change, reason, source }, place) => ({
      record_id: recordId,
      reference_version: version,
      place,
      subject: subjectOf(change),
      change: JSON.stringify(change),
      reason,
      source,
      by_id: by.personId,
      by_name: by.name,
      recorded_at: at,
    })),
  )
  return version
}

function sponsorsAfter(entries: readonly NewRecord[], reference: Pick<ReferenceData, 'sponsors'>): Sponsor[] {
  const changed = new Map<string, Sponsor>()
  for (const entry of entries) {
    const { change } = entry
    if (!isSponsorChange(change)) continue
    const before = changed.get(change.sponsorId) ?? findSponsor(reference, change.sponsorId)
    changed.set(change.sponsorId, applySponsorChange(before, change, entry))
  }
  return [...changed.values()]
}

function isSponsorChange(change: RegisterRecord['change']): change is SponsorChange {
  return 'sponsorId' in change && change.kind !== 'whole'
}
