import type { ReferenceData } from '#core/reference.ts'
import type { Trx } from '#db/kit/handles.ts'
import { foldText } from '#db/local/fold-text.ts'
import type { DeskSchema } from '#db/local/schema.ts'
import { renameSponsorsInTrx, writeReferenceInTrx } from '#db/local/small-tables.ts'
import type { DeskContext } from '../context.ts'

/** Keeps newer reference data and judges by it from here on. */
export async function takeReferenceInTrx(
  context: DeskContext,
  trx: Trx<DeskSchema>,
  reference: ReferenceData,
): Promise<void> {
  await writeReferenceInTrx(trx, reference.version, JSON.stringify(reference))
  const known = new Map(context.reference?.sponsors.map(({ sponsorId, name }) => [sponsorId, name]))
  const renamed = reference.sponsors.filter(({ sponsorId, name }) => known.get(sponsorId) !== name)
  await renameSponsorsInTrx(
    trx,
    renamed.map(({ sponsorId, name }) => [sponsorId, name, foldText(name)]),
  )
  context.reference = reference
}
