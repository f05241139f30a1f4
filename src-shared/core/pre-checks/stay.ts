import { reason } from '../reason.ts'
import { computed, declared, type PreCheckFinding, type PreCheckInput } from './pre-check.ts'

/** C22: not unlawfully in the Netherlands, and awaiting the MVV abroad (Vc B1/3.3.1). */
export function checkAwaitsAbroad({ application }: PreCheckInput): PreCheckFinding {
  const { inNetherlands, lawfulStay } = application.residence
  const awaits = application.declarations.awaitsMvvAbroad
  if (inNetherlands && lawfulStay === false) return declared('not_met', reason('stay.unlawful', 'fail'))
  if (awaits === false) return declared('not_met', reason('stay.awaits_here', 'fail'))
  if (inNetherlands && (awaits === null || lawfulStay === null)) {
    return declared('unknown', reason('stay.in_netherlands', 'warn'))
  }
  return declared('met', inNetherlands ? reason('stay.lawful_and_leaves', 'ok') : reason('stay.abroad', 'ok'))
}

/** C23: the embassy or consulate for the MVV is given (Vw 2s(3)). */
export function checkMvvPost({ application }: PreCheckInput): PreCheckFinding {
  const post = application.mvvPost?.trim() ?? ''
  return post === ''
    ? computed('not_met', reason('post.missing', 'fail'))
    : computed('met', reason('post.given', 'ok', { post }))
}
