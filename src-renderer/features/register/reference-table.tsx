import { useTranslation } from 'react-i18next'
import { useFormat } from '#renderer/lib/format.ts'
import classes from './register.module.css'
import type { ShownTable, TableRow } from './use-tables.ts'

/** The rows of a table with their validity, source and certainty; a column that says nothing is left out. */
export function ReferenceTable({ table, today }: { table: ShownTable; today: string }) {
  const { t } = useTranslation('register')
  const { rows } = table
  const columns = {
    what: rows.some((row) => row.what !== ''),
    value: rows.some((row) => row.value !== ''),
    certainty: rows.some((row) => row.certainty !== ''),
  }
  if (rows.length === 0) return <p className={classes.quiet}>{t('rows.none')}</p>
  return (
    <table className={classes.table} aria-label={t(`table.${table.id}`)}>
      <thead>
        <tr>
          {columns.what && <th scope="col">{t('column.what')}</th>}
          {columns.value && <th scope="col">{t('column.value')}</th>}
          <th scope="col">{t('column.validity')}</th>
          <th scope="col">{t('column.source')}</th>
          {columns.certainty && <th scope="col">{t('column.certainty')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} data-past={row.validTo !== null && row.validTo < today}>
            {columns.what && <td className={classes.wrap}>{row.what}</td>}
            {columns.value && <td className={classes.wrap}>{row.value}</td>}
            <td>
              <Validity row={row} />
            </td>
            <td className={classes.wrap}>{row.source}</td>
            {columns.certainty && <td className={classes.wrap}>{row.certainty}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Validity({ row }: { row: TableRow }) {
  const { t } = useTranslation('register')
  const format = useFormat()
  if (row.validFrom === null) return t('validity.not_said')
  const until = row.validTo === null ? t('open_end') : format.date(row.validTo)
  return `${format.date(row.validFrom)} – ${until}`
}
