import { intakeApplicationSchema } from '#contract/intake-schema.ts'
import type { Application } from '#core/application.ts'
import type { ReferenceData, Sponsor } from '#core/reference.ts'
import { loadReference } from '#db/reference/load.ts'
import type { Draft } from '#scripts/sample/draft.ts'
import { type Label, makeBatch } from '#scripts/sample/generate.ts'
import { makeSponsors } from '#scripts/sample/institutions.ts'
import { planSample, type SampleOptions } from '#scripts/sample/plan.ts'

export interface MadeApplication {
  application: Draft['application']
  label: Label
  sponsor: Sponsor
  receivedOn: string
}

export const AROUND = '2026-11-23'

export function someOptions(overrides: Partial<SampleOptions> = {}): SampleOptions {
  return { cases: 400, seed: '1', receivedAround: AROUND, profile: 'recent', documents: 0, batch: 250, ...overrides }
}

/** A whole sample in memory, each application with what is known about it. */
export async function makeSample(overrides: Partial<SampleOptions> = {}) {
  const options = someOptions(overrides)
  const sponsors = makeSponsors(options.receivedAround)
  const reference: ReferenceData = loadReference(sponsors, 1)
  const planned = planSample(options, sponsors)
  const made: MadeApplication[] = []
  for (const [index, each] of planned.entries()) {
    const { batch, labels, receivedOn } = await makeBatch(each, index + 1, options, reference)
    for (const [place, application] of batch.applications.entries()) {
      made.push({
        application,
        label: labels[place]!,
        sponsor: each.sponsor,
        receivedOn,
      })
    }
  }
  return { options, sponsors, reference, planned, made }
}

/** The application as a case would carry it; documents are no matter here. Throws when the hub's schema refuses it. */
export function toCaseApplication(application: Draft['application']): Application {
  return { ...intakeApplicationSchema.parse(application), documents: [] }
}
