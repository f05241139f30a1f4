import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib'
import { must } from '#core/result.ts'
import { toWinAnsi } from './win-ansi.ts'

export type Typeface = 'regular' | 'bold' | 'italic' | 'mono' | 'signature'

export type Colour = readonly [red: number, green: number, blue: number]

const FONTS: Record<Typeface, StandardFonts> = {
  regular: StandardFonts.Helvetica,
  bold: StandardFonts.HelveticaBold,
  italic: StandardFonts.HelveticaOblique,
  mono: StandardFonts.Courier,
  signature: StandardFonts.TimesRomanItalic,
}

export const INK: Colour = [0.13, 0.14, 0.16]
export const GREY: Colour = [0.42, 0.44, 0.47]
export const PALE: Colour = [0.86, 0.87, 0.89]

export interface TextStyle {
  size?: number
  face?: Typeface
  colour?: Colour
  /** Ends at x instead of beginning there. */
  right?: boolean
}

/** A document in the making. Coordinates are points from the upper left corner, downwards: the way a page is read. */
export interface Sheet {
  addPage(width?: number, height?: number): void
  text(x: number, y: number, text: string, style?: TextStyle): void
  /** Breaks the text at spaces to the width; answers the y below it. */
  paragraph(x: number, y: number, width: number, text: string, style?: TextStyle): number
  box(x: number, y: number, width: number, height: number, colour: Colour): void
  line(x1: number, y1: number, x2: number, y2: number, colour: Colour, thickness?: number): void
  /** An SVG path with its origin at x, y. */
  path(x: number, y: number, svg: string, style: { fill?: Colour; stroke?: Colour; thickness?: number }): void
  /** The finished file; the same calls give the same bytes. */
  save(): Promise<Uint8Array>
}

export const A4 = { width: 595.28, height: 841.89 }

/** An empty document, dated as the paper it stands for. Text outside the standard fonts' letters is shown in plain letters. */
export async function openSheet(title: string, datedOn: string): Promise<Sheet> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  const madeAt = new Date(`${datedOn}T09:00:00Z`)
  pdf.setTitle(toWinAnsi(title))
  pdf.setCreator('Beslisdesk sample')
  pdf.setProducer('Beslisdesk sample')
  pdf.setCreationDate(madeAt)
  pdf.setModificationDate(madeAt)
  const fonts = new Map<Typeface, PDFFont>()
  // Only fonts that are used are put into the file.
  const fontOf = (face: Typeface): PDFFont => {
    const known = fonts.get(face)
    if (known !== undefined) return known
    const made = pdf.embedStandardFont(FONTS[face])
    fonts.set(face, made)
    return made
  }
  let page: PDFPage | undefined
  let height = A4.height
  const current = (): PDFPage => {
    must(page !== undefined, 'a page is added before it is drawn on')
    return page
  }
  const sheet: Sheet = {
    addPage(width = A4.width, pageHeight = A4.height) {
      page = pdf.addPage([width, pageHeight])
      height = pageHeight
    },
    text(x, y, text, style = {}) {
      const { size = 10, face = 'regular', colour = INK, right = false } = style
      const font = fontOf(face)
      const shown = toWinAnsi(text)
      const left = right ? x - font.widthOfTextAtSize(shown, size) : x
      current().drawText(shown, { x: round(left), y: round(height - y), size, font, color: rgb(...colour) })
    },
    paragraph(x, y, width, text, style = {}) {
      const { size = 10, face = 'regular' } = style
      let below = y
      for (const line of breakLines(toWinAnsi(text), (part) => fontOf(face).widthOfTextAtSize(part, size) <= width)) {
        sheet.text(x, below, line, style)
        below += size * 1.45
      }
      return below
    },
    box(x, y, width, boxHeight, colour) {
      current().drawRectangle({ x, y: round(height - y - boxHeight), width, height: boxHeight, color: rgb(...colour) })
    },
    line(x1, y1, x2, y2, colour, thickness = 0.6) {
      const start = { x: x1, y: round(height - y1) }
      current().drawLine({ start, end: { x: x2, y: round(height - y2) }, color: rgb(...colour), thickness })
    },
    path(x, y, svg, { fill, stroke, thickness = 0.5 }) {
      current().drawSvgPath(svg, {
        x,
        y: round(height - y),
        ...(fill === undefined ? {} : { color: rgb(...fill) }),
        ...(stroke === undefined ? {} : { borderColor: rgb(...stroke), borderWidth: thickness }),
      })
    },
    // One tick: the default hands control back every fifty objects, which costs more than the work itself.
    save: () => pdf.save({ useObjectStreams: true, addDefaultPage: false, objectsPerTick: Number.POSITIVE_INFINITY }),
  }
  return sheet
}

function breakLines(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && !fits(longer)) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

/** Hundredths of a point are finer than any printer. */
function round(value: number): number {
  return Math.round(value * 100) / 100
}
