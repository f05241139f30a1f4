import type { Kysely, Transaction } from 'kysely'

/** A handle that can only read: the builders that write are not on it (SYN-1: only a transaction writes acts). */
export type ReadableDb<Schema> = Pick<
  Kysely<Schema>,
  'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'dynamic' | 'case' | 'getExecutor'
>

declare const inTransactionBrand: unique symbol

/** A handle inside an open transaction; only `inTransaction` makes one. Functions that need it are named `…InTrx`. */
export type Trx<Schema> = Transaction<Schema> & { readonly [inTransactionBrand]: true }
