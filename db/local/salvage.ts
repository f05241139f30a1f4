import type sqlite3 from 'sqlite3'
import { sql } from 'kysely'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { type AccessRecord, insertAccessInTrx } from './accesses.ts'
import type { DeskDb } from './schema.ts'
import { closeFile, openEncrypted, queryAll } from './sqlite-file.ts'

/** What could be read from a damaged database and exists nowhere else: unsent and set-aside acts, drafts, looks not yet told, saved views, and who this desk is. */
export interface Salvaged {
  views: Record<string, string>[]
  commands: Record<string, string | number | null>[]
  drafts: Record<string, string>[]
  accesses: AccessRecord[]
  memory: { name: string; value: string }[]
}

type CommandRow = Salvaged['commands'][number]

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
const SELECT_ACCESSES = `select access_id, what, why, case_id, document_id, at, clock_offset_ms from access where sent_at is null`
const SELECT_MEMORY = `select name, value from sync_state where name in ('deskId', 'person', 'settings', 'clockOffsetMs')`

const NOTHING: Salvaged = { commands: [], drafts: [], accesses: [], views: [], memory: [] }
const AT_ONCE = 500

/** Reads what cannot be read at once row by row, so that one bad page costs only what lies on it. Never throws: what cannot be read is left out. */
export async function salvage(path: string, key: Buffer): Promise<Salvaged> {
  const opened = await openEncrypted({ path, key, damaged: true }).catch(() => undefined)
  if (!opened) return NOTHING
  const database: sqlite3.Database = opened
  async function find<Row>(query: string): Promise<Row[] | undefined> {
    return (await queryAll(database, query).catch(() => undefined)) as Row[] | undefined
  }
  try {
    const commands: Salvaged['commands'] = []
    const highest = await highestSeq(find)
    for (let seq = 1; seq <= highest; seq += AT_ONCE) {
      const page = await find<CommandRow>(`${SELECT_UNSENT} and seq >= ${seq} and seq < ${seq + AT_ONCE} order by seq`)
      if (page) commands.push(...page)
      else {
        for (let one = seq; one < seq + AT_ONCE && one <= highest; one += 1)
          commands.push(...((await find<CommandRow>(`${SELECT_UNSENT} and seq = ${one}`)) ?? []))
      }
    }
    const drafts = (await find<Salvaged['drafts'][number]>('select case_id, field, text, saved_at from draft')) ?? []
    const views = (await find<Salvaged['views'][number]>('select view_id, name, filter from saved_view')) ?? []
    const accesses = (await find<AccessRecord>(SELECT_ACCESSES)) ?? []
    const memory = (await find<Salvaged['memory'][number]>(SELECT_MEMORY)) ?? []
    return { commands, drafts, accesses, views, memory }
  } finally {
    await closeFile(database)
  }
}

/** The last act taken, as the table says, or else an index on it. */
async function highestSeq(find: <Row>(query: string) => Promise<Row[] | undefined>): Promise<number> {
  const found =
    (await find<{ seq: number | null }>('select max(seq) as seq from command')) ??
    (await find<{ seq: number }>(
      `select seq from command indexed by command_open where state in ('grace', 'due', 'sending', 'held_back') order by seq desc limit 1`,
    ))
  return found?.[0]?.seq ?? 0
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
    for (const access of salvaged.accesses) await insertAccessInTrx(trx, access)
    for (const { view_id, name, filter } of salvaged.views) {
      await sql`insert into saved_view (view_id, name, filter) values (${view_id}, ${name}, ${filter})`.execute(trx)
    }
    for (const { name, value } of salvaged.memory) {
      await sql`insert or replace into sync_state (name, value) values (${name}, ${value})`.execute(trx)
    }
  })
}
