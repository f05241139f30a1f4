import type { QueueRow } from '#contract/queue.ts'
import { EMPTY_FILTER } from '#renderer/lib/queue-state.ts'
import { useCall } from '#renderer/lib/use-call.ts'

const MOST = 8

/** The first cases of this desk that match what is typed, of every status; while `searching` they still are those of what was typed before. */
export function useFoundCases(query: string): { cases: QueueRow[]; searching: boolean } {
  const filter = { ...EMPTY_FILTER, search: query.trim() }
  const enabled = filter.search.length >= 2
  const outline = useCall('getQueueOutline', filter, { enabled })
  const anchor = outline.current ? outline.value?.anchors[0] : undefined
  const page = useCall('listQueuePage', { filter, anchor: anchor ?? '' }, { enabled: enabled && anchor !== undefined })
  const none = outline.current && outline.value?.total === 0
  if (!enabled || none) return { cases: [], searching: false }
  return { cases: page.value?.slice(0, MOST) ?? [], searching: !outline.current || !page.current }
}
