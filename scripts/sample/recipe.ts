import type { Sponsor } from '#core/reference.ts'
import type { Draft } from './draft.ts'
import type { NationalityWish } from './people/nationality.ts'
import type { StudentWish } from './people/person.ts'

/** `held`: the hub keeps it back with its reason; all others become cases. */
export type SampleKind = 'clean' | 'incomplete' | 'failing' | 'edge' | 'held'

/** One way in which an application differs from a clean one. */
export interface Recipe {
  kind: SampleKind
  /** What it shows, in snake_case. */
  variant: string
  /** The checklist item that should not be met; null when none is at stake. */
  item: string | null
  nationality?: NationalityWish
  student?: StudentWish
  /** Needs a programme of the register: no exchange, no preparation. */
  programmeOnly?: boolean
  /** Only sponsors of which this holds; such an application travels in a batch of its own. */
  sponsor?: (sponsor: Sponsor, receivedOn: string) => boolean
  /** The day it is received, for those whose meaning hangs on it. */
  receivedOn?: (around: string) => string
  /** Two applications of one person: the same passport, or a new one. */
  twin?: 'same_passport' | 'other_passport'
  change?: (draft: Draft) => void
}

export const CLEAN: Recipe = { kind: 'clean', variant: 'clean', item: null }
