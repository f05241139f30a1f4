import type { FacetValue, QueueFacets, QueueFilter } from '#contract/queue.ts'
import { ok, type Result } from '#core/result.ts'
import type { Facet } from '#db/local/queue-filter.ts'
import { countFacet } from '#db/local/queue-read.ts'
import { type DeskContext, today } from '../context.ts'
import type { QueueCache } from './queue-cache.ts'

/** The values of each facet, counted under the other facets' restrictions; the most frequent first, those in a fixed order in theirs. */
export async function getQueueFacets(
  context: DeskContext,
  cache: QueueCache<QueueFacets>,
  filter: QueueFilter,
): Promise<Result<QueueFacets, never>> {
  const day = today(context)
  const facets = await cache.get(JSON.stringify(filter), context.edition, day, async () => ({
    institution: byCount(await count('institution')),
    nationality: byCount(await count('nationality')),
    procedure: inOrder(await count('procedure'), ['TEV', 'VVR', 'extension', 'change']),
    status: inOrder(await count('status'), ['open', 'waiting', 'decided', 'withdrawn']),
    preCheck: inOrder(await count('preCheck'), ['clean', 'points']),
    due: inOrder(await count('due'), ['late', 'today', 'soon', 'later']),
  }))
  return ok(facets)

  async function count(facet: Facet): Promise<FacetValue[]> {
    return await countFacet(context.db, filter, day, facet)
  }
}

function byCount(values: FacetValue[]): FacetValue[] {
  return values
    .map((value) => ({ ...value, label: value.label || value.value }))
    .toSorted((a, b) => b.count - a.count || a.label.localeCompare(b.label))
}

/** Every value of a fixed list, also those nobody has. */
function inOrder(values: FacetValue[], order: string[]): FacetValue[] {
  const counts = new Map(values.map((value) => [value.value, value.count]))
  return order.map((value) => ({ value, label: value, count: counts.get(value) ?? 0 }))
}
