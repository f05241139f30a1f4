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
  /** A grid track. */
  width: string
  sort: QueueSort | null
}

const SORTS: Partial<Record<ColumnId, QueueSort>> = {
  due: 'due',
  caseNumber: 'caseNumber',
  applicant: 'applicant',
  nationality: 'nationality',
  institution: 'institution',
  preCheck: 'points',
  received: 'received',
}

const WIDTHS: Record<Layout, Partial<Record<ColumnId, string>>> = {
  narrow: {
    due: '118px',
    caseNumber: '88px',
    applicant: 'minmax(104px, 1.1fr)',
    nationality: '32px',
    institution: 'minmax(104px, 1fr)',
    procedure: '62px',
    preCheck: '66px',
    standing: '90px',
  },
  medium: {
    due: '122px',
    caseNumber: '114px',
    applicant: 'minmax(150px, 1.4fr)',
    nationality: '52px',
    institution: 'minmax(120px, 1.2fr)',
    procedure: '82px',
    preCheck: '84px',
    answered: '58px',
    status: '134px',
    sync: '100px',
  },
  wide: {
    due: '118px',
    caseNumber: '100px',
    applicant: 'minmax(140px, 1.3fr)',
    nationality: '118px',
    institution: 'minmax(130px, 1fr)',
    programme: 'minmax(130px, 1fr)',
    procedure: '78px',
    preCheck: '80px',
    answered: '56px',
    status: '132px',
    sync: '98px',
  },
  widest: {
    due: '124px',
    caseNumber: '108px',
    applicant: 'minmax(160px, 1.2fr)',
    nationality: '140px',
    institution: 'minmax(160px, 1fr)',
    programme: 'minmax(160px, 1fr)',
    procedure: '88px',
    preCheck: '88px',
    answered: '60px',
    received: '92px',
    status: '140px',
    sync: '104px',
  },
}

/** The columns that fit a list this wide, in pixels. */
export function columnsFor(width: number): { layout: Layout; columns: Column[]; template: string } {
  const layout = layoutFor(width)
  const columns = (Object.entries(WIDTHS[layout]) as [ColumnId, string][]).map(([id, track]) => ({
    id,
    width: track,
    sort: SORTS[id] ?? null,
  }))
  return { layout, columns, template: columns.map((column) => column.width).join(' ') }
}

function layoutFor(width: number): Layout {
  if (width >= 1480) return 'widest'
  if (width >= 1260) return 'wide'
  return width >= 980 ? 'medium' : 'narrow'
}
