import { sql } from 'kysely'
import type { ReadableDb, Trx } from '#db/kit/handles.ts'
import type { DeskSchema } from './schema.ts'

/** Keeps what is being typed; empty text forgets it. */
export async function saveDraftInTrx(
  trx: Trx<DeskSchema>,
  draft: { caseId: string; field: string; text: string; at: string },
): Promise<void> {
  if (draft.text === '') {
    await sql`delete from draft where case_id = ${draft.caseId} and field = ${draft.field}`.execute(trx)
    return
  }
  await sql`insert into draft (case_id, field, text, saved_at) values (${draft.caseId}, ${draft.field}, ${draft.text}, ${draft.at})
    on conflict (case_id, field) do update set text = excluded.text, saved_at = excluded.saved_at`.execute(trx)
}

export async function readDrafts(db: ReadableDb<DeskSchema>, caseId: string): Promise<Record<string, string>> {
  const { rows } = await sql<{ field: string; text: string }>`
    select field, text from draft where case_id = ${caseId} order by field`.execute(db)
  return Object.fromEntries(rows.map((row) => [row.field, row.text]))
}

/** The act that the text was typed for has been taken: its draft fields end with it. A name that ends in a dot means all fields that begin with it. */
export async function clearDraftsInTrx(trx: Trx<DeskSchema>, caseId: string, fields: string[]): Promise<void> {
  if (fields.length === 0) return
  await sql`delete from draft where case_id = ${caseId} and exists (select 1 from json_each(${JSON.stringify(fields)}) f
    where draft.field = f.value or (f.value like '%.' and substr(draft.field, 1, length(f.value)) = f.value))`.execute(
    trx,
  )
}

export interface OrphanDraft {
  case_id: string
  version: number
  body: string
  /** What was typed, field by field, one under the other. */
  text: string
}

/** Fields of a draft that hold words; the others hold choices. */
const WORDS = sql.raw(
  `(field = 'note' or field like 'note.%' or field like 'decision.motivation.%' or field = 'request.text')`,
)

/** Words typed on cases that are about to leave this desk. */
export async function listDraftsOf(db: ReadableDb<DeskSchema>, caseIds: string[]): Promise<OrphanDraft[]> {
  const { rows } = await sql<OrphanDraft>`
    select b.case_id, b.version, b.body, group_concat(d.text, char(10)) as text from draft d join case_base b on b.case_id = d.case_id
    where d.case_id in (select value from json_each(${JSON.stringify(caseIds)})) and ${WORDS} and trim(d.text) <> ''
    group by b.case_id order by b.case_id`.execute(db)
  return rows
}

export async function deleteDraftsInTrx(trx: Trx<DeskSchema>, caseIds: string[]): Promise<void> {
  await sql`delete from draft where case_id in (select value from json_each(${JSON.stringify(caseIds)}))`.execute(trx)
}

/** Cases with drafts that a new copy no longer has. */
export async function listCasesLeftBehind(db: ReadableDb<DeskSchema>): Promise<string[]> {
  const { rows } = await sql<{ case_id: string }>`
    select distinct case_id from draft where case_id not in (select case_id from stage_base)`.execute(db)
  return rows.map((row) => row.case_id)
}
