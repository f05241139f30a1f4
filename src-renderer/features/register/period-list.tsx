import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegisterRecord } from '#core/register.ts'
import { useFormat } from '#renderer/lib/format.ts'
import classes from './register.module.css'

interface ShownPeriod {
  validFrom: string
  validTo: string | null
  source: string
  recordId?: string
  what: ReactNode
}

interface Props {
  title: string
  today: string
  periods: ShownPeriod[]
  records: RegisterRecord[]
}

/** Periods as a timeline, the newest first; the one that holds today is marked, and each says on what source, and by whom and why where it was recorded here. */
export function PeriodList({ title, today, periods, records }: Props) {
  const { t } = useTranslation('register')
  return (
    <section>
      <h3 className={classes.heading}>{title}</h3>
      {periods.length === 0 && <p className={classes.quiet}>{t('periods.none')}</p>}
      <ol className={classes.timeline} aria-label={title}>
        {periods.toReversed().map((period) => (
          <PeriodItem
            key={period.validFrom}
            period={period}
            holds={period.validFrom <= today && (period.validTo === null || period.validTo >= today)}
            record={records.find((record) => record.recordId === period.recordId)}
          />
        ))}
      </ol>
    </section>
  )
}

interface ItemProps {
  period: ShownPeriod
  holds: boolean
  record: RegisterRecord | undefined
}

function PeriodItem({ period, holds, record }: ItemProps) {
  const { t } = useTranslation('register')
  const format = useFormat()
  return (
    <li data-holds={holds}>
      <span className={classes.span}>
        {format.date(period.validFrom)} – {period.validTo === null ? t('open_end') : format.date(period.validTo)}
      </span>
      <span>
        {period.what}
        {holds && <span className={classes.holds}>{t('today')}</span>}
      </span>
      <span className={classes.quiet}>
        {t('source', { source: period.source })}
        {record && ` · ${t('by', { name: record.by.name, at: format.dateTime(record.at) })} · ${record.reason}`}
      </span>
    </li>
  )
}
