import { useTranslation } from 'react-i18next'
import type { TeamBoard, TeamCase } from '#contract/team.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import { isSilent } from './health.tsx'
import classes from './team.module.css'

/** Who has the cases now, when their desk was last heard from, and what becomes of work it has not sent. */
export function Holders({ cases, board }: { cases: TeamCase[]; board: TeamBoard }) {
  const { t } = useTranslation('team')
  const format = useFormat()
  const holders = board.members.filter(({ personId }) => cases.some(({ holderId }) => holderId === personId))
  if (holders.length === 0) return null
  const open = holders.filter(({ desks }) => mayHoldWork(desks, board.hubTime))
  return (
    <section className={classes.holders} aria-label={t('holders.title')}>
      <h3>{t('holders.title')}</h3>
      <ul>
        {holders.map(({ personId, name, desks }) => {
          const count = cases.filter(({ holderId }) => holderId === personId).length
          const unsent = desks.reduce((total, desk) => total + desk.unsent, 0)
          const [latest] = desks
          const at = latest && format.dateTime(latest.lastContactAt)
          return (
            <li key={personId}>
              <ToneIcon tone={mayHoldWork(desks, board.hubTime) ? 'warn' : 'ok'} />
              <span>
                {t('holders.line', { name, count })} {at === undefined ? t('holders.never') : t('holders.last', { at })}
                {unsent > 0 && ` ${t('holders.unsent', { count: unsent })}`}
              </span>
            </li>
          )
        })}
      </ul>
      {open.length > 0 && <p className={classes.quiet}>{t('holders.kept')}</p>}
    </section>
  )
}

function mayHoldWork(desks: TeamBoard['members'][number]['desks'], hubTime: string): boolean {
  return desks.some(({ unsent, lastContactAt }) => unsent > 0 || isSilent(lastContactAt, hubTime))
}
