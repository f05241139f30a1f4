import { sql } from 'kysely'
import type { Trx } from '#db/kit/handles.ts'
import type { DeskSchema } from './schema.ts'

export interface AuditLine {
  at: string
  /** act.taken, act.undone, act.sent_now, act.held_back, act.let_through, case.left, sync.resync … */
  kind: string
  caseId: string | null
  commandId: string | null
  /** Codes and counts, never text about a person. */
  facts: Record<string, string | number | null>
}

export async function insertAuditInTrx(trx: Trx<DeskSchema>, line: AuditLine): Promise<void> {
  await sql`insert into audit (at, kind, case_id, command_id, facts)
    values (${line.at}, ${line.kind}, ${line.caseId}, ${line.commandId}, ${JSON.stringify(line.facts)})`.execute(trx)
}
