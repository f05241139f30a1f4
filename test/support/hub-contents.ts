import { sql } from 'kysely'
import type { HubDatabase } from '#db/hub/open.ts'

// What the hub works out again by itself, in its own time, belongs to no request; nor does that someone looked.
const OWN_WORK = ['derived_walk', 'anchor', 'anchor_head', 'access_log']
const WITHOUT_DERIVED = '(select case_id, version, holder_id, status, last_hash, body from case_state)'

/** A digest of every row of every table of the hub: equal before and after means that no request wrote anything. */
export async function digestOf({ db }: HubDatabase): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`.execute(db)
  const parts = tables.rows
    .filter(({ name }) => !OWN_WORK.includes(name))
    .map(({ name }) => {
      const source = name === 'case_state' ? WITHOUT_DERIVED : `"${name}"`
      const digest = `count(*) || ' ' || coalesce(sum(hashtextextended(row::text, 0)), 0)`
      return `select '${name}' as name, (select ${digest} from ${source} as row)::text as digest`
    })
  const { rows } = await sql.raw<{ name: string; digest: string }>(parts.join(' union all ')).execute(db)
  return Object.fromEntries(rows.map((row) => [row.name, row.digest]))
}
