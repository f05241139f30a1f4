import type { ChangeRefusal } from '#contract/institution-schema.ts'
import type { InstitutionRefusal } from '#core/supplement.ts'
import { unreachable } from '#core/result.ts'
import { toProblem } from '../http/problem.ts'
import type { IntakeProblem } from '../intake/problems.ts'

/** Why the case takes nothing now, with what to do. */
export function toConflict(refusal: InstitutionRefusal): ChangeRefusal {
  return toProblem(refusal.code === 'nothing_changed' ? 'invalid' : 'conflict', {
    field: refusal.code === 'nothing_changed' ? 'changes' : 'key',
    detail: detailOf(refusal),
  })
}

function detailOf(refusal: InstitutionRefusal): string {
  switch (refusal.code) {
    case 'decided':
      return `the case was decided on ${refusal.decidedOn}; object to the decision or submit a new application`
    case 'withdrawn':
      return 'the application is withdrawn; submit a new one under a new key'
    case 'nothing_asked':
      return 'nothing is asked about this case now, so there is nothing to complete'
    case 'too_late':
      return `the answer was due on ${refusal.endedOn} at the latest; the case is judged as it stands`
    case 'nothing_changed':
      return 'this is the same as what the case holds; send what was asked for'
    default:
      return unreachable(refusal)
  }
}

/** A change with faults: the first in words, all of them by field. */
export function toFaulty(problems: IntakeProblem[]): ChangeRefusal {
  const [first] = problems
  const more = first === undefined ? {} : { field: first.field, detail: first.message }
  return { ...toProblem('invalid', more), problems }
}
