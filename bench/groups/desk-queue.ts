import type { QueueFilter } from '#contract/queue.ts'
import { type BenchDesk, EVERYTHING } from '../lib/bench-desk.ts'
import { type BenchContext, type BenchRow, quantileRows } from '../lib/row.ts'

const PAGES = 400
const SEARCHES = 300

/** What the queue asks, through the same door as the window: outline, pages anywhere in it, search as it is typed. */
export async function benchQueue({ cases, say }: BenchContext, desk: BenchDesk): Promise<BenchRow[]> {
  say('Queue pages and searches.')
  const { total, anchors } = await desk.ask('getQueueOutline', EVERYTHING)
  if (total !== cases) throw new Error(`the queue has ${total} of ${cases} cases`)
  const pages: number[] = []
  const rows = []
  for (let turn = 0; turn < PAGES; turn += 1) {
    // A stride that visits pages out of order, as jumping with the scroll bar does.
    const anchor = anchors[(turn * 37) % anchors.length] ?? ''
    const [ms, page] = await timed(() => desk.ask('listQueuePage', { filter: EVERYTHING, anchor }))
    pages.push(ms)
    if (rows.length < 60) rows.push(...page)
  }
  const outlines: number[] = []
  const searches: number[] = []
  for (let turn = 0; turn < SEARCHES; turn += 1) {
    const { familyName, caseNumber } = rows[turn % rows.length] ?? { familyName: '', caseNumber: '' }
    const typed = turn % 3 === 0 ? caseNumber.slice(-4) : familyName.slice(0, 2 + (turn % 4))
    const filter: QueueFilter = { ...EVERYTHING, search: typed }
    const [ms] = await timed(async () => {
      const found = await desk.ask('getQueueOutline', filter)
      const [first] = found.anchors
      return first === undefined ? [] : desk.ask('listQueuePage', { filter, anchor: first })
    })
    searches.push(ms)
  }
  for (const filter of manyFilters()) outlines.push((await timed(() => desk.ask('getQueueOutline', filter)))[0])
  return [
    ...quantileRows('desk: queue page of 100', pages, 'ms'),
    ...quantileRows('desk: queue outline, another filter or order', outlines, 'ms'),
    ...quantileRows('desk: search as typed, outline and first page', searches, 'ms'),
  ]
}

/** Filters not asked before, so that no remembered answer is measured. */
function manyFilters(): QueueFilter[] {
  const sorts = ['due', 'received', 'applicant', 'caseNumber', 'institution', 'nationality', 'points'] as const
  const nationalities = [[], ['CHN'], ['IND'], ['USA'], ['TUR'], ['IDN']]
  return sorts.flatMap((sort) =>
    nationalities.flatMap((nationality) =>
      [false, true].map((descending) => ({ ...EVERYTHING, sort, nationality, descending })),
    ),
  )
}

async function timed<Value>(work: () => Promise<Value>): Promise<[number, Value]> {
  const from = performance.now()
  const value = await work()
  return [performance.now() - from, value]
}
