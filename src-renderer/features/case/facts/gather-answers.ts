import type { TimelineEntry } from '#core/case-file.ts'

/** Answers given one after another within so long are one line. */
const TOGETHER_MS = 10 * 60_000

/** The timeline, newest first, with a run of answers by one person as one line. */
export function gatherAnswers(timeline: TimelineEntry[]): TimelineEntry[] {
  const gathered: TimelineEntry[] = []
  for (const entry of timeline) {
    const last = gathered.at(-1)
    if (last && belongTogether(last, entry)) gathered[gathered.length - 1] = join(last, entry)
    else gathered.push(entry)
  }
  return gathered.reverse()
}

function belongTogether(last: TimelineEntry, next: TimelineEntry): boolean {
  return (
    last.kind === 'answered' &&
    next.kind === 'answered' &&
    last.by?.personId === next.by?.personId &&
    (last.at.hubTime === null) === (next.at.hubTime === null) &&
    Math.abs(momentOf(next) - momentOf(last)) < TOGETHER_MS
  )
}

function momentOf(entry: TimelineEntry): number {
  return Date.parse(entry.at.hubTime ?? entry.at.deviceTime)
}

function join(last: TimelineEntry, next: TimelineEntry): TimelineEntry {
  const items = [last, next].flatMap((entry) => String(entry.values['items'] ?? '').split(', '))
  const once = [...new Set(items)].sort()
  return { ...next, values: { ...next.values, items: once.join(', '), count: once.length } }
}
