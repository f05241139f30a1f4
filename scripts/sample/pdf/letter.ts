import { type Colour, GREY, INK, openSheet, PALE, type Sheet } from './sheet.ts'
import { seededRandom } from '../random.ts'

export const LEFT = 64
export const RIGHT = 531

const HOUSE_COLOURS: readonly Colour[] = [
  [0.05, 0.24, 0.45],
  [0.63, 0.1, 0.16],
  [0.05, 0.36, 0.3],
  [0.35, 0.16, 0.44],
  [0.78, 0.35, 0.06],
  [0.1, 0.42, 0.55],
]

const MARKS = [
  'M0 0 L 26 0 L 26 26 L 0 26 Z M7 7 L 7 19 L 19 19 L 19 7 Z',
  'M13 0 L 26 13 L 13 26 L 0 13 Z',
  'M0 26 L 0 9 L 13 0 L 26 9 L 26 26 L 18 26 L 18 15 L 8 15 L 8 26 Z',
  'M0 0 L 11 0 L 11 26 L 0 26 Z M15 0 L 26 0 L 26 11 L 15 11 Z M15 15 L 26 15 L 26 26 L 15 26 Z',
]

/** A letter or form on the paper of an organisation; its mark and colour follow from its name. */
export async function openLetter(
  organisation: { name: string; line: string },
  title: string,
  datedOn: string,
): Promise<{ sheet: Sheet; colour: Colour }> {
  const sheet = await openSheet(title, datedOn)
  const look = seededRandom(`paper/${organisation.name}`)
  const colour = look.pick(HOUSE_COLOURS)
  sheet.addPage()
  drawHead(sheet, organisation, colour, look.pick(MARKS))
  return { sheet, colour }
}

/** Rows of label and value, ruled; answers the y below them. */
export function drawTable(sheet: Sheet, y: number, rows: readonly (readonly [string, string])[]): number {
  let below = y
  for (const [label, value] of rows) {
    sheet.text(LEFT, below, label, { size: 9, colour: GREY })
    sheet.text(LEFT + 165, below, value, { size: 10, face: 'bold', colour: INK })
    sheet.line(LEFT, below + 6, RIGHT, below + 6, PALE)
    below += 20
  }
  return below
}

/** A name written by hand above a name in print. */
export function drawSignature(sheet: Sheet, y: number, name: string, role: string): void {
  sheet.text(LEFT, y + 26, name, { face: 'signature', size: 20, colour: [0.1, 0.14, 0.4] })
  sheet.line(LEFT, y + 34, LEFT + 190, y + 34, GREY)
  sheet.text(LEFT, y + 46, name, { size: 9, face: 'bold' })
  sheet.text(LEFT, y + 58, role, { size: 9, colour: GREY })
}

export function drawFoot(sheet: Sheet, text: string): void {
  sheet.line(LEFT, 790, RIGHT, 790, PALE)
  sheet.text(LEFT, 803, text, { size: 7.5, colour: GREY })
  sheet.text(RIGHT, 803, 'Sample document', { size: 7.5, colour: GREY, right: true })
}

function drawHead(sheet: Sheet, { name, line }: { name: string; line: string }, colour: Colour, mark: string): void {
  sheet.box(0, 0, 595.28, 8, colour)
  sheet.path(LEFT, 44, mark, { fill: colour })
  sheet.text(LEFT + 38, 58, name, { size: 15, face: 'bold', colour })
  sheet.text(LEFT + 38, 71, line, { size: 8.5, colour: GREY })
}
