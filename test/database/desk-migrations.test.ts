import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { DESK_MIGRATIONS } from '#db/local/migrations.ts'
import { openDeskDatabase } from '#db/local/open-desk-database.ts'
import { beginStagingInTrx } from '#db/local/staging.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'beslisdesk-step-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function mustOpen(migrations = DESK_MIGRATIONS) {
  const answer = await openDeskDatabase({ path: path.join(folder, 'desk.db'), key: Buffer.alloc(32, 3), migrations })
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  return answer.value
}

describe('steps of the schema', () => {
  test('[REG-7] a database of before its rows said for which day they were computed gets them looked at again', async () => {
    const { db, close } = await mustOpen(DESK_MIGRATIONS.slice(0, 1))
    // As the tables were made then, a first load that was cut off included.
    await inTransaction(db, async (trx) => await beginStagingInTrx(trx))
    for (const table of ['case_view', 'stage_view']) {
      await sql.raw(`alter table ${table} drop column derived_for`).execute(db)
    }
    await sql`insert into case_view (case_id, case_number, family_name, given_names, birth_date, nationality, sponsor_id, sponsor_name,
      programme_name, procedure, status, due_on, due_kind, received_on, points, failed_checks, answered, applicable, parked_open,
      due_sort, applicant_sort, sponsor_sort, words, digest_part)
      values ('c', 'Z1', 'A', 'B', '2000-01-01', 'BRA', 's', 'S', 'P', 'TEV', 'open', '2026-06-15', 'target', '2026-06-01', 0, '[]', 0, 0, 0,
        '2026-06-15', 'a', 's', 'a b', 1)`.execute(db)
    await close()
    const after = await mustOpen()
    const { rows } = await sql<{ derived_for: string }>`select derived_for from case_view`.execute(after.db)
    expect(rows).toEqual([{ derived_for: '' }])
    await sql`select derived_for from stage_view`.execute(after.db)
    await after.close()
  })
})
