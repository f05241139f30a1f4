import type {
  ApplicationList,
  ApplicationQuery,
  ApplicationStatus,
  HeldApplication,
  HeldList,
} from '#contract/institution-schema.ts'
import type { CaseFile } from '#core/case-file.ts'
import { amsterdamDate } from '#core/dates.ts'
import { transliteratePlain } from '#core/transliterate.ts'
import { countHeld, findHeld, listHeld } from '#db/hub/queries/held.ts'
import { countOwnCases, findOwnCase, listOwnCases } from '#db/hub/queries/institution.ts'
import type { HeldApplicationRow } from '#db/hub/schema.ts'
import type { HubContext } from '../hub-context.ts'
import { statusOfCase, statusOfHeld } from './application-status.ts'
import type { Institution } from './institution.ts'

/** How the application under a key stands; undefined for a key this institution never used. */
export async function findStatus(
  hub: HubContext,
  institution: Institution,
  key: string,
): Promise<ApplicationStatus | undefined> {
  const file = await findOwnFile(hub, institution, key)
  if (file !== undefined) return statusOfCase(file, institution.reference, amsterdamDate(hub.now()))
  const held = await findHeld(hub.db, institution.brin, key)
  return held && statusOfHeld(held)
}

/** The case under a key of this institution, as it now stands. */
export async function findOwnFile(
  hub: HubContext,
  { sponsorId }: Institution,
  key: string,
): Promise<CaseFile | undefined> {
  const row = sponsorId === null ? undefined : await findOwnCase(hub.db, sponsorId, key)
  return row && (JSON.parse(row.body) as CaseFile)
}

/** A page of the institution's cases, the newest first. */
export async function listApplications(
  hub: HubContext,
  institution: Institution,
  query: ApplicationQuery,
): Promise<ApplicationList> {
  const { sponsorId, reference } = institution
  if (sponsorId === null) return { total: 0, applications: [], next: null }
  const search = query.search.trim()
  const name = transliteratePlain(search).replaceAll(' ', '')
  const wish = { sponsorId, status: query.status ?? null, search, name }
  const total = await countOwnCases(hub.db, wish)
  const rows = await listOwnCases(hub.db, { ...wish, before: query.after ?? null, limit: query.limit + 1 })
  const page = rows.slice(0, query.limit)
  const today = amsterdamDate(hub.now())
  return {
    total,
    applications: page.map((row) => statusOfCase(JSON.parse(row.body) as CaseFile, reference, today)),
    next: rows.length > page.length ? (page.at(-1)?.case_number ?? null) : null,
  }
}

/** A page of what is held of the institution, in the order of its keys. */
export async function listHeldApplications(
  hub: HubContext,
  { brin }: Institution,
  query: { after?: string | undefined; limit: number },
): Promise<HeldList> {
  const total = await countHeld(hub.db, brin)
  const rows = await listHeld(hub.db, brin, { after: query.after ?? null, limit: query.limit + 1 })
  const page = rows.slice(0, query.limit)
  return {
    total,
    applications: page.map(toHeld),
    next: rows.length > page.length ? (page.at(-1)?.application_key ?? null) : null,
  }
}

/** What is held under a key, with what was sent; undefined when nothing is. */
export async function findHeldApplication(
  hub: HubContext,
  { brin }: Institution,
  key: string,
): Promise<HeldApplication | undefined> {
  const row = await findHeld(hub.db, brin, key)
  if (row === undefined || row.withdrawn_at !== null) return undefined
  return { ...toHeld(row), application: row.sent === null ? null : (JSON.parse(row.sent) as unknown) }
}

function toHeld(
  row: Pick<HeldApplicationRow, 'application_key' | 'problems' | 'held_at'>,
): HeldList['applications'][number] {
  return {
    applicationKey: row.application_key,
    heldAt: row.held_at,
    problems: JSON.parse(row.problems) as HeldList['applications'][number]['problems'],
  }
}
