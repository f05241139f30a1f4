import type { CallInput } from '#contract/calls.ts'
import { queueFilterSchema, type SavedView } from '#contract/queue.ts'
import { ok, type Result } from '#core/result.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { deleteViewInTrx, listViews, saveViewInTrx } from '#db/local/small-tables.ts'
import type { DeskContext } from '../context.ts'

/** A view whose filter this version no longer understands is left out, not guessed at. */
export async function listSavedViews(context: DeskContext): Promise<Result<SavedView[], never>> {
  const rows = await listViews(context.db)
  return ok(
    rows.flatMap((row) => {
      const filter = queueFilterSchema.safeParse(JSON.parse(row.filter))
      return filter.success ? [{ viewId: row.view_id, name: row.name, filter: filter.data }] : []
    }),
  )
}

export async function saveView(context: DeskContext, view: CallInput<'saveView'>): Promise<Result<SavedView, never>> {
  const row = { view_id: view.viewId, name: view.name, filter: JSON.stringify(view.filter) }
  await inTransaction(context.db, async (trx) => await saveViewInTrx(trx, row))
  return ok(view)
}

export async function deleteView(
  context: DeskContext,
  { viewId }: CallInput<'deleteView'>,
): Promise<Result<null, never>> {
  await inTransaction(context.db, async (trx) => await deleteViewInTrx(trx, viewId))
  return ok(null)
}
