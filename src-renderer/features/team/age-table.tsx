import { useTranslation } from 'react-i18next'
import type { TeamBoard } from '#contract/team.ts'
import { useFormat } from '#renderer/lib/format.ts'
import classes from './team.module.css'

/** Days of the service target, and of the law: the groups end there. */
const TARGET = 14
const STATUTORY = 60

/** Running cases by age: a chart that is its own table, legible without colour. */
export function AgeTable({ ages }: { ages: TeamBoard['ages'] }) {
  const { t } = useTranslation('team')
  const format = useFormat()
  const most = Math.max(1, ...ages.map(({ cases }) => cases))
  return (
    <table className={classes.ages} aria-label={t('ages.title')}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('ages.days')}</th>
          <th scope="col">{t('ages.cases')}</th>
        </tr>
      </thead>
      <tbody>
        {ages.map(({ from, to, cases }) => (
          <tr key={from} data-border={to === TARGET ? 'target' : to === STATUTORY ? 'statutory' : undefined}>
            <th scope="row">{to === null ? t('ages.over', { from: from - 1 }) : t('ages.range', { from, to })}</th>
            <td>
              <span className={classes.bar} style={{ width: `${(cases / most) * 70}%` }} aria-hidden />
              <span>{format.number(cases)}</span>
              {to === TARGET && <span className={classes.border}>{t('ages.target')}</span>}
              {to === STATUTORY && <span className={classes.border}>{t('ages.statutory')}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
