import type { IntakeBatch } from '#contract/intake-schema.ts'
import type { ReferenceData } from '#core/reference.ts'
import { draftApplication } from './application.ts'
import { makeDocuments } from './documents.ts'
import type { Draft } from './draft.ts'
import type { PlannedBatch, SampleOptions, Slot } from './plan.ts'
import { seededRandom } from './random.ts'
import type { SampleKind } from './recipe.ts'

/** What an application was made to show; kept beside the batches, since the intake format has no place for it. */
export interface Label {
  applicationKey: string
  kind: SampleKind
  variant: string
  item: string | null
}

export interface MadeBatch {
  batch: IntakeBatch
  receivedOn: string
  labels: Label[]
}

/** Makes one planned batch; `number` counts from 1 over the sample. */
export async function makeBatch(
  planned: PlannedBatch,
  number: number,
  options: SampleOptions,
  reference: ReferenceData,
): Promise<MadeBatch> {
  const { sponsor, receivedOn } = planned
  const applications: Draft['application'][] = []
  const labels: Label[] = []
  for (const slot of planned.slots) {
    const draft = draftSlot(slot, planned, options, reference)
    // Chance of its own, so that leaving documents out changes nothing else.
    if (seededRandom(`${options.seed}/${slot.index}/documents`).next() < options.documents) {
      draft.application.documents = await makeDocuments(draft)
    }
    applications.push(draft.application)
    const { kind, variant, item } = slot.recipe
    labels.push({ applicationKey: draft.application.applicationKey, kind, variant, item })
  }
  // Names everything the content hangs on: a key used again must mean the same bytes.
  const { seed, cases, receivedAround, documents, profile, batch } = options
  const batchKey = [seed, cases, receivedAround, profile, documents, batch, number].join('-')
  return { batch: { format: 'beslisdesk-intake-1', batchKey, brin: sponsor.brin, applications }, receivedOn, labels }
}

function draftSlot(
  slot: Slot,
  { sponsor, receivedOn }: PlannedBatch,
  options: SampleOptions,
  reference: ReferenceData,
): Draft {
  const { recipe, index, pair } = slot
  const seed = `${options.seed}/${index}`
  const personSeed = pair === null ? `${seed}/person` : `${options.seed}/pair/${pair}/person`
  const passportSeed = recipe.twin === 'same_passport' ? `${personSeed}/passport` : `${seed}/passport`
  const draft = draftApplication({
    seed,
    personSeed,
    passportSeed,
    applicationKey: `STU-${options.seed}-${String(index + 1).padStart(6, '0')}`,
    around: options.receivedAround,
    receivedOn,
    sponsor,
    reference,
    nationality: recipe.nationality ?? 'any',
    student: recipe.student ?? {},
    programmeOnly: recipe.programmeOnly ?? false,
  })
  recipe.change?.(draft)
  return draft
}
