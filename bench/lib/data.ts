import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { PersonRef } from '#core/case-file.ts'
import { listCases, signIn } from '#scripts/drive/hub-client.ts'
import { cacheDir, root } from '#scripts/lib/paths.mjs'
import { loadSample } from '#scripts/load-sample.ts'
import { demand } from '#scripts/sample/demand.ts'
import { distributePool, makeCommand, push } from '#scripts/sample/distribute.ts'
import { askHub } from '#scripts/sample/hub-client.ts'
import { PEOPLE } from '#scripts/sample/officers.ts'
import { type HubProcess, startHub } from '#scripts/start/hub-process.ts'

export const OFFICER = 'officer-1'
const SEED = 14
const POOL_LEFT = 400
/** What decides how a stored hub looks: when one of these changes, it is made anew. */
const RECIPE = ['src-shared', 'src-hub', 'db', 'scripts/sample', 'scripts/load-sample.ts', 'bench/lib/data.ts']

/** Copies a hub's data folder on which one officer holds `cases` cases, made once through the real intake and kept in the per-user cache. */
export async function copyHubOfOne(cases: number, to: string, say: (text: string) => void): Promise<void> {
  cpSync(await stored(`one-${cases}`, (folder) => makeHubOfOne(folder, cases, say)), to, { recursive: true })
}

/** The same cases, divided over `officers` officers in equal shares. */
export async function copyHubOfMany(
  cases: number,
  officers: number,
  to: string,
  say: (text: string) => void,
): Promise<PersonRef[]> {
  const people = manyOfficers(officers)
  const folder = await stored(`many-${cases}-${officers}`, async (making) => {
    await copyHubOfOne(cases, making, say)
    await withHub(making, (hub) => divide(hub, people, say))
  })
  cpSync(folder, to, { recursive: true })
  return people
}

/** Runs a hub on a data folder for as long as the work takes. */
export async function withHub<Value>(folder: string, work: (hub: HubProcess) => Promise<Value>): Promise<Value> {
  const hub = await startHub(folder, 0)
  try {
    return await work(hub)
  } finally {
    await hub.stop()
  }
}

async function makeHubOfOne(folder: string, cases: number, say: (text: string) => void): Promise<void> {
  const sample = `${folder}-sample`
  await withHub(folder, async ({ url }) => {
    // Some applications are held back at the door and a tenth stays in the pool: enough are submitted for the rest to come from there.
    const submitted = Math.ceil(cases * 1.02) + POOL_LEFT
    const loaded = await loadSample({
      hubUrl: url,
      folder: sample,
      cases: submitted,
      seed: SEED,
      holder: OFFICER,
      holderShare: 1,
      documents: 0,
      log: say,
    })
    const supervisor = await signIn(url, 'supervisor')
    const missing = cases - loaded.distributed
    const officer = PEOPLE.find(({ personId }) => personId === OFFICER)
    const officers = [{ personId: OFFICER, name: officer?.name ?? OFFICER }]
    await distributePool(supervisor, { officers, count: missing, firstShare: 1, seed: String(SEED) }, () => {})
    const held = (await listCases(await signIn(url, OFFICER))).length
    if (held !== cases) throw new Error(`${OFFICER} holds ${held} cases where ${cases} were wanted`)
  })
  rmSync(sample, { recursive: true, force: true })
}

function manyOfficers(count: number): PersonRef[] {
  return Array.from({ length: count }, (_, index) => ({
    personId: `many-${index + 1}`,
    name: `Beslisser ${index + 1}`,
  }))
}

async function divide({ url }: HubProcess, people: PersonRef[], say: (text: string) => void): Promise<void> {
  say(`Dividing the cases over ${people.length} officers.`)
  const { token } = await signIn(url, 'administrator')
  const body = [...PEOPLE, ...people.map((person) => ({ ...person, roles: ['officer'], team: 'Bench' }))]
  demand(await askHub(url, { method: 'PUT', path: '/v1/admin/people', token, body }))
  const supervisor = await signIn(url, 'supervisor')
  const held = await listCases(await signIn(url, OFFICER))
  const commands = held.map((file, index) => {
    const to = people[index % people.length] ?? null
    const payload = { expectedHolder: OFFICER, to, reason: 'Verdeling' }
    return makeCommand(supervisor, 'reassign', { caseId: file.caseId, version: file.version, payload })
  })
  const versions = await push(supervisor, commands)
  if (versions.includes(null)) throw new Error('not every case could be given to its officer')
}

async function stored(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const shelf = join(cacheDir, 'bench')
  const folder = join(shelf, `${name}-${recipeHash()}`)
  if (existsSync(folder)) return folder
  mkdirSync(shelf, { recursive: true })
  for (const old of readdirSync(shelf)) {
    if (old.startsWith(`${name}-`)) rmSync(join(shelf, old), { recursive: true, force: true })
  }
  const making = `${folder}.making-${process.pid}`
  await make(making)
  renameSync(making, folder)
  return folder
}

function recipeHash(): string {
  const hash = createHash('sha256')
  for (const path of RECIPE) addTo(hash, join(root, path))
  return hash.digest('hex').slice(0, 16)
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).toSorted()) addTo(hash, join(path, name))
  } else if (/\.(ts|mjs|json)$/.test(path)) {
    hash.update(path).update(readFileSync(path))
  }
}
