import { useTranslation } from 'react-i18next'
import type { CaseView } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { ReasonText } from '#renderer/lib/reason-text.tsx'
import { Field, FieldList } from '#renderer/ui/field.tsx'
import { Money } from '#renderer/ui/money.tsx'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import classes from './facts.module.css'
import { Section } from './section.tsx'

/** Each source of means, their sum against what is needed, and the fee. */
export function MeansFacts({ view }: { view: CaseView }) {
  const { t } = useTranslation('case')
  const format = useFormat()
  const { means, fee } = view.file.application
  const judged = view.checklist.find((line) => line.item.id === 'C15' || line.item.id === 'C16')
  return (
    <>
      <Section title={t('facts.means')}>
        {means.length === 0 && <p className={classes.note}>{t('facts.no_means')}</p>}
        <table className={classes.amounts}>
          <tbody>
            {means.map((source, index) => (
              <tr key={`${source.way} ${index}`}>
                <th scope="row">
                  {t(`means.${source.way}`)}
                  <span className={classes.note}>
                    {[
                      source.provider,
                      source.evidencedOn && t('means.evidenced', { date: format.date(source.evidencedOn) }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </th>
                <td>
                  <Money cents={source.amountCents} />
                  {source.way === 'payer_nl' && <span className={classes.note}>{t('means.per_month')}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <ul className={classes.plain}>
          {judged?.preCheck?.reasons.map((reason, index) => (
            <li key={`${reason.code} ${index}`} className={classes.step}>
              <ToneIcon tone={reason.tone} />
              <span>
                <ReasonText reason={reason} />
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('facts.fee')}>
        <FieldList>
          <Field label={t('field.paid')} note={fee.paidOn ? format.date(fee.paidOn) : t('facts.not_paid')}>
            <Money cents={fee.paidCents} />
          </Field>
          <Field label={t('field.reference')}>{fee.reference}</Field>
        </FieldList>
      </Section>
    </>
  )
}
