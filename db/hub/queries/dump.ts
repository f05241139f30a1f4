import { sql } from 'kysely'
import type { HubReadableDb, HubTrx } from '../schema.ts'

/** A table with the columns that are written (not those the database computes). */
export interface DumpTable {
  name: string
  columns: string[]
}

const STEPS = 'schema_step'
/** Not of what the hub holds: which steps its schema has taken, and who is signed in, which a backup must not let anybody be. */
const NOT_DUMPED = [STEPS, 'sign_in_record']

/** Every table of the hub, each after those it refers to: whatever a later version adds is in it by itself. */
export async function listDumpTables(db: HubReadableDb): Promise<DumpTable[]> {
  const { rows } = await sql<{ name: string; columns: string; refers: string }>`
    select class.relname::text as name,
      (select json_agg(attribute.attname order by attribute.attnum)::text from pg_attribute attribute
        where attribute.attrelid = class.oid and attribute.attnum > 0 and not attribute.attisdropped
          and attribute.attgenerated = '') as columns,
      (select coalesce(json_agg(referred.relname), '[]')::text from pg_constraint link
        join pg_class referred on referred.oid = link.confrelid
        where link.conrelid = class.oid and link.contype = 'f' and link.confrelid <> class.oid) as refers
    from pg_class class
    where class.relkind in ('r', 'p') and not class.relispartition
      and class.relnamespace = current_schema()::regnamespace and class.relname not in (${sql.join(NOT_DUMPED)})
    order by class.relname`.execute(db)
  const waiting = rows.map((row) => ({
    name: row.name,
    columns: JSON.parse(row.columns) as string[],
    refers: JSON.parse(row.refers) as string[],
  }))
  const placed: DumpTable[] = []
  while (waiting.length > 0) {
    const at = waiting.findIndex(({ refers }) => refers.every((name) => placed.some((table) => table.name === name)))
    const [next] = waiting.splice(at, 1)
    if (at < 0 || next === undefined) throw new Error('tables refer to each other in a circle')
    placed.push({ name: next.name, columns: next.columns })
  }
  return placed
}

/** The rows of a table as lines of JSON, some at a time, as this transaction sees them. */
export async function* dumpTableInTrx(trx: HubTrx, { name }: DumpTable, atOnce: number): AsyncGenerator<string[]> {
  await sql`declare dumping no scroll cursor for
    select row_to_json(dumped)::text as line from ${sql.table(name)} dumped`.execute(trx)
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(atOnce)} from dumping`.execute(trx)
    if (rows.length > 0) yield rows.map((row) => row.line)
    if (rows.length < atOnce) break
  }
  await sql`close dumping`.execute(trx)
}

/** Writes dumped rows back as they were, identity columns too. */
export async function insertDumpedInTrx(
  trx: HubTrx,
  { name, columns }: DumpTable,
  lines: readonly string[],
): Promise<void> {
  const table = sql.table(name)
  const names = sql.join(columns.map((column) => sql.ref(column)))
  await sql`insert into ${table} (${names}) overriding system value
    select ${names} from json_populate_recordset(null::${table}, ${`[${lines.join(',')}]`}::json)`.execute(trx)
}

/** Where each sequence stands: the number it gives next. */
export async function listSequences(db: HubReadableDb): Promise<{ name: string; next: number }[]> {
  const { rows } = await sql<{ name: string; next: number }>`
    select sequencename::text as name, coalesce(last_value + increment_by, start_value) as next
    from pg_sequences where schemaname = current_schema() order by sequencename`.execute(db)
  return rows
}

export async function setSequenceInTrx(trx: HubTrx, { name, next }: { name: string; next: number }): Promise<void> {
  await sql`select setval(${name}::regclass, ${next}, false)`.execute(trx)
}

/** Whether any table holds anything. */
export async function isEmptyInTrx(trx: HubTrx): Promise<boolean> {
  for (const { name } of await listDumpTables(trx)) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(trx)
    if (rows.length > 0) return false
  }
  return true
}

/** Whether a hub ever made its tables here. */
export async function hasSchema(db: HubReadableDb): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${STEPS}) is not null as there`.execute(db)
  return rows[0]?.there ?? false
}
