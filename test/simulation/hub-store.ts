import { PGlite } from '@electric-sql/pglite'
import { PGLITE_PARSERS } from '#db/hub/open.ts'
import { HUB_ROLE } from '#db/hub/powers.ts'
import { getTestTemplate } from '#test/support/hub-databases.ts'

/** The database that all hub processes of a history share, and its backup. */
export interface HubStore {
  pglite: PGlite
  /** Empties it for the next history. */
  reset(): Promise<void>
  backUp(): Promise<void>
  hasBackup(): boolean
  /** Everything as it was at the backup, numbers to be given out included; false when there is none. */
  restore(): Promise<boolean>
  close(): Promise<void>
}

interface Sequence {
  name: string
  last: number | null
}

/** Opens an embedded PostgreSQL in memory. It is kept from history to history: starting one takes a second. */
export async function openHubStore(): Promise<HubStore> {
  const pglite = await PGlite.create({ loadDataDir: await getTestTemplate(), parsers: PGLITE_PARSERS })
  const tables = await list(`select tablename as name from pg_tables where schemaname = 'public' order by 1`)
  let backup: Sequence[] | undefined
  await copyTo('pristine')
  const pristine = await readSequences()

  async function list(query: string): Promise<string[]> {
    return (await pglite.query<{ name: string }>(query)).rows.map((row) => row.name)
  }

  async function readSequences(): Promise<Sequence[]> {
    const query = `select sequencename as name, last_value as last from pg_sequences where schemaname = 'public' order by 1`
    return (await pglite.query<Sequence>(query)).rows
  }

  /** As the owner of the tables, as whoever makes and restores backups is; the hub's own role comes back afterwards. */
  async function asOwner(script: string): Promise<void> {
    await pglite.exec(`set role none; ${script}; set role ${HUB_ROLE}`)
  }

  async function copyTo(schema: string): Promise<void> {
    const copies = tables.map((table) => `create table ${schema}."${table}" as select * from public."${table}";`)
    await asOwner(`drop schema if exists ${schema} cascade; create schema ${schema}; ${copies.join('\n')}`)
  }

  /** Copies whole tables, whatever their triggers and keys say: as a restored backup does. */
  async function copyFrom(schema: string, sequences: Sequence[]): Promise<void> {
    const generated = await list(`select table_name as name from information_schema.columns
      where table_schema = 'public' and is_identity = 'YES'`)
    const inserts = tables.map((table) => {
      const overriding = generated.includes(table) ? 'overriding system value' : ''
      return `insert into public."${table}" ${overriding} select * from ${schema}."${table}";`
    })
    const numbers = sequences.map(({ name, last }) =>
      last === null ? `alter sequence public."${name}" restart;` : `select setval('public."${name}"', ${last});`,
    )
    await asOwner(`set session_replication_role = replica;
      truncate ${tables.map((table) => `public."${table}"`).join(', ')};
      ${inserts.join('\n')} ${numbers.join('\n')}
      set session_replication_role = origin`)
  }

  return {
    pglite,
    async reset() {
      backup = undefined
      await copyFrom('pristine', pristine)
    },
    async backUp() {
      await copyTo('backup')
      backup = await readSequences()
    },
    hasBackup: () => backup !== undefined,
    async restore() {
      if (backup === undefined) return false
      await copyFrom('backup', backup)
      return true
    },
    async close() {
      await pglite.close()
    },
  }
}
