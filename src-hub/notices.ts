import type { Hearing, Listening } from '#db/hub/listen.ts'

/** Hears the newest number of the feed, and the version of the reference data where these changed. */
export type NoticeListener = (cursor: number, reference: number | null) => void

/** Tells connected desks that something changed for their person: ids only, the desk then pulls (SYN-36). */
export interface Notices {
  /** Returns how to end the subscription. */
  subscribe(officerId: string, listener: NoticeListener): () => void
  /** Whether changes made by other hub processes are heard at this moment. */
  live(): boolean
  close(): Promise<void>
}

/**
 * Notices come over the database, with the commit that makes them true, so that it does not matter which of several hub processes made a change. After a
 * break everybody is told: what was said meanwhile nobody heard.
 */
export async function openNotices(listen: (hearing: Hearing) => Promise<Listening>): Promise<Notices> {
  const listeners = new Map<string, Set<NoticeListener>>()
  let live = false
  function tell(officerIds: Iterable<string>, cursor: number, reference: number | null = null): void {
    for (const officerId of officerIds) {
      for (const listener of listeners.get(officerId) ?? []) listener(cursor, reference)
    }
  }
  const listening = await listen({
    told: ({ officerIds, cursor, reference }) => tell(officerIds ?? listeners.keys(), cursor, reference),
    connected(cursor) {
      live = true
      tell(listeners.keys(), cursor)
    },
    lost() {
      live = false
    },
  })
  return {
    subscribe(officerId, listener) {
      const own = listeners.get(officerId) ?? new Set()
      listeners.set(officerId, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0) listeners.delete(officerId)
      }
    },
    live: () => live,
    close: async () => await listening.stop(),
  }
}
