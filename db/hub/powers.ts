import { sql } from 'kysely'
import { must } from '#core/result.ts'
import type { HubSchema, HubTrx } from './schema.ts'

/** The role a running hub works as: it owns nothing and can change only what the table below lets it (HIS-1). */
export const HUB_ROLE = 'beslisdesk_hub'

/** What a hub may do with a table: only add to its history, keep a state up to date, or also remove. Nobody may empty a table. */
const POWERS = {
  history: ['SELECT', 'INSERT'],
  state: ['SELECT', 'INSERT', 'UPDATE'],
  loose: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  read: ['SELECT'],
} as const

/** Every table of the hub with what the hub itself may do with it; a table without its line stops the migration. */
const TABLES: Record<keyof HubSchema | 'schema_step', keyof typeof POWERS> = {
  schema_step: 'read',
  hub_meta: 'loose',
  reference: 'history',
  sponsor_record: 'history',
  register_record: 'history',
  derived_walk: 'state',
  person_record: 'history',
  desk: 'state',
  case_state: 'state',
  event: 'history',
  access_log: 'history',
  anchor: 'history',
  anchor_head: 'history',
  change: 'history',
  command_receipt: 'history',
  document: 'history',
  case_document: 'history',
  document_upload: 'loose',
  intake_batch: 'history',
  intake_application: 'history',
  held_application: 'loose',
  sent_document: 'history',
  sign_in_record: 'loose',
  webhook_target: 'state',
  webhook_delivery: 'loose',
  supplement: 'history',
}

/**
 * Gives the hub's role exactly its powers over every table, and every table of history its trigger, which stops even the owner (HIS-1). Does nothing where
 * all is as it should be. As the owner of the tables, after the migrations and in their transaction. Throws, with what to do, when the role cannot be made.
 */
export async function settlePowersInTrx(trx: HubTrx): Promise<void> {
  await makeRoleInTrx(trx)
  const found = await listTables(trx)
  const known = new Map(Object.entries(TABLES))
  for (const name of found.keys()) must(known.has(name), `the table ${name} has its line in db/hub/powers.ts`)
  for (const [name, kind] of known) {
    const table = found.get(name)
    must(table, `the table ${name} of db/hub/powers.ts exists`)
    await settleTableInTrx(trx, { name, ...table }, kind)
  }
  await grantSequencesInTrx(trx)
}

async function makeRoleInTrx(trx: HubTrx): Promise<void> {
  const { rows } = await sql`select from pg_roles where rolname = ${HUB_ROLE}`.execute(trx)
  if (rows.length > 0) return
  // Roles belong to the whole server: a hub of another database may be making this one at the same moment.
  await sql
    .raw(
      `do $$ begin
        create role ${HUB_ROLE} nologin;
        if not (select rolsuper from pg_roles where rolname = current_user) then
          execute format('grant ${HUB_ROLE} to %I', current_user);
        end if;
      exception
        when duplicate_object or unique_violation then null;
        when insufficient_privilege then
          raise exception 'the role ${HUB_ROLE} is missing and this user may not make it: let an administrator of the server run "create role ${HUB_ROLE} nologin" and grant it to the user the hub connects as';
      end $$`,
    )
    .execute(trx)
}

interface FoundTable {
  powers: string[]
  guarded: boolean
}

async function listTables(trx: HubTrx): Promise<Map<string, FoundTable>> {
  const { rows } = await sql<{ name: string; powers: string[]; guarded: boolean }>`
    select c.relname as name,
      array(select a.privilege_type::text from aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
        where r.rolname = ${HUB_ROLE} order by 1) as powers,
      exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = c.relname || '_is_append_only'
        and t.tgenabled <> 'D') as guarded
    from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'`.execute(trx)
  return new Map(rows.map(({ name, ...table }) => [name, table]))
}

async function settleTableInTrx(
  trx: HubTrx,
  table: FoundTable & { name: string },
  kind: keyof typeof POWERS,
): Promise<void> {
  const wanted: readonly string[] = POWERS[kind]
  const same = table.powers.length === wanted.length && wanted.every((power) => table.powers.includes(power))
  if (!same) {
    await sql.raw(`revoke all on ${table.name} from ${HUB_ROLE}`).execute(trx)
    await sql.raw(`grant ${wanted.join(', ')} on ${table.name} to ${HUB_ROLE}`).execute(trx)
  }
  if (kind !== 'history' || table.guarded) return
  const trigger = `create or replace trigger ${table.name}_is_append_only before update or delete or truncate on ${table.name}
    for each statement execute function refuse_change_of_history()`
  await sql.raw(trigger).execute(trx)
}

async function grantSequencesInTrx(trx: HubTrx): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_sequence s join pg_class c on c.oid = s.seqrelid
    where c.relnamespace = current_schema()::regnamespace and not has_sequence_privilege(${HUB_ROLE}, s.seqrelid, 'USAGE')`.execute(
    trx,
  )
  for (const { name } of rows) await sql.raw(`grant usage on sequence ${name} to ${HUB_ROLE}`).execute(trx)
}
