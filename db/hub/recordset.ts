import { type RawBuilder, sql } from 'kysely'

export type ColumnType = 'text' | 'uuid' | 'integer' | 'bigint' | 'timestamptz' | 'double precision'

/**
 * Rows as a table in one parameter: a statement over 500 rows is one short text that the database knows, not thousands of placeholders.
 * Used as `from ${recordset(rows, {…})}`; the table is named `given`.
 */
export function recordset<Row extends object>(
  rows: readonly Row[],
  columns: { [Name in keyof Row & string]-?: ColumnType },
): RawBuilder<unknown> {
  const list = Object.entries(columns).map(([name, type]) => `"${name}" ${String(type)}`)
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as given(${sql.raw(list.join(', '))})`
}
