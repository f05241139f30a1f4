import { reason } from '../reason.ts'
import { type PreCheckFinding, type PreCheckInput, registered } from './pre-check.ts'

/** C07: no other case of the same person is known; a hit is for the officer to judge (Vc B1/3.4.2). */
export function checkDuplicates({ duplicates }: PreCheckInput): PreCheckFinding {
  if (duplicates.length === 0) return registered('met', reason('duplicate.none', 'ok'))
  return registered(
    'unknown',
    ...duplicates.map(({ matchedOn, caseNumber, receivedOn, sponsorName }) => {
      const values = { caseNumber, receivedOn, sponsorName }
      return matchedOn === 'passport'
        ? reason('duplicate.same_passport', 'warn', values)
        : reason('duplicate.same_name_and_birth', 'warn', values)
    }),
  )
}
