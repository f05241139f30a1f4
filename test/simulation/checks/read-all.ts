import { join } from 'node:path'
import type { CaseFile } from '#core/case-file.ts'
import type { CaseEvent } from '#core/event.ts'
import type { Receipt } from '#core/receipt.ts'
import { closeFile, openEncrypted, queryAll } from '#db/local/sqlite-file.ts'
import { TEST_KEY } from '#test/support/desk.ts'
import type { SimDesk } from '../sim-desk.ts'
import type { World } from '../world.ts'

export interface HubCase {
  file: CaseFile
  version: number
  holderId: string | null
  body: string
  lastHash: string
}

export interface HubEvent {
  case_id: string
  version: number
  kind: string
  body: string
  command_id: string | null
  prev_hash: string
  hash: string
}

/** All that the hub has, read beside its own code. */
export interface HubContents {
  cases: Map<string, HubCase>
  events: HubEvent[]
  receipts: Map<string, { receipt: Receipt; outcome: string; caseId: string; deskId: string; kind: string }>
  applications: { sponsor_id: string; application_key: string; case_id: string }[]
}

export interface DeskContents {
  desk: SimDesk
  /** Every row of every table, by table. */
  tables: Map<string, Record<string, unknown>[]>
}

export async function readHub(world: World): Promise<HubContents> {
  const { pglite } = world.site.store
  const cases = await pglite.query<{
    case_id: string
    version: number
    holder_id: string | null
    body: string
    last_hash: string
  }>('select case_id, version, holder_id, body, last_hash from case_state order by case_number')
  const events = await pglite.query<HubEvent>(
    'select case_id, version, kind, body, command_id, prev_hash, hash from event order by case_id, version',
  )
  const receipts = await pglite.query<{
    command_id: string
    case_id: string
    desk_id: string
    kind: string
    outcome: string
    receipt: string
  }>('select command_id, case_id, desk_id, kind, outcome, receipt from command_receipt')
  const applications = await pglite.query<HubContents['applications'][number]>(
    'select sponsor_id, application_key, case_id from intake_application order by 1, 2',
  )
  return {
    cases: new Map(
      cases.rows.map(({ case_id, version, holder_id, body, last_hash }) => [
        case_id,
        { file: JSON.parse(body) as CaseFile, version, holderId: holder_id, body, lastHash: last_hash },
      ]),
    ),
    events: events.rows,
    receipts: new Map(
      receipts.rows.map((row) => [
        row.command_id,
        {
          receipt: JSON.parse(row.receipt) as Receipt,
          outcome: row.outcome,
          caseId: row.case_id,
          deskId: row.desk_id,
          kind: row.kind,
        },
      ]),
    ),
    applications: applications.rows,
  }
}

export function factOf(event: HubEvent): CaseEvent['fact'] {
  return (JSON.parse(event.body) as CaseEvent).fact
}

/** The files of the desks as they lie there, read with their key and nothing else. */
export async function readDeskFiles(world: World): Promise<DeskContents[]> {
  const contents: DeskContents[] = []
  for (const desk of world.desks) {
    const database = await openEncrypted({ path: join(desk.folder, 'desk.db'), key: TEST_KEY, readOnly: true })
    try {
      const names = (await queryAll(
        database,
        `select name from sqlite_schema where type = 'table' and name not like '%fts%' and name not like 'sqlite_%'`,
      )) as { name: string }[]
      const tables = new Map<string, Record<string, unknown>[]>()
      for (const { name } of names) {
        const rows = await queryAll(database, `select * from "${name}"`)
        tables.set(name, rows as Record<string, unknown>[])
      }
      contents.push({ desk, tables })
    } finally {
      await closeFile(database)
    }
  }
  return contents
}

export function rowsOf(contents: DeskContents, table: string): Record<string, unknown>[] {
  return contents.tables.get(table) ?? []
}
