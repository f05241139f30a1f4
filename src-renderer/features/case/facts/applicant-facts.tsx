import { useTranslation } from 'react-i18next'
import { ageOn } from '#core/dates.ts'
import type { CaseView } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { Field, FieldList } from '#renderer/ui/field.tsx'
import { Section } from './section.tsx'

/** Who it is, where they stay, and by which procedure. */
export function ApplicantFacts({ view }: { view: CaseView }) {
  const { t } = useTranslation('case')
  const format = useFormat()
  const { application, holder } = view.file
  const { applicant, residence } = application
  const age = ageOn(applicant.birthDate, view.clocks.receivedOn)
  return (
    <>
      <Section title={t('facts.applicant')}>
        <FieldList>
          <Field label={t('field.family_name')}>{applicant.familyName}</Field>
          <Field label={t('field.given_names')}>{applicant.givenNames}</Field>
          <Field label={t('field.birth_date')} note={t('facts.age', { age })}>
            {format.date(applicant.birthDate)}
          </Field>
          <Field label={t('field.birth_place')}>{applicant.birthPlace}</Field>
          <Field label={t('field.nationality')}>{format.country(applicant.nationality)}</Field>
          <Field label={t('field.sex')}>{t(`sex.${applicant.sex}`)}</Field>
          <Field label={t('field.v_number')}>{applicant.vNumber}</Field>
        </FieldList>
      </Section>
      <Section title={t('facts.procedure')}>
        <FieldList>
          <Field label={t('field.procedure')}>{t(`procedure.${application.procedure}`)}</Field>
          {application.procedure === 'TEV' && <Field label={t('field.mvv_post')}>{application.mvvPost}</Field>}
          <Field label={t('field.stay')} note={residence.inNetherlands ? stayNote(residence.lawfulStay) : undefined}>
            {format.country(residence.countryOfStay)}
          </Field>
          {residence.mvvExemption && <Field label={t('field.mvv_exemption')}>{residence.mvvExemption}</Field>}
          {residence.tbExemption && <Field label={t('field.tb_exemption')}>{residence.tbExemption}</Field>}
          {application.currentPermit && (
            <Field label={t('field.current_permit')}>
              {t('facts.until', { date: format.date(application.currentPermit.expiresOn) })}
            </Field>
          )}
          {application.guardianConsent !== null && (
            <Field label={t('field.guardian')}>{t(application.guardianConsent ? 'yes' : 'no')}</Field>
          )}
          <Field label={t('field.application_key')}>{application.applicationKey}</Field>
          <Field label={t('field.holder')}>{holder?.name}</Field>
        </FieldList>
      </Section>
    </>
  )

  function stayNote(lawful: boolean | null): string {
    if (lawful === null) return t('facts.stay_unknown')
    return t(lawful ? 'facts.stay_lawful' : 'facts.stay_unlawful')
  }
}
