import type { ImportAnswer, ImportRequest, ImportRow } from '#contract/register.ts'
import type { Person, Problem } from '#contract/wire.ts'
import type { ReferenceData } from '#core/reference.ts'
import { applySponsorChange } from '#core/register-apply.ts'
import { findFault, type RegisterFault, withSponsor } from '#core/register-fault.ts'
import type { SponsorChange } from '#core/register.ts'
import { ok, type Result } from '#core/result.ts'
import { findSponsor } from '#core/sponsor.ts'
import { lockInTrx } from '#db/hub/locks.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import type { HubContext } from '../hub-context.ts'
import { toSentence } from '../register/fault-sentence.ts'
import { type CsvColumn, type CsvRow, readCsv } from '../register/read-csv.ts'
import { readRow } from '../register/read-row.ts'
import { type NewRecord, writeRecordsInTrx } from '../register/write-records.ts'

/**
 * Takes in a register in CSV, row by row in the order of the file; what the register says already is not recorded again, so that the same file changes nothing
 * the second time (REG-8). All its records begin one version; rows that are refused hold up no others. Tried out, it only says what it would record.
 */
export async function importRegister(
  hub: HubContext,
  request: ImportRequest,
  by: Person,
): Promise<Result<ImportAnswer, Problem>> {
  const read = readCsv(Buffer.from(request.contentBase64, 'base64'))
  if (!read.ok) return read
  const answer = await inTransaction(hub.db, async (trx): Promise<ImportAnswer> => {
    await lockInTrx(trx, 'reference')
    const { reference } = await hub.reference.current(trx)
    const { rows, entries } = takeRows(read.value, reference, { ...request, newId: hub.newId })
    let referenceVersion = reference.version
    if (!request.dryRun && entries.length > 0) {
      referenceVersion = await writeRecordsInTrx(trx, { entries, reference, by, at: hub.now() })
    }
    return { dryRun: request.dryRun, referenceVersion, ...countResults(rows), rows }
  })
  if (!request.dryRun) await hub.deriving.referenceChanged()
  return ok(answer)
}

interface Importing extends Pick<ImportRequest, 'from' | 'reason' | 'source'> {
  newId: () => string
}

function takeRows(
  rows: readonly CsvRow[],
  before: ReferenceData,
  wish: Importing,
): { rows: ImportRow[]; entries: NewRecord[] } {
  let reference = before
  const entries: NewRecord[] = []
  const said = new Map<string, string>()
  // What was recorded before and corrected since stays corrected: the same file is no new word about it.
  const known = new Set(before.records?.map((record) => JSON.stringify(record.change)))
  const answers = rows.map((row): ImportRow => {
    const { brin, source } = row.cells
    const sponsor = reference.sponsors.find((one) => one.brin === brin)
    const changes = readRow(row, { sponsor, ...wish })
    if (!changes.ok) return refused(row, changes.refusal.field, changes.refusal.message)
    let next = reference
    const recorded: NewRecord[] = []
    for (const change of changes.value) {
      const earlier = saidBefore(said, brin, change)
      if (earlier) return refused(row, columnOf(change), 'the file says something else of this day in an earlier row')
      if (known.has(JSON.stringify(change))) continue
      const fault = findFault(next, change)
      if (fault?.code === 'nothing_new') continue
      if (fault !== undefined) return refused(row, columnOf(change, fault), toSentence(fault))
      const entry = {
        recordId: wish.newId(),
        change,
        reason: wish.reason,
        source: source === '' ? wish.source : source,
      }
      const changed = applySponsorChange(findSponsor(next, change.sponsorId), change, entry)
      next = { ...next, sponsors: withSponsor(next.sponsors, changed) }
      recorded.push(entry)
    }
    reference = next
    entries.push(...recorded)
    for (const change of changes.value) remember(said, brin, change)
    const result = recorded.length === 0 ? 'unchanged' : 'changed'
    return { line: row.line, brin, result, changes: recorded.map(toChange), field: null, message: null }
  })
  return { rows: answers, entries }
}

function toChange(entry: NewRecord): ImportRow['changes'][number] {
  return entry.change as ImportRow['changes'][number]
}

/** Two rows that say different things of the same first day: neither is the last word, so a person must say which. */
function saidBefore(said: ReadonlyMap<string, string>, brin: string, change: SponsorChange): boolean {
  const before = said.get(keyOf(brin, change))
  return before !== undefined && before !== JSON.stringify(change)
}

function remember(said: Map<string, string>, brin: string, change: SponsorChange): void {
  said.set(keyOf(brin, change), JSON.stringify(change))
}

function keyOf(brin: string, change: SponsorChange): string {
  return `${brin} ${change.kind} ${'from' in change ? change.from : ''}`
}

const COLUMNS: Record<string, CsvColumn> = {
  'status.from': 'statusFrom',
  'status.until': 'statusUntil',
  'codeOfConduct.from': 'codeOfConductFrom',
  'codeOfConduct.until': 'codeOfConductUntil',
}

function columnOf(change: SponsorChange, fault?: RegisterFault): CsvColumn {
  const exact = COLUMNS[`${change.kind}.${fault?.field ?? 'from'}`]
  return exact ?? 'brin'
}

function refused({ line, cells }: CsvRow, field: string, message: string): ImportRow {
  return { line, brin: cells.brin.slice(0, 20), result: 'refused', changes: [], field, message }
}

function countResults(rows: readonly ImportRow[]): Pick<ImportAnswer, 'changed' | 'unchanged' | 'refused'> {
  const counted = { changed: 0, unchanged: 0, refused: 0 }
  for (const { result } of rows) counted[result] += 1
  return counted
}
