import { rmSync } from 'node:fs'
import type { PersonRef } from '#core/case-file.ts'
import { listCases, signIn } from '#scripts/drive/hub-client.ts'
import { copyStoredHub, withHub } from '#scripts/drive/stored-hub.ts'
import { loadSample } from '#scripts/load-sample.ts'
import { demand } from '#scripts/sample/demand.ts'
import { distributePool, makeCommand, push } from '#scripts/sample/distribute.ts'
import { askHub } from '#scripts/sample/hub-client.ts'
import { PEOPLE } from '#scripts/sample/officers.ts'

export const OFFICER = 'officer-1'
const SEED = 14
/** Rises when the data made here changes. */
const EDITION = 1
const SPARE = 40

/** Copies a hub on which one officer holds `cases` cases, submitted through the real intake without documents. */
export async function copyHubOfOne(cases: number, to: string, say: (text: string) => void): Promise<void> {
  await copyStoredHub(`bench${EDITION}-one-${cases}`, to, (folder) => makeHubOfOne(folder, cases, say))
}

/** The same cases, divided over `officers` officers in equal shares. */
export async function copyHubOfMany(
  cases: number,
  officers: number,
  to: string,
  say: (text: string) => void,
): Promise<PersonRef[]> {
  const people = manyOfficers(officers)
  await copyStoredHub(`bench${EDITION}-many-${cases}-${officers}`, to, async (making) => {
    await copyHubOfOne(cases, making, say)
    say(`Dividing the cases over ${officers} officers.`)
    await withHub(making, ({ url }) => divide(url, people))
  })
  return people
}

async function makeHubOfOne(folder: string, cases: number, say: (text: string) => void): Promise<void> {
  const sample = `${folder}-sample`
  await withHub(folder, async ({ url }) => {
    const loaded = await loadSample({
      hubUrl: url,
      folder: sample,
      // Some applications are held back at the door; a tenth stays in the pool, and what is still missing comes from there.
      cases: Math.ceil(cases * 1.03) + SPARE,
      seed: SEED,
      holder: OFFICER,
      holderShare: 1,
      documents: 0,
      log: say,
    })
    const supervisor = await signIn(url, 'supervisor')
    const name = PEOPLE.find(({ personId }) => personId === OFFICER)?.name ?? OFFICER
    const wish = { officers: [{ personId: OFFICER, name }], firstShare: 1, seed: String(SEED) }
    await distributePool(supervisor, { ...wish, count: cases - loaded.distributed }, () => {})
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

async function divide(url: string, people: PersonRef[]): Promise<void> {
  const { token } = await signIn(url, 'administrator')
  const body = [
    ...PEOPLE,
    ...people.map((person) => ({ ...person, roles: ['officer'], team: PEOPLE[0]?.team ?? null })),
  ]
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
