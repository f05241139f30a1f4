import { brinSchema } from '#contract/register.ts'
import { isIsoDate } from '#core/dates.ts'
import type { Sponsor, SponsorStatus } from '#core/reference.ts'
import type { SponsorChange } from '#core/register.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { CsvColumn, CsvRow } from './read-csv.ts'

export interface RowFault {
  field: CsvColumn
  message: string
}

const STATUSES: Record<string, SponsorStatus> = {
  recognised: 'recognised',
  erkend: 'recognised',
  suspended: 'suspended',
  geschorst: 'suspended',
  withdrawn: 'withdrawn',
  ingetrokken: 'withdrawn',
}
const MEMBERSHIPS: Record<string, boolean> = { yes: true, ja: true, no: false, nee: false }

/** What a row says of its sponsor, whether or not the register says so already. */
export function readRow(
  { cells }: CsvRow,
  known: { sponsor: Sponsor | undefined; from: string | null; newId: () => string },
): Result<SponsorChange[], RowFault> {
  const details = readDetails(cells, known.sponsor, known.newId)
  if (!details.ok) return details
  const { sponsorId } = details.value
  const changes: SponsorChange[] = [details.value]
  if (cells.status !== '') {
    const status = STATUSES[cells.status.toLowerCase()]
    if (status === undefined) return wrong('status', `one of ${Object.keys(STATUSES).join(', ')}`)
    const span = readSpan(cells, 'statusFrom', 'statusUntil', known.from)
    if (!span.ok) return span
    changes.push({ kind: 'status', sponsorId, status, ...span.value })
  }
  if (cells.codeOfConduct !== '') {
    const member = MEMBERSHIPS[cells.codeOfConduct.toLowerCase()]
    if (member === undefined) return wrong('codeOfConduct', `one of ${Object.keys(MEMBERSHIPS).join(', ')}`)
    const span = readSpan(cells, 'codeOfConductFrom', 'codeOfConductUntil', known.from)
    if (!span.ok) return span
    changes.push({ kind: 'codeOfConduct', sponsorId, member, ...span.value })
  }
  return ok(changes)
}

function readDetails(
  cells: CsvRow['cells'],
  sponsor: Sponsor | undefined,
  newId: () => string,
): Result<Extract<SponsorChange, { kind: 'details' }>, RowFault> {
  if (!brinSchema.safeParse(cells.brin).success) return wrong('brin', 'two digits and two capital letters')
  const details = { name: '', city: '', clientNumber: '' }
  for (const field of ['name', 'city', 'clientNumber'] as const) {
    details[field] = cells[field] === '' ? (sponsor?.[field] ?? '') : cells[field]
    if (details[field] === '') return wrong(field, 'needed for a sponsor that the register does not have yet')
    const most = field === 'clientNumber' ? 40 : 200
    if (details[field].length > most) return wrong(field, `${most} characters at most`)
  }
  return ok({ kind: 'details', sponsorId: sponsor?.sponsorId ?? newId(), brin: cells.brin, ...details })
}

function readSpan(
  cells: CsvRow['cells'],
  fromColumn: CsvColumn,
  untilColumn: CsvColumn,
  otherwise: string | null,
): Result<{ from: string; until: string | null }, RowFault> {
  const from = cells[fromColumn] === '' ? otherwise : cells[fromColumn]
  if (from === null) return wrong(fromColumn, 'from when it holds, here or for the whole file')
  if (!isIsoDate(from)) return wrong(fromColumn, 'a date as 2026-04-16')
  const until = cells[untilColumn] === '' ? null : cells[untilColumn]
  if (until !== null && !isIsoDate(until)) return wrong(untilColumn, 'a date as 2026-04-16')
  return ok({ from, until })
}

function wrong(field: CsvColumn, message: string) {
  return refuse({ field, message })
}
