import { sql } from 'kysely'
import type { Migration } from '#db/kit/migrate.ts'
import type { DeskSchema } from '../schema.ts'

/** Rows of the queue say for which day and reference data they were computed. Tables made since have the column already. */
export const derivedFor: Migration<DeskSchema> = {
  number: 2,
  name: 'derived for',
  async up(trx) {
    for (const table of ['case_view', 'stage_view']) {
      const { rows } = await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(trx)
      if (rows.length === 0 || rows.some((row) => row.name === 'derived_for')) continue
      await sql.raw(`alter table ${table} add column derived_for text not null default ''`).execute(trx)
    }
  },
}
