import { fileTypeFromBuffer } from 'file-type'
import { ok, refuse, type Result } from '#core/result.ts'

/** What the evidence viewer shows. */
export type DocumentType = 'application/pdf' | 'image/png' | 'image/jpeg'

/** Why a document is not taken: machine-readable, what was found, and a sentence for whoever sent it. */
export interface DocumentFault {
  code:
    | 'empty'
    | 'too_large'
    | 'not_the_media_type'
    | 'cut_off'
    | 'encrypted'
    | 'two_formats'
    | 'infected'
    | 'not_scannable'
    | 'not_scanned_yet'
  value: string
  message: string
}

/** A PDF may carry this much after its last %%EOF; readers look no further (ISO 32000-1, annex H). */
const PDF_TAIL = 1024
const PDF_HEADER = '%PDF-'
const ZIP_END = Buffer.from('PK\u0005\u0006')
const ZIP_END_BYTES = 22
const LONGEST_ZIP_COMMENT = 65_535

/** Judges a content by what it is, not by what it is called (DOC-3): one whole document of the declared type, and nothing else besides. */
export async function inspectDocument(
  content: Buffer,
  wish: { mediaType: DocumentType; limitBytes: number },
): Promise<Result<void, DocumentFault>> {
  const { mediaType, limitBytes } = wish
  if (content.length === 0) return fault('empty', '0 bytes', 'the document is empty')
  if (content.length > limitBytes) return refuse(tooLarge(content.length, limitBytes))
  const found = (await fileTypeFromBuffer(content))?.mime ?? 'an unknown type'
  if (found !== mediaType) {
    return fault('not_the_media_type', found, `declared is ${mediaType}, the content is ${found}`)
  }
  if (!isWhole(content, mediaType)) {
    return fault(
      'cut_off',
      `${content.length} bytes`,
      `the ${nameOf(mediaType)} ends too early, or goes on after its end`,
    )
  }
  const other = findSecondFormat(content, mediaType)
  if (other !== null) {
    return fault(
      'two_formats',
      other,
      `the content is ${nameOf(mediaType)} and ${other} at once; send a plain document`,
    )
  }
  if (mediaType === 'application/pdf' && isEncrypted(content)) {
    return fault('encrypted', 'PDF', 'the PDF is protected with a password; send it without')
  }
  return ok(undefined)
}

/** The fault of a document above the limit, also where only its length is known yet. */
export function tooLarge(bytes: number, limitBytes: number): DocumentFault {
  const message = `the document has ${bytes} bytes; at most ${limitBytes} are taken`
  return { code: 'too_large', value: `${bytes} bytes`, message }
}

function fault(code: DocumentFault['code'], value: string, message: string) {
  return refuse<DocumentFault>({ code, value, message })
}

function nameOf(mediaType: DocumentType): string {
  return { 'application/pdf': 'PDF', 'image/png': 'PNG', 'image/jpeg': 'JPEG' }[mediaType]
}

function isWhole(content: Buffer, mediaType: DocumentType): boolean {
  if (mediaType === 'image/png') return endOfPng(content) === content.length
  // Cameras put previews behind the picture, so a JPEG may go on after its first end.
  if (mediaType === 'image/jpeg') return content.lastIndexOf(Buffer.from([0xff, 0xd9])) > 2
  const end = content.lastIndexOf('%%EOF')
  if (!content.subarray(0, PDF_HEADER.length).equals(Buffer.from(PDF_HEADER)) || end < 0) return false
  const tail = content.subarray(end + '%%EOF'.length)
  return tail.length <= PDF_TAIL || tail.every((byte) => byte === 0 || byte === 0x0a || byte === 0x0d || byte === 0x20)
}

/** Where the last chunk of a PNG ends; -1 when its chunks do not lead to one. */
function endOfPng(content: Buffer): number {
  let at = 8
  while (at + 12 <= content.length) {
    const type = content.toString('latin1', at + 4, at + 8)
    at += 12 + content.readUInt32BE(at)
    if (type === 'IEND') return at
  }
  return -1
}

/** Another format that programs would read the same bytes as. */
function findSecondFormat(content: Buffer, mediaType: DocumentType): string | null {
  if (mediaType !== 'application/pdf' && content.subarray(0, 1024).includes(PDF_HEADER)) return 'PDF'
  return endsAsZip(content) ? 'a ZIP archive' : null
}

/** An archive is read from its end: a closing record whose comment reaches exactly to the last byte. */
function endsAsZip(content: Buffer): boolean {
  const earliest = Math.max(0, content.length - ZIP_END_BYTES - LONGEST_ZIP_COMMENT)
  let at = content.lastIndexOf(ZIP_END)
  while (at >= earliest && at >= 0) {
    const room = content.length - at - ZIP_END_BYTES
    if (room >= 0 && content.readUInt16LE(at + 20) === room) return true
    at = at === 0 ? -1 : content.lastIndexOf(ZIP_END, at - 1)
  }
  return false
}

/** A trailer, or the dictionary of a cross-reference stream, that names an encryption (ISO 32000-1, 7.6). */
function isEncrypted(content: Buffer): boolean {
  let at = content.indexOf('/Encrypt')
  while (at >= 0) {
    const here = content.toString('latin1', at, at + 40)
    const around = content.toString('latin1', Math.max(0, at - 2_048), at + 2_048)
    if (/^\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(here) && /\btrailer\b|\/XRef\b/.test(around)) return true
    at = content.indexOf('/Encrypt', at + 1)
  }
  return false
}
