import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { inTransaction } from '#db/kit/in-transaction.ts'
import type { DeskSchema } from './schema.ts'
import { closeFile, openEncrypted, queryAll } from './sqlite-file.ts'

/** What could be read from a damaged database and exists nowhere else: unsent and set-aside acts, drafts, and who this desk is. */
export interface Salvaged {
  commands: Record<string, string | number | null>[]
  drafts: Record<string, string>[]
  memory: { name: string; value: string }[]
}

const COMMAND_COLUMNS = [
  'command_id',
  'case_id',
  'kind',
  'body',
  'state',
  'taken_at',
  'not_before',
  'attempts',
  'last_error',
  'receipt',
  'case_version',
  'answered_at',
  'let_through',
  'hold_reasons',
  'label_number',
  'label_name',
  'resolves',
  'resolved',
] as const

/** Reads row by row, so that one bad page costs only what lies on it. Never throws: what cannot be read is left out. */
export async function salvage(path: string, key: Buffer): Promise<Salvaged> {
  const database = await openEncrypted({ path, key, damaged: true }).catch(() => undefined)
  if (!database) return { commands: [], drafts: [], memory: [] }
  const rowsOf = async (query: string) => (await queryAll(database, query).catch(() => [])) as Record<string, never>[]
  try {
    const commands: Salvaged['commands'] = []
    const wanted = `state in ('grace', 'due', 'sending', 'held_back') or (state = 'parked' and resolved is null)`
    const last =
      (await rowsOf("select seq from sqlite_sequence where name = 'command'"))[0]?.['seq'] ?? (await lastSeq(rowsOf))
    for (let seq = 1; seq <= last; seq += 1) {
      commands.push(
        ...(await rowsOf(`select ${COMMAND_COLUMNS.join(', ')} from command where seq = ${seq} and (${wanted})`)),
      )
    }
    const drafts = await rowsOf('select case_id, field, text, saved_at from draft')
    const memory = await rowsOf(
      `select name, value from sync_state where name in ('deskId', 'person', 'settings', 'clockOffsetMs')`,
    )
    return { commands, drafts, memory: memory as unknown as Salvaged['memory'] }
  } finally {
    await closeFile(database)
  }
}

async function lastSeq(rowsOf: (query: string) => Promise<Record<string, never>[]>): Promise<number> {
  return (await rowsOf('select max(seq) as n from command'))[0]?.['n'] ?? 0
}

/** Puts what was salvaged into a new database, acts in the order in which they were taken. */
export async function restoreSalvaged(db: Kysely<DeskSchema>, salvaged: Salvaged): Promise<void> {
  await inTransaction(db, async (trx) => {
    for (const row of salvaged.commands) {
      const values = COMMAND_COLUMNS.map((column) => sql.val(row[column] ?? null))
      await sql`insert into command (${sql.raw(COMMAND_COLUMNS.join(', '))}) values (${sql.join(values)})`.execute(trx)
    }
    for (const { case_id, field, text, saved_at } of salvaged.drafts) {
      await sql`insert into draft (case_id, field, text, saved_at) values (${case_id}, ${field}, ${text}, ${saved_at})`.execute(
        trx,
      )
    }
    for (const { name, value } of salvaged.memory) {
      await sql`insert or replace into sync_state (name, value) values (${name}, ${value})`.execute(trx)
    }
  })
}
