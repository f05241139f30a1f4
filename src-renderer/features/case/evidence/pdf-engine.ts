import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import type { PDFDocumentProxy, PDFPageProxy, TextLayer } from 'pdfjs-dist'

export type Pdf = PDFDocumentProxy
export type PdfPageProxy = PDFPageProxy

async function startEngine() {
  const library = await import('pdfjs-dist/legacy/build/pdf.mjs')
  // A port of our own: left to itself the library takes app:// for a foreign origin and reaches for a blob: worker, which the policy forbids.
  const port = new Worker(workerUrl, { type: 'module' })
  return { library, worker: library.PDFWorker.create({ port }) }
}

let started: ReturnType<typeof startEngine> | undefined

/** The PDF library and its one worker, loaded when the first document is opened. */
function getEngine(): ReturnType<typeof startEngine> {
  started ??= startEngine()
  return started
}

export interface OpenPdf {
  pdf: Pdf
  close: () => void
}

/** Opens a PDF from its bytes. Scripts and forms in it are never run; fonts and character maps come with the program. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const { library, worker } = await getEngine()
  const besideThePage = (folder: string) => new URL(`pdfjs/${folder}/`, document.baseURI).href
  const task = library.getDocument({
    // The library hands the bytes to its worker and leaves an empty array behind.
    data: bytes.slice(),
    worker,
    standardFontDataUrl: besideThePage('standard_fonts'),
    cMapUrl: besideThePage('cmaps'),
    iccUrl: besideThePage('iccs'),
    wasmUrl: besideThePage('wasm'),
    useWasm: false,
    useSystemFonts: false,
    enableXfa: false,
    verbosity: 0,
  })
  return { pdf: await task.promise, close: () => void task.destroy() }
}

/** The words of a page as selectable text over its picture. */
export async function makeTextLayer(
  page: PdfPageProxy,
  container: HTMLElement,
  scale: number,
  rotation: number,
): Promise<TextLayer> {
  const { library } = await getEngine()
  const viewport = page.getViewport({ scale, rotation: (page.rotate + rotation) % 360 })
  return new library.TextLayer({ textContentSource: page.streamTextContent(), container, viewport })
}
