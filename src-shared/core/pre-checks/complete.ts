import type { Application } from '../application.ts'
import { reason, type Reason } from '../reason.ts'
import { computed, type PreCheckFinding, type PreCheckInput } from './pre-check.ts'

/** C02: declared complete and signed, and no part is empty that this kind of application needs (Awb 4:5). */
export function checkComplete({ application }: PreCheckInput): PreCheckFinding {
  const missing = missingParts(application)
  if (missing.length > 0) return computed('not_met', ...missing)
  return computed('met', reason('application.complete', 'ok'))
}

function missingParts(application: Application): Reason[] {
  const { declarations, means, residence, study, procedure } = application
  const continues = procedure === 'extension' || procedure === 'change'
  const missing: Reason[] = []
  if (!declarations.complete) missing.push(reason('application.not_declared_complete', 'fail'))
  if (means.length === 0) missing.push(reason('application.means_missing', 'fail'))
  if (!study.exchange && study.programmeCode === null) missing.push(reason('application.programme_missing', 'fail'))
  if (residence.inNetherlands && residence.lawfulStay === null) missing.push(reason('application.stay_missing', 'fail'))
  if (continues && application.currentPermit === null) missing.push(reason('application.permit_missing', 'fail'))
  return missing
}
