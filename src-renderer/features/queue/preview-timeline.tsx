import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '#core/case-file.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useTimelineText } from '#renderer/lib/timeline-text.ts'
import classes from './preview.module.css'

const MOST = 5

/** What happened last, newest first. */
export function PreviewTimeline({ entries }: { entries: TimelineEntry[] }) {
  const { t } = useTranslation('queue')
  const timelineText = useTimelineText()
  const format = useFormat()
  const last = entries.slice(-MOST).toReversed()
  return (
    <section className={classes.section}>
      <h4 className={classes.heading}>{t('preview.timeline')}</h4>
      <ol className={classes.list}>
        {last.map((entry) => (
          <li key={`${entry.version} ${entry.kind}`} className={classes.entry}>
            <span className={classes.when}>{format.dateTime(entry.at.hubTime ?? entry.at.deviceTime)}</span>
            <span>{timelineText(entry)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
