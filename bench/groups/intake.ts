import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { json } from 'node:stream/consumers'
import { type IntakeAnswer, intakeAnswerSchema, type IntakeApplication } from '#contract/intake-schema.ts'
import { signIn } from '#scripts/drive/hub-client.ts'
import { withHub } from '#scripts/drive/stored-hub.ts'
import { demand } from '#scripts/sample/demand.ts'
import { ensureSample, readBatch, readSponsors } from '#scripts/sample/ensure-sample.ts'
import { askHub } from '#scripts/sample/hub-client.ts'
import { type BenchContext, type BenchRow, row } from '../lib/row.ts'
import { withScratch } from '../lib/scratch.ts'

const MEBIBYTE = 1024 * 1024
/** A peak of the summer: three batches, each near the limit of 5,000. */
const PEAK = { batches: 3, applications: 4_667, documentBytes: 10_000 }
/** One batch of 200 MB: few applications with large documents. */
const LARGE = { batches: 1, applications: 74, documentBytes: 2 * MEBIBYTE }

/** What a whole summer's intake with documents costs, and one batch of the largest size: seconds, and the most memory the hub ever held. */
export async function benchIntake({ say }: BenchContext): Promise<BenchRow[]> {
  return withScratch(async (folder) => {
    const sample = join(folder, 'sample')
    const [template, brin] = await findTemplate(sample)
    const rows: BenchRow[] = []
    for (const [name, shape] of [
      ['14,000 applications with a document each', PEAK],
      ['one batch of 200 MB', LARGE],
    ] as const) {
      say(`Intake: ${name}.`)
      const measured = await withHub(join(folder, `hub-${shape.batches}`), async ({ url, pid }) => {
        const { token } = await signIn(url, 'administrator')
        demand(
          await askHub(url, { method: 'PUT', path: '/v1/admin/sponsors', token, body: await readSponsors(sample) }),
        )
        // Starting the embedded database takes more than it ever needs again: the peak is counted from here.
        writeFileSync(`/proc/${pid}/clear_refs`, '5')
        const idle = peakMebibytes(pid)
        const from = performance.now()
        let sent = 0
        for (let batch = 0; batch < shape.batches; batch += 1) {
          const { token: fresh } = await signIn(url, 'administrator')
          sent += await submit(url, fresh, () => bodyOf(template, brin, shape, batch), shape.applications)
        }
        return { seconds: (performance.now() - from) / 1000, peak: peakMebibytes(pid), idle, megabytes: sent / 1e6 }
      })
      const disk = { name: 'sent', value: measured.megabytes, unit: 'MB' }
      const idle = { name: 'the hub before it', value: measured.idle, unit: 'MiB' }
      rows.push(
        row(`intake: ${name}`, [measured.seconds], 's', disk),
        row(`intake: ${name}, peak memory`, [measured.peak], 'MiB', idle),
      )
    }
    return rows
  })
}

/** A sound application of the sample without its documents, and its institution. */
async function findTemplate(sample: string): Promise<[IntakeApplication, string]> {
  const receivedAround = new Date().toISOString().slice(0, 10)
  const options = { cases: 60, seed: '5', receivedAround, profile: 'recent' as const, documents: 0, batch: 60 }
  const index = await ensureSample(sample, options, () => {})
  const batch = await readBatch(sample, index.batches[0]?.file ?? '')
  const template = batch.applications.find(({ passport }) => passport !== null)
  if (template === undefined) throw new Error('the sample has an application with a passport')
  return [template, batch.brin]
}

async function* bodyOf(
  template: IntakeApplication,
  brin: string,
  shape: { applications: number; documentBytes: number },
  batch: number,
): AsyncGenerator<Buffer> {
  yield Buffer.from(`{"format":"beslisdesk-intake-1","batchKey":"bench-${batch}","brin":"${brin}","applications":[`)
  for (let index = 0; index < shape.applications; index += 1) {
    const number = batch * 10_000 + index
    const letters = [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
    const content = Buffer.alloc(shape.documentBytes, `% ${letters} `)
    content.write(`%PDF-1.7\n% ${letters}\n`)
    content.write('\n%%EOF\n', shape.documentBytes - 7)
    const application: IntakeApplication = {
      ...template,
      applicationKey: `bench-${number}`,
      applicant: { ...template.applicant, familyName: `Proef ${letters}` },
      passport: template.passport && {
        ...template.passport,
        number: `BE${String(number).padStart(7, '0')}`,
        mrz: null,
      },
      documents: [
        {
          kind: 'enrolment',
          fileName: 'stuk.pdf',
          mediaType: 'application/pdf',
          contentBase64: content.toString('base64'),
        },
      ],
    }
    yield Buffer.from(`${index === 0 ? '' : ','}${JSON.stringify(application)}`)
  }
  yield Buffer.from(']}')
}

/** Sends a batch while it is made; the bytes sent. Throws unless every application was accepted. */
async function submit(
  url: string,
  token: string,
  make: () => AsyncGenerator<Buffer>,
  expected: number,
): Promise<number> {
  let bytes = 0
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of make()) {
      bytes += chunk.length
      yield chunk
    }
  }
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await new Promise<unknown>((resolve, reject) => {
    const sending = request(`${url}/v1/intake/batches`, { method: 'POST', headers }, (response) => {
      void json(response).then(resolve, reject)
    })
    sending.on('error', reject)
    Readable.from(counted()).pipe(sending)
  })
  const parsed: IntakeAnswer = intakeAnswerSchema.parse(answer)
  if (parsed.accepted !== expected) throw new Error(`${parsed.accepted} of ${expected} applications were accepted`)
  return bytes
}

/** The most memory a process held since its peak was last cleared. Only on Linux. */
function peakMebibytes(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}
