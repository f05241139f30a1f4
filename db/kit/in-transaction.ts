import type { Kysely, Transaction } from 'kysely'
import type { Trx } from './handles.ts'

/** Runs `work` in one transaction: all of it is kept, or, when it throws, none of it. How a transaction begins is the dialect's own. */
export async function inTransaction<Schema, Value>(
  db: Kysely<Schema>,
  work: (trx: Trx<Schema>) => Promise<Value>,
): Promise<Value> {
  return await db.transaction().execute(async (trx) => await work(branded(trx)))
}

/** Runs `work` on one unmoving view of the data: everything it reads is as of the same instant. PostgreSQL only. */
export async function inSnapshot<Schema, Value>(
  db: Kysely<Schema>,
  work: (trx: Trx<Schema>) => Promise<Value>,
): Promise<Value> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => await work(branded(trx)))
}

function branded<Schema>(trx: Transaction<Schema>): Trx<Schema> {
  return trx as Trx<Schema>
}
