import { amsterdamDate } from '#core/dates.ts'
import { intakeAnswerSchema } from '#contract/intake-schema.ts'
import { SetupError } from './lib/say.mjs'
import { askInstitutions } from './sample/ask-institutions.ts'
import { demand } from './sample/demand.ts'
import { countPool, distributePool } from './sample/distribute.ts'
import { ensureSample, readBatch, readLabels, readOfficers, readSponsors } from './sample/ensure-sample.ts'
import type { Label } from './sample/generate.ts'
import { askHub } from './sample/hub-client.ts'
import type { SamplePerson } from './sample/officers.ts'
import type { SampleOptions } from './sample/plan.ts'
import { signInAs } from './sample/sign-in.ts'
import type { SampleIndex } from './sample/write.ts'

export interface LoadSampleOptions {
  /** A hub on this machine with sample accounts. */
  hubUrl: string
  /** Where the sample is kept, and made if it is not there. */
  folder: string
  cases: number
  seed: string | number
  /** Hears a sentence at every step. */
  log: (sentence: string) => void
  /** The officer with the biggest share; the first of officers.json unless named. */
  holder?: string
  /** Share of the distributed cases that officer gets. */
  holderShare?: number
  /** The day receipts lead up to; today in Amsterdam unless given. */
  receivedAround?: string
  profile?: SampleOptions['profile']
  /** Share of the applications with documents, 0 to 1. */
  documents?: number
}

export interface LoadedSample {
  accepted: number
  held: number
  /** Cases given to an officer; the others stay in the pool. */
  distributed: number
  /** Cases that wait for the institution. */
  waiting: number
}

const POOL_SHARE = 0.1
const HOLDER_SHARE = 0.65

/**
 * Fills a hub through the doors everyone uses: registers sponsors and officers, submits the batches, distributes the cases as a
 * supervisor. Done again, it adds and moves nothing. Throws a SetupError with a sentence when the hub does not answer or refuses.
 */
export async function loadSample(options: LoadSampleOptions): Promise<LoadedSample> {
  const { hubUrl, folder, log } = options
  const wanted = toSampleOptions(options)
  const making = inTenths(wanted.cases, (percent) => log(`Making sample applications: ${percent} percent.`))
  const index = await ensureSample(folder, wanted, making)
  const officers = await readOfficers(folder)
  await register(hubUrl, await readSponsors(folder), officers)
  log(`Registered the institutions and ${officers.length} people at the hub.`)
  const submitted = await submitBatches(options, index)
  const held = await distribute(options, wanted.seed, officers, submitted.accepted)
  const labels = await labelsByCase(folder, submitted.caseNumbers)
  const waiting = await askInstitutions(hubUrl, held, (caseNumber) => labels.get(caseNumber))
  log(`${held.length} cases are with officers, ${waiting} of them wait for an institution.`)
  return { accepted: submitted.accepted, held: submitted.held, distributed: held.length, waiting }
}

function toSampleOptions(options: LoadSampleOptions): SampleOptions {
  return {
    cases: options.cases,
    seed: String(options.seed),
    receivedAround: options.receivedAround ?? amsterdamDate(new Date().toISOString()),
    profile: options.profile ?? 'recent',
    documents: options.documents ?? 1,
    batch: 250,
  }
}

async function register(hubUrl: string, sponsors: unknown, people: unknown): Promise<void> {
  const token = demand(await signInAs(hubUrl, 'administrator'))
  demand(await askHub(hubUrl, { method: 'PUT', path: '/v1/admin/sponsors', token, body: sponsors }))
  demand(await askHub(hubUrl, { method: 'PUT', path: '/v1/admin/people', token, body: people }))
}

async function submitBatches({ hubUrl, folder, log }: LoadSampleOptions, index: SampleIndex) {
  const token = demand(await signInAs(hubUrl, 'administrator'))
  const total = index.batches.reduce((sum, { applications }) => sum + applications, 0)
  const tell = inTenths(total, (percent) => log(`Submitting applications: ${percent} percent.`))
  const caseNumbers = new Map<string, string>()
  let accepted = 0
  let held = 0
  let sent = 0
  for (const { file, receivedOn, applications } of index.batches) {
    const body = await readBatch(folder, file)
    const headers = { 'x-beslisdesk-received-on': receivedOn }
    const path = '/v1/intake/batches'
    const answer = intakeAnswerSchema.parse(
      demand(await askHub(hubUrl, { method: 'POST', path, token, body, headers })),
    )
    accepted += answer.accepted
    held += answer.held
    sent += applications
    for (const { applicationKey, caseNumber } of answer.applications) {
      if (applicationKey !== null && caseNumber !== null) caseNumbers.set(applicationKey, caseNumber)
    }
    tell(sent)
  }
  log(`The hub accepted ${accepted} applications and held ${held} back.`)
  return { accepted, held, caseNumbers }
}

async function distribute(options: LoadSampleOptions, seed: string, people: readonly SamplePerson[], accepted: number) {
  const { hubUrl, log } = options
  const officers = people.filter(({ roles }) => roles.includes('officer'))
  const first = options.holder ?? officers[0]?.personId
  if (!officers.some(({ personId }) => personId === first))
    throw new SetupError(`${first} is no officer of the sample.`)
  const ordered = officers.toSorted((one, other) => Number(other.personId === first) - Number(one.personId === first))
  const supervisor = { hubUrl, token: demand(await signInAs(hubUrl, 'supervisor')), personId: 'supervisor' }
  // By what lies in the pool now, so that a load done again gives out nothing more.
  const count = Math.max(0, (await countPool(supervisor)) - Math.round(accepted * POOL_SHARE))
  const wish = {
    officers: ordered.map(({ personId, name }) => ({ personId, name })),
    count,
    firstShare: options.holderShare ?? HOLDER_SHARE,
    seed,
  }
  return await distributePool(
    supervisor,
    wish,
    inTenths(count, (percent) => log(`Distributing cases: ${percent} percent.`)),
  )
}

async function labelsByCase(folder: string, caseNumbers: ReadonlyMap<string, string>): Promise<Map<string, Label>> {
  const labels = await readLabels(folder)
  return new Map(
    labels.flatMap((label): [string, Label][] => {
      const caseNumber = caseNumbers.get(label.applicationKey)
      return caseNumber === undefined ? [] : [[caseNumber, label]]
    }),
  )
}

/** Speaks at every further tenth of the way, not at every step. */
function inTenths(total: number, tell: (percent: number) => void): (done: number) => void {
  let told = 0
  return (done) => {
    const tenths = total === 0 ? 10 : Math.floor((done * 10) / total)
    if (tenths > told) tell(tenths * 10)
    told = Math.max(told, tenths)
  }
}
