import { createHash } from 'node:crypto'
import { type IntakeApplication, intakeApplicationSchema } from '#contract/intake-schema.ts'
import type { Application } from '#core/application.ts'
import type { Sponsor } from '#core/reference.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { HubContext } from '../hub-context.ts'
import { findImpossibleDates } from './check-dates.ts'
import { findMrzFaults } from './check-mrz.ts'
import { findUnstorableText, toStorable } from './check-text.ts'
import { type IntakeProblem, schemaProblems } from './problems.ts'
import { readDocuments } from './read-documents.ts'

/** An application fit to become a case. */
export interface Candidate {
  index: number
  application: Application
  /** SHA-256 of the application, documents included by their hashes: tells a repetition from a key used twice. */
  contentHash: string
}

/** Judges one application by itself: fit, with its documents kept, or everything that holds it. */
export async function checkApplication(
  hub: HubContext,
  input: unknown,
  { index, sponsor, receivedOn }: { index: number; sponsor: Sponsor; receivedOn: string },
): Promise<Result<Candidate, { applicationKey: string | null; problems: IntakeProblem[] }>> {
  const parsed = intakeApplicationSchema.safeParse(input)
  if (!parsed.success) {
    return refuse({ applicationKey: keyOf(input), problems: schemaProblems(parsed.error, input) })
  }
  const intake = parsed.data
  const faults = [
    ...findUnstorableText(withoutContents(intake)),
    ...findImpossibleDates(intake, receivedOn),
    ...findMrzFaults(intake.passport?.mrz ?? null),
  ]
  const read = await readDocuments(hub, sponsor, intake.documents)
  const problems = [...faults, ...(read.ok ? [] : read.refusal)]
  if (problems.length > 0 || !read.ok) return refuse({ applicationKey: keyOf(input), problems })
  const application: Application = { ...intake, documents: read.value }
  const contentHash = createHash('sha256').update(JSON.stringify(application)).digest('hex')
  return ok({ index, application, contentHash })
}

// Contents are base64 and need no look for odd characters; they may be tens of megabytes.
function withoutContents(intake: IntakeApplication): unknown {
  return { ...intake, documents: intake.documents.map((document) => ({ ...document, contentBase64: '' })) }
}

/** The key an application gives itself, as far as it can be read. */
export function keyOf(input: unknown): string | null {
  if (typeof input !== 'object' || input === null || !('applicationKey' in input)) return null
  const key = input.applicationKey
  return typeof key === 'string' ? toStorable(key).slice(0, 100) : null
}
