import type { CallAnswer, CallInput, CallName, CallRefusal } from '#contract/calls.ts'
import type { QueueFilter, QueueOutline, QueueRow } from '#contract/queue.ts'

type Ask = <Name extends CallName>(name: Name, input: CallInput<Name>) => Promise<CallAnswer<Name>>

export interface ShownQueue {
  filter: QueueFilter
  outline: QueueOutline
}

export interface QueueSnapshot {
  shown: ShownQueue | undefined
  refusal: CallRefusal<CallName> | undefined
  /** Rises with every page and outline that came in. */
  turn: number
}

export interface QueueSource {
  subscribe: (listener: () => void) => () => void
  getSnapshot: () => QueueSnapshot
  /** Shows this filter; the old rows stay until the new ones are there, so nothing flickers while typing. */
  show: (filter: QueueFilter) => void
  /** The desk's cases changed: outline and visible pages are asked for again. */
  refresh: () => void
  /** Which rows are on screen: their pages are fetched, then the ones before and after, so that scrolling on finds them. */
  need: (first: number, last: number) => void
  findRow: (index: number) => QueueRow | undefined
}

/** The window never holds all cases: this many pages of the outline's size. */
const MOST_PAGES = 12

interface Page {
  edition: number
  rows: QueueRow[]
}

/** Pages of the queue by key, least recently shown dropped first. The latest filter wins; changes during a load lead to one more load. */
export function makeQueueSource(ask: Ask): QueueSource {
  const listeners = new Set<() => void>()
  const pages = new Map<string, Page>()
  const underWay = new Set<string>()
  let snapshot: QueueSnapshot = { shown: undefined, refusal: undefined, turn: 0 }
  let wanted: QueueFilter | undefined
  let wantedKey = ''
  let loading = false
  let stale = false
  let visible = { first: 0, last: 30 }

  function publish(part: Partial<QueueSnapshot>): void {
    snapshot = { ...snapshot, ...part, turn: snapshot.turn + 1 }
    for (const listener of listeners) listener()
  }

  async function load(): Promise<void> {
    stale = true
    if (loading) return
    loading = true
    do {
      stale = false
      if (wanted) await loadOnce(wanted, wantedKey)
    } while (stale)
    loading = false
  }

  async function loadOnce(filter: QueueFilter, key: string): Promise<void> {
    const answer = await ask('getQueueOutline', filter)
    if (key !== wantedKey) return
    if (!answer.ok) {
      publish({ refusal: answer.refusal })
      return
    }
    const next = { filter, outline: answer.value }
    await Promise.all(pagesOf(next, visible.first, visible.last).map((page) => fetchPage(next, page)))
    if (key === wantedKey) publish({ shown: next, refusal: undefined })
  }

  /** True when this call brought something to draw. */
  async function fetchPage({ filter, outline }: ShownQueue, page: number): Promise<boolean> {
    const anchor = outline.anchors[page]
    const key = pageKey(filter, page)
    const request = `${key} ${outline.edition}`
    if (anchor === undefined || pages.get(key)?.edition === outline.edition || underWay.has(request)) return false
    underWay.add(request)
    const answer = await ask('listQueuePage', { filter, anchor })
    underWay.delete(request)
    if (answer.ok) keep(key, { edition: outline.edition, rows: answer.value })
    else publish({ refusal: answer.refusal })
    return answer.ok
  }

  function keep(key: string, page: Page): void {
    pages.delete(key)
    pages.set(key, page)
    for (const oldest of pages.keys()) {
      if (pages.size <= MOST_PAGES) return
      pages.delete(oldest)
    }
  }

  /** Whether anybody waits to see that page; one fetched ahead draws nothing. */
  function isOnScreen(queue: ShownQueue, page: number): boolean {
    return snapshot.shown === queue && pagesOf(queue, visible.first, visible.last).includes(page)
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    getSnapshot: () => snapshot,
    show(filter) {
      const key = JSON.stringify(filter)
      if (key === wantedKey) return
      if (wanted) visible = { first: 0, last: 30 }
      wanted = filter
      wantedKey = key
      void load()
    },
    refresh: () => void load(),
    need(first, last) {
      visible = { first, last }
      const { shown } = snapshot
      if (!shown) return
      const onScreen = pagesOf(shown, first, last)
      const around = pagesOf(shown, first - shown.outline.pageSize, last + shown.outline.pageSize)
      for (const page of new Set([...onScreen, ...around])) {
        if (pages.get(pageKey(shown.filter, page))?.edition === shown.outline.edition) continue
        void fetchPage(shown, page).then((came) => came && isOnScreen(shown, page) && publish({}))
      }
    },
    findRow(index) {
      const { shown } = snapshot
      if (!shown) return undefined
      const { pageSize } = shown.outline
      const key = pageKey(shown.filter, Math.floor(index / pageSize))
      const page = pages.get(key)
      if (page) keep(key, page)
      return page?.rows[index % pageSize]
    },
  }
}

function pagesOf({ outline }: ShownQueue, first: number, last: number): number[] {
  const from = Math.max(0, Math.floor(first / outline.pageSize))
  const to = Math.min(Math.floor(last / outline.pageSize), outline.anchors.length - 1)
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset)
}

function pageKey(filter: QueueFilter, page: number): string {
  return `${page} ${JSON.stringify(filter)}`
}
