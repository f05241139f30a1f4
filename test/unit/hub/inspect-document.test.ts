import { deflateSync } from 'node:zlib'
import { PDFDocument } from 'pdf-lib'
import { expect, test } from 'vitest'
import { type DocumentType, inspectDocument } from '#hub/documents/inspect.ts'
import { aJpeg, aPng } from '#test/support/pictures.ts'

const LIMIT = 100_000

async function codeOf(content: Buffer, mediaType: DocumentType): Promise<string> {
  const inspected = await inspectDocument(content, { mediaType, limitBytes: LIMIT })
  return inspected.ok ? 'taken' : inspected.refusal.code
}

async function aPdf(): Promise<Buffer> {
  const pdf = await PDFDocument.create()
  pdf.addPage([100, 100]).drawText('A')
  return Buffer.from(await pdf.save())
}

/** An archive without files, whose closing record bears this comment. */
function anEmptyZip(comment = ''): Buffer {
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([end, Buffer.from(comment)])
}

test('[DOC-3] a PDF, a PNG and a JPEG are taken as what they are', async () => {
  expect(await codeOf(await aPdf(), 'application/pdf')).toBe('taken')
  expect(await codeOf(aPng(), 'image/png')).toBe('taken')
  expect(await codeOf(aJpeg(), 'image/jpeg')).toBe('taken')
})

test('[DOC-3] a content that is not the declared type is refused, naming both', async () => {
  const inspected = await inspectDocument(aPng(), { mediaType: 'application/pdf', limitBytes: LIMIT })
  expect(inspected).toEqual({
    ok: false,
    refusal: {
      code: 'not_the_media_type',
      value: 'image/png',
      message: 'declared is application/pdf, the content is image/png',
    },
  })
  const unknown = await inspectDocument(Buffer.from('zomaar tekst'), { mediaType: 'image/png', limitBytes: LIMIT })
  expect(unknown).toMatchObject({ refusal: { message: 'declared is image/png, the content is an unknown type' } })
})

test('[DOC-3] what is empty, too large or cut off is refused', async () => {
  const pdf = await aPdf()
  expect(await codeOf(Buffer.alloc(0), 'application/pdf')).toBe('empty')
  expect(await codeOf(Buffer.concat([pdf, Buffer.alloc(LIMIT)]), 'application/pdf')).toBe('too_large')
  expect(await codeOf(pdf.subarray(0, pdf.length - 200), 'application/pdf')).toBe('cut_off')
  expect(await codeOf(aPng().subarray(0, aPng().length - 4), 'image/png')).toBe('cut_off')
  expect(await codeOf(aJpeg().subarray(0, aJpeg().length - 2), 'image/jpeg')).toBe('cut_off')
})

test('[DOC-3] zeros behind the end of a PDF harm nobody; kilobytes of something else do', async () => {
  const pdf = await aPdf()
  expect(await codeOf(Buffer.concat([pdf, Buffer.alloc(5_000)]), 'application/pdf')).toBe('taken')
  expect(await codeOf(Buffer.concat([pdf, Buffer.alloc(5_000, 'x')]), 'application/pdf')).toBe('cut_off')
})

test('[DOC-3] a file that is two formats at once is refused', async () => {
  const pdf = await aPdf()
  expect(await codeOf(Buffer.concat([pdf, anEmptyZip()]), 'application/pdf')).toBe('two_formats')
  expect(await codeOf(Buffer.concat([pdf, anEmptyZip('tekst')]), 'application/pdf')).toBe('two_formats')
  expect(await codeOf(Buffer.concat([aJpeg(), anEmptyZip()]), 'image/jpeg')).toBe('two_formats')
  const hidden = Buffer.concat([aPng().subarray(0, 33), aTextChunk('%PDF-1.7'), aPng().subarray(33)])
  expect(await codeOf(hidden, 'image/png')).toBe('two_formats')
  // The signature of an archive somewhere inside is no archive.
  const inside = Buffer.concat([pdf.subarray(0, -6), anEmptyZip(), Buffer.from('\n%%EOF\n')])
  expect(await codeOf(inside, 'application/pdf')).toBe('taken')
})

function aTextChunk(text: string): Buffer {
  const chunk = Buffer.alloc(12 + text.length)
  chunk.writeUInt32BE(text.length)
  chunk.write(`tEXt${text}`, 4, 'latin1')
  return chunk
}

test('[DOC-3] a PDF with a password is refused, in both ways of writing it; one that only speaks of it is taken', async () => {
  const start = '%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n'
  const plain = `${start}trailer\n<</Root 1 0 R /Encrypt 5 0 R>>\nstartxref\n9\n%%EOF\n`
  const stream = `${start}9 0 obj\n<</Type /XRef /Root 1 0 R /Encrypt 5 0 R /Length 3>>\nstream\n${deflateSync('x').toString('latin1')}\nendstream\nendobj\nstartxref\n9\n%%EOF\n`
  const spoken = `${start}2 0 obj\n(/Encrypt is a word)\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n`
  expect(await codeOf(Buffer.from(plain, 'latin1'), 'application/pdf')).toBe('encrypted')
  expect(await codeOf(Buffer.from(stream, 'latin1'), 'application/pdf')).toBe('encrypted')
  expect(await codeOf(Buffer.from(spoken, 'latin1'), 'application/pdf')).toBe('taken')
})
