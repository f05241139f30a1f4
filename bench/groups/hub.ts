import { join } from 'node:path'
import { intakeAnswerSchema, type IntakeBatch } from '#contract/intake-schema.ts'
import { signIn } from '#scripts/drive/hub-client.ts'
import { demand } from '#scripts/sample/demand.ts'
import { ensureSample, readBatch, readOfficers, readSponsors } from '#scripts/sample/ensure-sample.ts'
import { askHub } from '#scripts/sample/hub-client.ts'
import { withHub } from '#scripts/drive/stored-hub.ts'
import { cpuSeconds } from '../lib/process-cost.ts'
import { startRawHub } from '../lib/raw-hub.ts'
import { type BenchContext, type BenchRow, median, row } from '../lib/row.ts'
import { withScratch } from '../lib/scratch.ts'

const APPLICATIONS = 3_000
const BATCH = 250

interface Submission {
  batch: IntakeBatch
  receivedOn: string
}

/** How many applications a second the hub checks, makes cases of and answers, one sender after another. */
export async function benchHub({ repeat, say }: BenchContext): Promise<BenchRow[]> {
  return withScratch(async (folder) => {
    const sample = join(folder, 'sample')
    const submissions = await makeSubmissions(sample)
    const ours: number[] = []
    const cpu: number[] = []
    const raw: number[] = []
    for (let round = 0; round < repeat; round += 1) {
      say(`Intake, round ${round + 1} of ${repeat}.`)
      raw.push(await rawIntake(join(folder, `raw-${round}`), submissions))
      const measured = await intake(join(folder, `hub-${round}`), sample, submissions)
      ours.push(measured.perSecond)
      cpu.push(measured.cpuMsEach)
    }
    const peer = {
      name: 'the same JSON stored without a check, same database',
      value: median(raw),
      unit: 'applications/s',
    }
    return [
      row('hub: intake of applications, without documents', ours, 'applications/s', peer),
      row('hub: intake, processor time per application', cpu, 'ms'),
    ]
  })
}

async function makeSubmissions(folder: string): Promise<Submission[]> {
  const receivedAround = new Date().toISOString().slice(0, 10)
  const options = {
    cases: APPLICATIONS,
    seed: '5',
    receivedAround,
    profile: 'recent' as const,
    documents: 0,
    batch: BATCH,
  }
  const index = await ensureSample(folder, options, () => {})
  return Promise.all(
    index.batches.map(async ({ file, receivedOn }) => ({ batch: await readBatch(folder, file), receivedOn })),
  )
}

async function intake(folder: string, sample: string, submissions: Submission[]) {
  return withHub(folder, async ({ url, pid }) => {
    const { token } = await signIn(url, 'administrator')
    for (const [path, body] of [
      ['/v1/admin/sponsors', await readSponsors(sample)],
      ['/v1/admin/people', await readOfficers(sample)],
    ] as const) {
      demand(await askHub(url, { method: 'PUT', path, token, body }))
    }
    const cpuBefore = cpuSeconds(pid)
    const from = performance.now()
    let answered = 0
    for (const { batch, receivedOn } of submissions) {
      const headers = { 'x-beslisdesk-received-on': receivedOn }
      const answer = await askHub(url, { method: 'POST', path: '/v1/intake/batches', token, body: batch, headers })
      answered += intakeAnswerSchema.parse(demand(answer)).applications.length
    }
    const ms = performance.now() - from
    if (answered !== APPLICATIONS) throw new Error(`${answered} of ${APPLICATIONS} applications were answered`)
    return { perSecond: (answered / ms) * 1000, cpuMsEach: ((cpuSeconds(pid) - cpuBefore) * 1000) / answered }
  })
}

async function rawIntake(folder: string, submissions: Submission[]): Promise<number> {
  const hub = await startRawHub(folder, [])
  const from = performance.now()
  for (const { batch } of submissions) await hub.post('/intake', batch.applications)
  const ms = performance.now() - from
  await hub.close()
  return (APPLICATIONS / ms) * 1000
}
