import type { IntakeApplication } from '#contract/intake-schema.ts'
import type { DocumentKind } from '#core/application.ts'
import type { ReferenceData, Sponsor } from '#core/reference.ts'
import type { Student } from './people/person.ts'
import type { Random } from './random.ts'

/** An application being made: everything but its documents, which are drawn from it at the end. */
export interface Draft {
  application: IntakeApplication
  student: Student
  sponsor: Sponsor
  receivedOn: string
  reference: ReferenceData
  random: Random
  /** Documents the institution forgot to add. */
  withheld: DocumentKind[]
}
