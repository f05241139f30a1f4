import { receivedOnOf } from './clocks.ts'
import { type ConditionInput, judgeCondition } from './conditions.ts'
import { checkComplete } from './pre-checks/complete.ts'
import {
  checkAntecedents,
  checkEnrolled,
  checkInsurance,
  checkMeansLasting,
  checkSponsorDeclaration,
} from './pre-checks/declared.ts'
import { checkDuplicates } from './pre-checks/duplicates.ts'
import { checkFeePaid } from './pre-checks/fee-paid.ts'
import { checkMeans } from './pre-checks/means.ts'
import { checkMinorConsent } from './pre-checks/minor.ts'
import { checkPassport } from './pre-checks/passport.ts'
import { checkPayerInNl } from './pre-checks/payer-in-nl.ts'
import { checkExtensionInTime, checkPreparation, checkStudyPeriod, checkValidity } from './pre-checks/period.ts'
import type { CheckedFile, PreCheck, PreCheckInput } from './pre-checks/pre-check.ts'
import { checkProcedure } from './pre-checks/procedure.ts'
import { checkAccredited, checkFullTime, checkProgress } from './pre-checks/programme.ts'
import { checkSponsorRecognised } from './pre-checks/sponsor-recognised.ts'
import { checkAwaitsAbroad, checkMvvPost } from './pre-checks/stay.ts'
import { checkTbTest } from './pre-checks/tb-test.ts'
import type { ReferenceData } from './reference.ts'
import { findSponsor } from './sponsor.ts'
import type { PreCheckResult } from './views.ts'

/** Who checks what. C09, C20 and C21 rest on registers only the officer can consult, so they are not here. */
const PRE_CHECKS: Record<string, PreCheck> = {
  C01: checkSponsorRecognised,
  C02: checkComplete,
  C03: checkFeePaid,
  C04: checkSponsorDeclaration,
  C05: checkProcedure,
  C06: checkPassport,
  C07: checkDuplicates,
  C08: checkAntecedents,
  C10: checkTbTest,
  C11: checkEnrolled,
  C12: checkAccredited,
  C13: checkFullTime,
  C14: checkPreparation,
  C15: checkMeans,
  C16: checkPayerInNl,
  C17: checkMeansLasting,
  C18: checkStudyPeriod,
  C19: checkInsurance,
  C22: checkAwaitsAbroad,
  C23: checkMvvPost,
  C24: checkMinorConsent,
  C25: checkExtensionInTime,
  C26: checkProgress,
  C27: checkValidity,
}

/** Every automatic check that applies to the case, in the order of the checklist, each with its reasoning (CHK-*). */
export function runPreChecks(file: CheckedFile, reference: ReferenceData, today: string): PreCheckResult[] {
  const input: PreCheckInput & ConditionInput = {
    application: file.application,
    duplicates: file.duplicates,
    sponsor: findSponsor(reference, file.sponsorId),
    reference,
    receivedOn: receivedOnOf(file),
    today,
  }
  return reference.checklist.items.flatMap((item): PreCheckResult[] => {
    const check = Object.hasOwn(PRE_CHECKS, item.id) ? PRE_CHECKS[item.id] : undefined
    if (check === undefined || judgeCondition(item, input) === 'absent') return []
    const finding = check(input)
    return finding === null ? [] : [{ itemId: item.id, ...finding }]
  })
}
