import type sqlite3 from 'sqlite3'
import { sql } from 'kysely'
import { inTransaction } from '#db/kit/in-transaction.ts'
import type { DeskDb } from './schema.ts'
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

const SELECT_UNSENT = `select ${COMMAND_COLUMNS.join(', ')} from command
  where (state in ('grace', 'due', 'sending', 'held_back') or (state = 'parked' and resolved is null))`
const SELECT_MEMORY = `select name, value from sync_state where name in ('deskId', 'person', 'settings', 'clockOffsetMs')`

/** Reads row by row, so that one bad page costs only what lies on it. Never throws: what cannot be read is left out. */
export async function salvage(path: string, key: Buffer): Promise<Salvaged> {
  const opened = await openEncrypted({ path, key, damaged: true }).catch(() => undefined)
  if (!opened) return { commands: [], drafts: [], memory: [] }
  const database: sqlite3.Database = opened
  async function rowsOf<Row>(query: string): Promise<Row[]> {
    return (await queryAll(database, query).catch(() => [])) as Row[]
  }
  try {
    const [highest] = await rowsOf<{ seq: number | null }>('select max(seq) as seq from command')
    const commands: Salvaged['commands'] = []
    for (let seq = 1; seq <= (highest?.seq ?? 0); seq += 1) {
      commands.push(...(await rowsOf<Salvaged['commands'][number]>(`${SELECT_UNSENT} and seq = ${seq}`)))
    }
    const drafts = await rowsOf<Salvaged['drafts'][number]>('select case_id, field, text, saved_at from draft')
    const memory = await rowsOf<Salvaged['memory'][number]>(SELECT_MEMORY)
    return { commands, drafts, memory }
  } finally {
    await closeFile(database)
  }
}

/** Puts what was salvaged into a new database, acts in the order in which they were taken. */
export async function restoreSalvaged(db: DeskDb, salvaged: Salvaged): Promise<void> {
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
