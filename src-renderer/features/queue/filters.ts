import type { QueueFacets, QueueFilter } from '#contract/queue.ts'
import { EMPTY_FILTER, getQueueState, setQueueFilter } from '#renderer/lib/queue-state.ts'

export type FacetName = keyof QueueFacets

export const FACETS: readonly FacetName[] = ['due', 'preCheck', 'status', 'procedure', 'nationality', 'institution']

/** What the queue opens with: everything that still asks for work. */
export const OPEN_CASES: QueueFilter = { ...EMPTY_FILTER, status: ['open', 'waiting'] }

export function toggleFacet(filter: QueueFilter, facet: FacetName, value: string): void {
  const chosen = filter[facet]
  const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
  setQueueFilter({ [facet]: next })
}

/** Search and facets away; the order stays. */
export function clearFilters(): void {
  const { sort, descending } = getQueueState().filter
  setQueueFilter({ ...EMPTY_FILTER, sort, descending })
}

export function hasRestrictions(filter: QueueFilter): boolean {
  return filter.search !== '' || FACETS.some((facet) => filter[facet].length > 0)
}
