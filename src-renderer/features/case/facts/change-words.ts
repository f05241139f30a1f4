import { useTranslation } from 'react-i18next'
import type { FieldChange, FieldValue } from '#core/application-diff.ts'
import { isIsoDate } from '#core/dates.ts'
import { useFormat } from '#renderer/lib/format.ts'

/** The text `field.<name>` that names each field of an application, by its path without places in lists. */
export const FIELD_NAMES: Record<string, string> = {
  procedure: 'procedure',
  mvvPost: 'mvv_post',
  guardianConsent: 'guardian',
  'applicant.familyName': 'family_name',
  'applicant.givenNames': 'given_names',
  'applicant.birthDate': 'birth_date',
  'applicant.birthPlace': 'birth_place',
  'applicant.nationality': 'nationality',
  'applicant.sex': 'sex',
  'applicant.vNumber': 'v_number',
  'passport.number': 'passport_number',
  'passport.issuingState': 'issuing_state',
  'passport.issuedOn': 'issued_on',
  'passport.expiresOn': 'expires_on',
  'passport.mrz': 'mrz_line',
  'residence.countryOfStay': 'stay',
  'residence.inNetherlands': 'in_netherlands',
  'residence.lawfulStay': 'lawful_stay',
  'residence.mvvExemption': 'mvv_exemption',
  'residence.tbExemption': 'tb_exemption',
  'study.programmeCode': 'programme_code',
  'study.programmeName': 'programme',
  'study.level': 'level',
  'study.mode': 'mode',
  'study.startsOn': 'study_starts',
  'study.endsOn': 'study_ends',
  'study.exchange': 'exchange',
  'study.preparatory.kind': 'preparatory',
  'study.preparatory.startsOn': 'preparatory_starts',
  'study.preparatory.endsOn': 'preparatory_ends',
  'study.arrivesOn': 'arrives_on',
  'means.way': 'means_way',
  'means.amountCents': 'means_amount',
  'means.evidencedOn': 'means_date',
  'means.provider': 'means_provider',
  'means.payerSingle': 'payer_single',
  'fee.paidCents': 'paid',
  'fee.paidOn': 'paid_on',
  'fee.reference': 'reference',
  'currentPermit.expiresOn': 'current_permit',
  'studyProgress.creditsPercent': 'progress',
  'studyProgress.excusable': 'excusable',
}

/** The words of a changed field in the present language: its name, and what stood there before and after. */
export function useChangeWords(): (change: FieldChange) => { name: string; before: string; after: string } {
  const { t } = useTranslation('case')
  const format = useFormat()
  return ({ field, before, after }) => {
    const path = field.replaceAll(/\[\d+\]/g, '')
    return { name: nameOf(field, path), before: valueOf(path, before), after: valueOf(path, after) }
  }

  function nameOf(field: string, path: string): string {
    const place = /\[(\d+)\]/.exec(field)?.[1]
    const name = path.startsWith('declarations.') ? t('facts.declarations') : t(`field.${FIELD_NAMES[path] ?? path}`)
    return place === undefined ? name : `${name} (${Number(place) + 1})`
  }

  function valueOf(path: string, value: FieldValue): string {
    if (value === null || value === '') return '–'
    const declared = /^declarations\.(\w+)$/.exec(path)?.[1]
    if (declared !== undefined) return t(`declared.${declared}.${typeof value === 'boolean' ? yesNo(value) : value}`)
    if (typeof value === 'boolean') return value ? t('yes') : t('no')
    if (path.endsWith('Cents')) return format.money(Number(value))
    if (/nationality$|issuingState$|countryOfStay$/.test(path)) return format.country(String(value))
    const worded = wordOf(path, String(value))
    return worded ?? (isIsoDate(value) ? format.date(value) : String(value))
  }

  function wordOf(path: string, value: string): string | undefined {
    if (path === 'procedure') return t(`procedure.${value}`)
    if (path === 'applicant.sex') return t(`sex.${value}`)
    if (path === 'study.level') return t(`level.${value}`)
    if (path === 'study.mode') return t(`mode.${value}`)
    if (path === 'study.preparatory.kind') return t(`preparatory.${value}`)
    return path === 'means.way' ? t(`means.${value}`) : undefined
  }
}

function yesNo(value: boolean): 'yes' | 'no' {
  return value ? 'yes' : 'no'
}
