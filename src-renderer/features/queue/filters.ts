import type { FacetValue, QueueFacets, QueueFilter } from '#contract/queue.ts'
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

/** How many facet values are chosen. */
export function countChosen(filter: QueueFilter): number {
  return FACETS.reduce((sum, facet) => sum + filter[facet].length, 0)
}

export function hasRestrictions(filter: QueueFilter): boolean {
  return filter.search !== '' || countChosen(filter) > 0
}

/** The order in which the values of a facet make sense; others by how many there are. */
const ORDER: Partial<Record<FacetName, readonly string[]>> = {
  due: ['late', 'today', 'soon', 'later', 'done'],
  status: ['open', 'waiting', 'decided', 'withdrawn'],
  preCheck: ['clean', 'points'],
  procedure: ['TEV', 'VVR', 'extension', 'change'],
}

export function sortFacet(facet: FacetName, values: FacetValue[]): FacetValue[] {
  const order = ORDER[facet]
  if (order) return values.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
  return values.toSorted((a, b) => b.count - a.count || a.label.localeCompare(b.label))
}
