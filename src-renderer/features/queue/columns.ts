import type { QueueSort } from '#contract/queue.ts'

export type ColumnId =
  | 'due'
  | 'caseNumber'
  | 'applicant'
  | 'nationality'
  | 'institution'
  | 'programme'
  | 'procedure'
  | 'preCheck'
  | 'answered'
  | 'received'
  | 'status'
  | 'sync'
  /** Where there is no room for both: how far my acts are, else the status. */
  | 'standing'

export type Layout = 'narrow' | 'medium' | 'wide' | 'widest'

export interface Column {
  id: ColumnId
  /** Pixels. */
  width: number
  sort: QueueSort | null
}

/** A column as wide as it is, or at least so wide, with its share of what is left over. */
type Track = number | { least: number; share: number }

const SORTS: Partial<Record<ColumnId, QueueSort>> = {
  due: 'due',
  caseNumber: 'caseNumber',
  applicant: 'applicant',
  nationality: 'nationality',
  institution: 'institution',
  preCheck: 'points',
  received: 'received',
}

const WIDTHS: Record<Layout, Partial<Record<ColumnId, Track>>> = {
  narrow: {
    due: 118,
    caseNumber: 88,
    applicant: { least: 104, share: 1.1 },
    nationality: 32,
    institution: { least: 104, share: 1 },
    procedure: 62,
    preCheck: 66,
    standing: 90,
  },
  medium: {
    due: 122,
    caseNumber: 114,
    applicant: { least: 150, share: 1.4 },
    nationality: 52,
    institution: { least: 120, share: 1.2 },
    procedure: 82,
    preCheck: 84,
    answered: 58,
    status: 134,
    sync: 100,
  },
  wide: {
    due: 118,
    caseNumber: 100,
    applicant: { least: 140, share: 1.3 },
    nationality: 118,
    institution: { least: 130, share: 1 },
    programme: { least: 130, share: 1 },
    procedure: 78,
    preCheck: 80,
    answered: 56,
    status: 132,
    sync: 98,
  },
  widest: {
    due: 124,
    caseNumber: 108,
    applicant: { least: 160, share: 1.2 },
    nationality: 140,
    institution: { least: 160, share: 1 },
    programme: { least: 160, share: 1 },
    procedure: 88,
    preCheck: 88,
    answered: 60,
    received: 92,
    status: 140,
    sync: 104,
  },
}

/** Between columns, and at both ends of a row. */
const GAP = 8
const EDGE = 10

/**
 * The columns that fit a list this wide, in pixels. Every width is worked out here, once: a row whose cells depend on nothing but their own width is laid
 * out again in a fraction of the time while the list scrolls.
 */
export function columnsFor(width: number): { layout: Layout; columns: Column[]; template: string } {
  const layout = layoutFor(width)
  const tracks = Object.entries(WIDTHS[layout]) as [ColumnId, Track][]
  const taken = tracks.reduce((sum, [, track]) => sum + leastOf(track), 0)
  const shares = tracks.reduce((sum, [, track]) => sum + shareOf(track), 0)
  const left = Math.max(0, width - 2 * EDGE - GAP * (tracks.length - 1) - taken)
  const columns = tracks.map(([id, track]) => ({
    id,
    width: leastOf(track) + Math.floor((left * shareOf(track)) / shares),
    sort: SORTS[id] ?? null,
  }))
  return { layout, columns, template: columns.map((column) => `${column.width}px`).join(' ') }
}

function leastOf(track: Track): number {
  return typeof track === 'number' ? track : track.least
}

function shareOf(track: Track): number {
  return typeof track === 'number' ? 0 : track.share
}

function layoutFor(width: number): Layout {
  if (width >= 1480) return 'widest'
  if (width >= 1260) return 'wide'
  return width >= 980 ? 'medium' : 'narrow'
}
