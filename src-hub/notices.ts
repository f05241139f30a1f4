/** Tells connected desks that something changed for their person: ids only, the desk then pulls (SYN-36). Several hub processes will share one through the database. */
export interface Notices {
  publish(officerIds: Iterable<string>, cursor: number): void
  /** Returns how to end the subscription. */
  subscribe(officerId: string, listener: (cursor: number) => void): () => void
}

/** Notices within this process. */
export function createNotices(): Notices {
  const listeners = new Map<string, Set<(cursor: number) => void>>()
  return {
    publish(officerIds, cursor) {
      for (const officerId of new Set(officerIds)) for (const tell of listeners.get(officerId) ?? []) tell(cursor)
    },
    subscribe(officerId, listener) {
      const own = listeners.get(officerId) ?? new Set()
      listeners.set(officerId, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0) listeners.delete(officerId)
      }
    },
  }
}
