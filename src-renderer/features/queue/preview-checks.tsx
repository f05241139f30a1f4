import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#contract/case-view.ts'
import { isPoint } from '#core/derive.ts'
import { ReasonText } from '#renderer/lib/reason-text.tsx'
import { Pill } from '#renderer/ui/pill.tsx'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import classes from './preview.module.css'

/** The checks that failed or want a person, each with the reason that made it so. */
export function PreviewChecks({ view }: { view: CaseView }) {
  const { t, i18n } = useTranslation('queue')
  const points = view.checklist.filter(({ preCheck }) => preCheck !== null && isPoint(preCheck.value))
  return (
    <section className={classes.section}>
      <h4 className={classes.heading}>{t('preview.checks')}</h4>
      {points.length === 0 && (
        <Pill tone="clean" icon={IconCheck} plain>
          {t('preview.clean')}
        </Pill>
      )}
      <ul className={classes.list}>
        {points.map(({ item, preCheck }) => (
          <li key={item.id} className={classes.check}>
            <span className={classes.item}>
              {item.id} {i18n.language === 'en' ? item.en : item.nl}
            </span>
            {preCheck?.reasons
              .filter((reason) => reason.tone === 'fail' || reason.tone === 'warn')
              .map((reason) => (
                <span key={reason.code} className={classes.reason}>
                  <ToneIcon tone={reason.tone} size={13} /> <ReasonText reason={reason} />
                </span>
              ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
