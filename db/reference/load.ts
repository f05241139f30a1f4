import { assertKnownConditions } from '#core/conditions.ts'
import { must } from '#core/result.ts'
import type {
  ChecklistItem,
  Country,
  DeadlineRule,
  HolidayRule,
  LabourNote,
  ReferenceData,
  RefusalGround,
  Sponsor,
} from '#core/reference.ts'
import checklist from './checklist-items.json' with { type: 'json' }
import countries from './countries.json' with { type: 'json' }
import deadlines from './deadline-rules.json' with { type: 'json' }
import documentData from './document-data.json' with { type: 'json' }
import fees from './fees.json' with { type: 'json' }
import norms from './income-norms.json' with { type: 'json' }
import mvv from './mvv-exempt-nationalities.json' with { type: 'json' }
import holidays from './public-holidays.json' with { type: 'json' }
import grounds from './refusal-grounds.json' with { type: 'json' }
import tb from './tb-exempt-nationalities.json' with { type: 'json' }

/**
 * The reference data this version is delivered with, together with the hub's sponsor register. Throws when a table names a condition, ground or rule
 * that does not exist: a wrong table must stop the start, not a case.
 */
export function loadReference(sponsors: Sponsor[], version: number): ReferenceData {
  const free = mvv.freeMovementOutOfScope
  const reference: ReferenceData = {
    version,
    holidays: {
      rules: holidays.rules as HolidayRule[],
      extraEquatedDays: holidays.extraEquatedDays,
      weekend: holidays.weekend,
    },
    deadlines: { rules: deadlines.rules as DeadlineRule[] },
    statutoryRule: { id: deadlines.statutoryRule.id, alternativeId: deadlines.statutoryRule.alternativeId },
    norms: {
      perMonth: norms.perMonth,
      minimumWagePerMonth: norms.payerInNl.minimumWagePerMonth,
      singleShare: norms.payerInNl.singleShare,
      source: norms.source,
    },
    fees: {
      grant: fees.grant,
      exemptNationalities: fees.reductions.filter((entry) => entry.cents === 0).flatMap((entry) => entry.nationality),
    },
    mvv: {
      exempt: mvv.exempt.map((country) => country.a3),
      freeMovement: free.map((country) => country.a3),
      exemptionCodes: mvv.otherExemptions.map((exemption) => exemption.code),
      judgedByOfficer: mvv.judgedByOfficer.codes,
      source: mvv.source,
    },
    tb: {
      exempt: [
        ...free.filter((country) => !('group' in country)).map((country) => country.a3),
        ...tb.groups.b_EEA,
        ...tb.groups.c_named.map((country) => country.a3),
      ],
      exemptionCodes: tb.otherExemptions.map((exemption) => exemption.code),
      source: tb.source,
    },
    checklist: { items: checklist.items as ChecklistItem[] },
    grounds: grounds.grounds as RefusalGround[],
    permit: {
      labourNotes: documentData.labourNote as LabourNote[],
      fundsNote: documentData.fundsNote,
      addMonthsAfterProgramme: documentData.validity.addMonthsAfterProgramme,
      maxYears: documentData.validity.maxYears,
      maxPreparatoryMonths: documentData.validity.maxPreparatoryMonths,
      minStudyDays: documentData.validity.minStudyDays,
      minCreditsPercent: documentData.studyProgress.minCreditsPercent,
    },
    means: { maxMonths: norms.means.maxMonths, statementMaxAgeMonths: norms.means.statementMaxAgeMonths },
    countries: [...countries.countries, ...countries.special] as Country[],
    sponsors,
  }
  assertConsistent(reference)
  return reference
}

const RULES_USED = [
  'TARGET_2W',
  'STAT_60',
  'STAT_90_VVR',
  'STAT_90_MVV',
  'HERSTEL',
  'HERSTEL_PASPOORT',
  'HERSTEL_VERTEGENWOORDIGING',
  'BUITEN_BEHANDELING',
  'VERLENGING_VROEGST',
]

function assertConsistent(reference: ReferenceData): void {
  assertKnownConditions(reference.checklist.items)
  const codes = new Set(reference.grounds.map((ground) => ground.code))
  for (const item of reference.checklist.items) {
    must(item.ground === null || codes.has(item.ground), `the ground of checklist item ${item.id} exists`)
  }
  const rules = new Set(reference.deadlines.rules.map((rule) => rule.id))
  for (const id of RULES_USED) must(rules.has(id), `the deadline rule ${id} exists`)
}
