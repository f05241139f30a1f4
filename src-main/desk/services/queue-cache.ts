/** Remembers what was counted for a filter until the set behind it, or the day, changes. Asked twice at once, it counts once. */
export interface QueueCache<Value> {
  get(key: string, edition: number, day: string, count: () => Promise<Value>): Promise<Value>
}

const FILTERS_KEPT = 40

export function makeQueueCache<Value>(): QueueCache<Value> {
  let kept = new Map<string, Promise<Value>>()
  let keptFor = ''
  return {
    async get(key, edition, day, count) {
      const now = `${edition} ${day}`
      if (now !== keptFor) {
        kept = new Map()
        keptFor = now
      }
      const found = kept.get(key)
      if (found) return await found
      const counted = count()
      kept.set(key, counted)
      if (kept.size > FILTERS_KEPT) kept.delete(kept.keys().next().value ?? '')
      counted.catch(() => kept.delete(key))
      return await counted
    },
  }
}
