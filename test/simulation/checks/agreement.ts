import { isDeepStrictEqual } from 'node:util'
import { computeClocks } from '#core/clocks.ts'
import { amsterdamDate } from '#core/dates.ts'
import type { ReferenceData } from '#core/reference.ts'
import { call } from '../officer.ts'
import type { Violation } from '../verdict.ts'
import { isoTime, type World } from '../world.ts'
import { type DeskContents, type HubContents, rowsOf } from './read-all.ts'

/** After rest every desk says it is in sync, and is: the same cases, to the byte, with the same clocks. */
export async function checkAgreement(world: World, hub: HubContents, files: DeskContents[]): Promise<Violation[]> {
  const violations: Violation[] = []
  for (const contents of files) {
    const { desk } = contents
    const report = (text: string) => violations.push({ kind: 'diverged', text: `${desk.name}: ${text}` })
    const session = await call(desk, 'getSession', {})
    if (session?.state !== 'open') {
      report(`does not open: ${session?.refusal?.reason} ${session?.refusal?.detail}`)
      continue
    }
    const status = await call(desk, 'getSyncStatus', {})
    if (!status?.inSync) report(`is not in sync after rest: ${JSON.stringify(status)}`)
    checkCopies(hub, contents, report)
    await checkClocks(world, hub, contents, report)
  }
  return violations
}

function checkCopies(hub: HubContents, contents: DeskContents, report: (text: string) => void): void {
  const { personId } = contents.desk
  const wanted = new Map([...hub.cases].filter(([, one]) => one.holderId === personId))
  const bases = new Map(rowsOf(contents, 'case_base').map((row) => [String(row['case_id']), row]))
  const views = new Map(rowsOf(contents, 'case_view').map((row) => [String(row['case_id']), row]))
  for (const [caseId, { version, body }] of wanted) {
    const base = bases.get(caseId)
    if (base === undefined || !views.has(caseId)) report(`${caseId.slice(-6)} is missing`)
    else if (base['version'] !== version)
      report(`${caseId.slice(-6)} has version ${String(base['version'])}, not ${version}`)
    else if (base['body'] !== body) report(`${caseId.slice(-6)} has another content`)
    else if (base['leaving'] !== null) report(`${caseId.slice(-6)} is leaving, and is not`)
    const shown = views.get(caseId)?.['body']
    if (shown !== null && shown !== undefined)
      report(`${caseId.slice(-6)} is shown with acts that are not waiting any more`)
  }
  for (const caseId of views.keys())
    if (!wanted.has(caseId)) report(`${caseId.slice(-6)} is in the queue and not in the scope`)
}

async function checkClocks(
  world: World,
  hub: HubContents,
  { desk, ...contents }: DeskContents,
  report: (text: string) => void,
): Promise<void> {
  const [row] = contents.tables.get('reference') ?? []
  if (row === undefined) return
  const reference = JSON.parse(String(row['body'])) as ReferenceData
  const today = amsterdamDate(isoTime(world))
  for (const [caseId, { file, holderId }] of hub.cases) {
    if (holderId !== desk.personId) continue
    const view = await call(desk, 'openCase', { caseId })
    if (view === undefined) continue
    if (!isDeepStrictEqual(view.clocks, computeClocks(file, reference, today)))
      report(`clocks of ${caseId.slice(-6)} differ`)
  }
}
