import { useTranslation } from 'react-i18next'
import type { Programme } from '#core/reference.ts'
import { useFormat } from '#renderer/lib/format.ts'
import classes from './register.module.css'

/** The accredited programmes of a sponsor; those that hold today first. */
export function ProgrammeTable({ programmes, today }: { programmes: Programme[]; today: string }) {
  const { t } = useTranslation('register')
  const format = useFormat()
  const holds = (one: Programme) => one.validFrom <= today && (one.validTo === null || one.validTo >= today)
  const sorted = programmes.toSorted(
    (a, b) => Number(holds(b)) - Number(holds(a)) || a.name.localeCompare(b.name, 'nl'),
  )
  return (
    <section>
      <h3 className={classes.heading}>{t('section.programmes', { count: programmes.length })}</h3>
      {programmes.length === 0 ? (
        <p className={classes.quiet}>{t('programmes.none')}</p>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('column.code')}</th>
              <th scope="col">{t('column.programme')}</th>
              <th scope="col">{t('column.level')}</th>
              <th scope="col">{t('column.mode')}</th>
              <th scope="col">{t('column.accredited')}</th>
              <th scope="col">{t('column.validity')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((one) => (
              <tr key={`${one.code} ${one.validFrom}`} data-past={!holds(one)}>
                <td>{one.code}</td>
                <td className={classes.wrap}>{one.name}</td>
                <td>{one.level}</td>
                <td>{t(`mode.${one.mode}`)}</td>
                <td>{one.accreditedBy}</td>
                <td>
                  {format.date(one.validFrom)} – {one.validTo === null ? t('open_end') : format.date(one.validTo)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
