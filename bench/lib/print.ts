import type { BenchRow } from './row.ts'

/** The table for a person to read. */
export function printTable(rows: BenchRow[]): string {
  const cells = [
    ['', 'value', 'unit', 'spread', 'ratio', 'against (same run)'],
    ...rows.map((row) => [
      row.name,
      String(row.value),
      row.unit,
      row.spread === null ? '' : `${row.spread.low} – ${row.spread.high} (${row.spread.of})`,
      row.ratio === null ? '' : `${row.ratio}×`,
      row.against ?? '',
    ]),
  ]
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)))
  return cells
    .map((line) =>
      line
        .map((cell, column) => aligned(cell, widths[column] ?? 0, column))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function aligned(cell: string, width: number, column: number): string {
  return column === 1 || column === 4 ? cell.padStart(width) : cell.padEnd(width)
}
