import { CsvError, parse } from 'csv-parse/sync'
import type { Problem } from '#contract/wire.ts'
import { ok, type Result } from '#core/result.ts'
import { refuseWith } from '../http/problem.ts'

/** The columns of a register, each with the headings it may have. */
const HEADINGS = {
  brin: ['brin'],
  name: ['name', 'naam'],
  city: ['city', 'plaats'],
  clientNumber: ['clientnumber', 'klantnummer'],
  status: ['status'],
  statusFrom: ['statusfrom', 'statusvanaf'],
  statusUntil: ['statusuntil', 'statustotenmet'],
  codeOfConduct: ['codeofconduct', 'gedragscode'],
  codeOfConductFrom: ['codeofconductfrom', 'gedragscodevanaf'],
  codeOfConductUntil: ['codeofconductuntil', 'gedragscodetotenmet'],
  source: ['source', 'bron'],
} as const

export type CsvColumn = keyof typeof HEADINGS

/** A row as it stands in the file; a column the file does not have is empty. */
export interface CsvRow {
  /** The heading is line 1. */
  line: number
  cells: Record<CsvColumn, string>
}

const MOST_ROWS = 20_000

/** Reads a register in CSV: UTF-8 with or without a byte order mark, semicolons or commas, a heading. Refused as a whole when it is not such a file. */
export function readCsv(bytes: Buffer): Result<CsvRow[], Problem> {
  const text = decode(bytes)
  if (text === undefined) {
    return refuseWith('not_utf8', { field: 'contentBase64', detail: 'save the file as CSV in UTF-8 and send it again' })
  }
  const heading = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  const delimiter = count(heading, ';') >= count(heading, ',') ? ';' : ','
  const lines: number[] = []
  let records: string[][]
  try {
    records = parse(text, {
      delimiter,
      skip_empty_lines: true,
      trim: true,
      relax_column_count: true,
      on_record(record, place) {
        lines.push(place.lines)
        return record
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error['lines'] === 'number' ? `line ${error['lines']}` : 'a line'
    return bad(`${line} cannot be read: ${error.code}`)
  }
  const [first, ...rows] = records
  if (first === undefined) return bad('the file is empty')
  if (rows.length > MOST_ROWS) return bad(`more than ${MOST_ROWS} rows`)
  const columns = readHeading(first)
  if (!columns.ok) return columns
  return ok(rows.map((record, at) => ({ line: lines[at + 1] ?? 0, cells: toCells(columns.value, record) })))
}

function decode(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) return undefined
  try {
    // Takes the byte order mark away.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function readHeading(cells: readonly string[]): Result<CsvColumn[], Problem> {
  const columns: CsvColumn[] = []
  for (const cell of cells) {
    const plain = cell.toLowerCase().replaceAll(/[\s_-]/g, '')
    const column = (Object.keys(HEADINGS) as CsvColumn[]).find((one) =>
      (HEADINGS[one] as readonly string[]).includes(plain),
    )
    if (column === undefined) return bad(`there is no column "${cell.slice(0, 40)}"; known are ${known()}`)
    if (columns.includes(column)) return bad(`the column ${column} is there twice`)
    columns.push(column)
  }
  return columns.includes('brin') ? ok(columns) : bad('the column brin is missing')
}

function toCells(columns: readonly CsvColumn[], record: readonly string[]): CsvRow['cells'] {
  const cells = Object.fromEntries(Object.keys(HEADINGS).map((name) => [name, ''])) as CsvRow['cells']
  for (const [at, column] of columns.entries()) cells[column] = record[at] ?? ''
  return cells
}

function known(): string {
  return Object.keys(HEADINGS).join(', ')
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1
}

function bad(detail: string) {
  return refuseWith('invalid', { field: 'contentBase64', detail })
}
