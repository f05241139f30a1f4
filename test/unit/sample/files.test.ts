import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { intakeBatchSchema } from '#contract/intake-schema.ts'
import { amount, longDate, passportDate } from '#scripts/sample/pdf/formats.ts'
import { writeSample } from '#scripts/sample/write.ts'
import { makeSample, someOptions } from './make.ts'

let folder: string

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'beslisdesk-sample-'))
})

afterAll(async () => {
  await fs.rm(folder, { recursive: true })
})

async function readAll(from: string): Promise<Record<string, string>> {
  const files = (await fs.readdir(from)).toSorted()
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await fs.readFile(path.join(from, file), 'utf8')])),
  )
}

describe('the files of a sample', () => {
  test('the same seed gives the same bytes, documents included; another seed gives others', async () => {
    const options = someOptions({ cases: 30, documents: 1 })
    const folders = ['one', 'same', 'other'].map((name) => path.join(folder, name))
    await writeSample(folders[0]!, options)
    await writeSample(folders[1]!, options)
    await writeSample(folders[2]!, { ...options, seed: '2' })
    const [one, same, other] = await Promise.all(folders.map(readAll))
    expect(same).toEqual(one)
    expect(other!['batch-001.json']).not.toBe(one!['batch-001.json'])
  })

  test('the index lists batches that are there, of the intake format, with their day of receipt', async () => {
    const into = path.join(folder, 'listed')
    const { batches } = await writeSample(into, someOptions({ cases: 40 }))
    expect(batches.reduce((sum, { applications }) => sum + applications, 0)).toBe(40)
    for (const { file, brin, batchKey, receivedOn, applications } of batches) {
      const batch = intakeBatchSchema.parse(JSON.parse(await fs.readFile(path.join(into, file), 'utf8')))
      expect([batch.brin, batch.batchKey, batch.applications.length]).toEqual([brin, batchKey, applications])
      expect(receivedOn).toMatch(/^2026-\d\d-\d\d$/)
    }
  })

  test('a smaller sample leaves no batch of a larger one behind', async () => {
    const into = path.join(folder, 'again')
    await writeSample(into, someOptions({ cases: 80 }))
    const { batches } = await writeSample(into, someOptions({ cases: 10 }))
    const files = (await fs.readdir(into)).filter((file) => file.startsWith('batch-'))
    expect(files).toEqual(batches.map(({ file }) => file))
  })

  test('leaving the documents out changes nothing else', async () => {
    const [full, bare] = [await makeSample({ cases: 12, documents: 1 }), await makeSample({ cases: 12, documents: 0 })]
    expect(full.made.map(({ application }) => ({ ...application, documents: [] }))).toEqual(
      bare.made.map(({ application }) => application),
    )
  })
})

describe('the documents', () => {
  async function textOf(contentBase64: string): Promise<string> {
    const task = getDocument({ data: new Uint8Array(Buffer.from(contentBase64, 'base64')), verbosity: 0 })
    const pdf = await task.promise
    const pages = Array.from({ length: pdf.numPages }, async (_, index) => {
      const { items } = await (await pdf.getPage(index + 1)).getTextContent()
      return items.map((part) => ('str' in part ? part.str : '')).join('\n')
    })
    const text = (await Promise.all(pages)).join('\n')
    await task.destroy()
    return text
  }

  test('show the values of the application and stay under six kilobytes', async () => {
    const { made } = await makeSample({ cases: 60, documents: 1 })
    const texts = { passport: 0, enrolment: 0, bank_statement: 0, other: 0 }
    for (const { application } of made.filter(({ label }) => label.kind === 'clean')) {
      for (const { kind, contentBase64 = '', mediaType } of application.documents) {
        if (mediaType !== 'application/pdf') continue
        expect(Buffer.byteLength(contentBase64, 'base64')).toBeLessThan(6_000)
        if (!(kind in texts) || texts[kind as keyof typeof texts] >= 3) continue
        texts[kind as keyof typeof texts] += 1
        const text = await textOf(contentBase64)
        for (const value of valuesOn(kind, application)) expect(text).toContain(value)
      }
    }
    expect(texts).toEqual({ passport: 3, enrolment: 3, bank_statement: 3, other: 3 })
  })

  function valuesOn(
    kind: string,
    { passport, study, applicant, means }: Awaited<ReturnType<typeof makeSample>>['made'][number]['application'],
  ): string[] {
    switch (kind) {
      case 'passport':
        return [
          passport!.number,
          ...passport!.mrz!,
          passportDate(applicant.birthDate),
          passportDate(passport!.expiresOn),
        ]
      case 'enrolment':
        return [study.programmeName, longDate(study.startsOn), longDate(study.endsOn), longDate(applicant.birthDate)]
      case 'bank_statement': {
        const shown = means.find(({ way }) => way === 'own_account' || way === 'payer_abroad')!
        return [amount(shown.amountCents), longDate(shown.evidencedOn!)]
      }
      default: {
        const shown = means.find(({ way }) => way !== 'own_account' && way !== 'payer_abroad')!
        return [amount(shown.amountCents), longDate(shown.evidencedOn!)]
      }
    }
  }

  let made: Awaited<ReturnType<typeof makeSample>>['made']
  beforeAll(async () => {
    made = (await makeSample({ cases: 200, documents: 1 })).made
  }, 60_000)

  test('some passports come as a scan: a picture of the page, large enough to read and under 150 kilobytes', () => {
    const scans = made.flatMap(({ application }) =>
      application.documents.filter(({ mediaType }) => mediaType !== 'application/pdf'),
    )
    expect(new Set(scans.map(({ mediaType }) => mediaType))).toEqual(new Set(['image/png', 'image/jpeg']))
    for (const { kind, fileName, mediaType, contentBase64 = '' } of scans) {
      const bytes = Buffer.from(contentBase64, 'base64')
      expect([kind, fileName]).toEqual(['passport', mediaType === 'image/png' ? 'paspoort.png' : 'paspoort.jpg'])
      expect(bytes.length).toBeLessThan(150_000)
      const signature = mediaType === 'image/png' ? '89504e470d0a1a0a' : 'ffd8ff'
      expect(bytes.toString('hex').startsWith(signature)).toBe(true)
      if (mediaType === 'image/png') expect(bytes.readUInt32BE(16)).toBeGreaterThan(700)
    }
  })

  test('a minor brings consent, unless the case is about its absence', () => {
    const kindsOf = (variant: string) =>
      made.find(({ label }) => label.variant === variant)!.application.documents.map(({ kind }) => kind)
    expect(kindsOf('minor_with_consent')).toContain('consent')
    expect(kindsOf('minor_without_consent')).not.toContain('consent')
    expect(kindsOf('missing_passport')).not.toContain('passport')
  })
})
