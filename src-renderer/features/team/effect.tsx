import { useTranslation } from 'react-i18next'
import { useFormat } from '#renderer/lib/format.ts'
import type { Plan } from './plan-handover.ts'
import classes from './team.module.css'

/** How many each will have, before anything is done. */
export function Effect({ plan, asked }: { plan: Plan; asked: number }) {
  const { t } = useTranslation('team')
  const format = useFormat()
  const staying = asked - plan.moves.length
  return (
    <section className={classes.effect} aria-label={t('effect.title')}>
      <h3>{t('effect.title')}</h3>
      {staying > 0 && <p className={classes.quiet}>{t('effect.staying', { count: staying })}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">{t('column.name')}</th>
            <th scope="col">{t('effect.before')}</th>
            <th scope="col">{t('effect.after')}</th>
          </tr>
        </thead>
        <tbody>
          {plan.effect.map(({ name, before, after }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{format.number(before)}</td>
              <td>{format.number(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
