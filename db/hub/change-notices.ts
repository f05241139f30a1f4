/** The channel on which hub processes tell each other, with the commit itself, whose cases changed (SYN-36). */
export const CHANGE_CHANNEL = 'beslisdesk_change'

/** What came over the channel: the newest number of the feed, and whom it concerns; null means everybody. */
export interface ChangeNotice {
  cursor: number
  officerIds: string[] | null
  /** The version that the reference data has got; null where they did not change. */
  reference: number | null
}

/** PostgreSQL takes at most 7,999 bytes in one notice. */
const MOST_BYTES = 7_000
/** A transaction that concerns more people than this many notices can name, tells everybody. */
const MOST_NOTICES = 8

/** The people to tell, in groups that fit one notice each; one group of null for everybody. */
export function groupForNotices(officerIds: Iterable<string>): (string[] | null)[] {
  const groups: string[][] = []
  let bytes = MOST_BYTES
  for (const officerId of new Set(officerIds)) {
    const size = Buffer.byteLength(JSON.stringify(officerId)) + 2
    if (bytes + size > MOST_BYTES) {
      groups.push([])
      bytes = 0
    }
    groups.at(-1)?.push(officerId)
    bytes += size
  }
  return groups.length > MOST_NOTICES ? [null] : groups
}

/** Reads a notice; undefined for what no hub of this version wrote. */
export function parseNotice(payload: string): ChangeNotice | undefined {
  try {
    const { cursor, officers, reference } = JSON.parse(payload) as Record<string, unknown>
    if (typeof cursor !== 'number') return undefined
    return {
      cursor,
      officerIds: Array.isArray(officers) ? officers.map(String) : null,
      reference: typeof reference === 'number' ? reference : null,
    }
  } catch {
    return undefined
  }
}
