import type { Migration } from '#db/kit/migrate.ts'
import { first } from './migrations/0001-first.ts'
import { derivedFor } from './migrations/0002-derived-for.ts'
import { documentsInPieces } from './migrations/0003-documents-in-pieces.ts'
import { accesses } from './migrations/0004-accesses.ts'
import type { DeskSchema } from './schema.ts'

/** Every step of the desk's schema, in order; once released a step never changes. */
export const DESK_MIGRATIONS: readonly Migration<DeskSchema>[] = [first, derivedFor, documentsInPieces, accesses]
