import { useTranslation } from 'react-i18next'
import type { RegisterRecord } from '#core/register.ts'
import { useFormat } from '#renderer/lib/format.ts'
import classes from './register.module.css'
import { useChangeText } from './use-change-text.ts'

/** Everything that was recorded, the newest first; also what a later record corrected. */
export function RecordLog({ records }: { records: RegisterRecord[] }) {
  const { t } = useTranslation('register')
  const format = useFormat()
  const changeText = useChangeText()
  return (
    <section>
      <h3 className={classes.heading}>{t('section.records')}</h3>
      {records.length === 0 && <p className={classes.quiet}>{t('records.none')}</p>}
      <ol className={classes.log} aria-label={t('section.records')}>
        {records.toReversed().map((record) => (
          <li key={record.recordId}>
            <span>{changeText(record.change)}</span>
            <span className={classes.quiet}>
              {t('by', { name: record.by.name, at: format.dateTime(record.at) })} · {record.reason} ·{' '}
              {t('source', { source: record.source })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
