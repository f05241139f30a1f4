import { useTranslation } from 'react-i18next'
import { daysBetween } from '#core/dates.ts'
import type { CaseView } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { ReasonText } from '#renderer/lib/reason-text.tsx'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import classes from './facts.module.css'
import { Section } from './section.tsx'

/** Every clock of the case: its date, the days left, and how it was computed. */
export function ClocksView({ view }: { view: CaseView }) {
  const { t } = useTranslation('case')
  const format = useFormat()
  const { clocks } = view
  const alternative = clocks.steps.find((step) => step.code === 'clock.alternative')
  const alternativeDays = Number(alternative?.values['days'] ?? 0)
  const running = view.file.status === 'open' || view.file.status === 'waiting'
  return (
    <>
      <Section title={t('facts.tab.clocks')}>
        <table className={classes.clocks}>
          <tbody>
            <Clock name={t('clock.received')} on={clocks.receivedOn} today={view.today} />
            <Clock
              name={t('clock.target')}
              on={clocks.targetOn}
              today={view.today}
              running={running}
              first={clocks.dueKind === 'target'}
            />
            {clocks.recovery && (
              <Clock
                name={t('clock.recovery')}
                on={clocks.recovery.endsOn}
                today={view.today}
                running={running && clocks.recovery.completedOn === null}
                first={clocks.dueKind === 'recovery'}
              />
            )}
            {clocks.disregardOn && (
              <Clock
                name={t('clock.disregard')}
                on={clocks.disregardOn}
                today={view.today}
                running={running}
                first={clocks.dueKind === 'disregard'}
              />
            )}
            <Clock
              name={t('clock.statutory')}
              on={clocks.statutoryOn}
              today={view.today}
              running={running}
              first={clocks.dueKind === 'statutory'}
              over
            />
            <Clock
              name={t('clock.alternative', { days: format.days(alternativeDays) })}
              on={clocks.alternativeOn}
              today={view.today}
              running={running}
            />
          </tbody>
        </table>
        {clocks.targetReason && (
          <p className={classes.step}>
            <ToneIcon tone={clocks.targetReason.tone} />
            <span>
              <ReasonText reason={clocks.targetReason} />
            </span>
          </p>
        )}
        {clocks.suspendedDays > 0 && (
          <p className={classes.note}>{t('clock.suspended', { count: clocks.suspendedDays })}</p>
        )}
      </Section>
      <Section title={t('clock.steps')}>
        <ol className={classes.plain}>
          {clocks.steps.map((step, index) => (
            <li key={`${step.code} ${index}`} className={classes.step}>
              <ToneIcon tone={step.tone} />
              <span>
                <ReasonText reason={step} />
              </span>
            </li>
          ))}
        </ol>
      </Section>
    </>
  )
}

interface ClockProps {
  name: string
  on: string | null
  today: string
  running?: boolean
  /** What runs out first. */
  first?: boolean
  /** Past it, the period that the law gives is exceeded. */
  over?: boolean
}

function Clock({ name, on, today, running = false, first = false, over = false }: ClockProps) {
  const { t } = useTranslation('case')
  const format = useFormat()
  const left = on ? daysBetween(today, on) : 0
  const late = running && on !== null && left < 0
  return (
    <tr data-first={first}>
      <th scope="row">
        {name}
        {first && !late && <span className={classes.first}>{t('clock.first')}</span>}
        {late && over && <span className={classes.over}>{t('clock.over_term')}</span>}
      </th>
      <td>{on ? format.date(on) : t('clock.none')}</td>
      <td data-late={late}>
        {running && on && (left < 0 ? t('clock.ago', { days: format.days(-left) }) : format.days(left))}
      </td>
    </tr>
  )
}
