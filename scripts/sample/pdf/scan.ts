import { createRequire } from 'node:module'
import path from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** Kinds of picture that a scanner leaves. */
export type ScanType = 'image/png' | 'image/jpeg'

/** What is used here of the canvas that the PDF library brings for Node. */
interface NodeCanvas {
  toBuffer(type: 'image/png'): Buffer
  toBuffer(type: 'image/jpeg', quality: number): Buffer
}

/** 130 dots an inch: as coarse as scans that institutions send, and the small print of a passport can still be read. */
const SCALE = 130 / 72
const JPEG_QUALITY = 80

/** The first page of a PDF as the picture a scanner makes of it; the same page gives the same bytes. */
export async function scanFirstPage(pdf: Uint8Array, type: ScanType): Promise<Uint8Array> {
  const library = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const task = getDocument({
    data: pdf.slice(),
    standardFontDataUrl: `${path.join(library, 'standard_fonts')}${path.sep}`,
    useSystemFonts: false,
    verbosity: 0,
  })
  try {
    const document = await task.promise
    const page = await document.getPage(1)
    const viewport = page.getViewport({ scale: SCALE })
    const factory = document.canvasFactory as { create(width: number, height: number): { canvas: NodeCanvas } }
    const { canvas } = factory.create(Math.round(viewport.width), Math.round(viewport.height))
    // The library's types know only a browser's canvas; this one is its own for Node.
    await page.render({ canvas: canvas as never, viewport }).promise
    return type === 'image/png' ? canvas.toBuffer(type) : canvas.toBuffer(type, JPEG_QUALITY)
  } finally {
    await task.destroy()
  }
}
