import { useTranslation } from 'react-i18next'
import type { CaseView } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { Field, FieldList } from '#renderer/ui/field.tsx'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import classes from './facts.module.css'
import { Section } from './section.tsx'

/** The study, the institution that vouches for it, and what that institution declares. */
export function StudyFacts({ view }: { view: CaseView }) {
  const { t } = useTranslation('case')
  const format = useFormat()
  const { study, studyProgress } = view.file.application
  const { sponsor } = view
  const period = (from: string, to: string) => `${format.date(from)} – ${format.date(to)}`
  return (
    <>
      <Section title={t('facts.study')}>
        <FieldList>
          <Field
            label={t('field.programme')}
            note={[study.programmeCode, t(`level.${study.level}`)].filter(Boolean).join(' · ')}
          >
            {study.programmeName}
          </Field>
          <Field label={t('field.mode')}>{t(`mode.${study.mode}`)}</Field>
          {study.preparatory && (
            <Field label={t(`preparatory.${study.preparatory.kind}`)}>
              {period(study.preparatory.startsOn, study.preparatory.endsOn)}
            </Field>
          )}
          <Field label={t('field.period')}>{period(study.startsOn, study.endsOn)}</Field>
          {study.exchange && <Field label={t('field.exchange')}>{t('yes')}</Field>}
          {study.arrivesOn && <Field label={t('field.arrives_on')}>{format.date(study.arrivesOn)}</Field>}
          {studyProgress && (
            <Field label={t('field.progress')} note={studyProgress.excusable ? t('facts.excusable') : undefined}>
              {studyProgress.creditsPercent} %
            </Field>
          )}
        </FieldList>
      </Section>
      <Section title={t('facts.sponsor')}>
        {sponsor ? (
          <FieldList>
            <Field label={t('field.institution')} note={sponsor.city}>
              {sponsor.name}
            </Field>
            <Field label={t('field.brin')}>{sponsor.brin}</Field>
            <Field label={t('field.client_number')}>{sponsor.clientNumber}</Field>
          </FieldList>
        ) : (
          <p className={classes.note}>{t('facts.sponsor_unknown')}</p>
        )}
      </Section>
      <Declared view={view} />
    </>
  )
}

function Declared({ view }: { view: CaseView }) {
  const { t } = useTranslation('case')
  const { declarations } = view.file.application
  const { antecedents, ...plain } = declarations
  const said = Object.entries(plain).filter((entry): entry is [string, boolean] => entry[1] !== null)
  return (
    <Section title={t('facts.declarations')}>
      <ul className={classes.plain}>
        {said.map(([name, yes]) => (
          <li key={name} className={classes.step}>
            <ToneIcon tone={yes ? 'ok' : 'fail'} />
            <span>{t(`declared.${name}.${yes ? 'yes' : 'no'}`)}</span>
          </li>
        ))}
        <li className={classes.step}>
          <ToneIcon tone={antecedents === 'no_objection' ? 'ok' : 'fail'} />
          <span>{t(`declared.antecedents.${antecedents}`)}</span>
        </li>
      </ul>
    </Section>
  )
}
