import type { z } from 'zod'
import type { TeamBoard, TeamCase, TeamCases, teamCasesQuerySchema, TeamMember, Workload } from '#contract/team.ts'
import type { Person } from '#contract/wire.ts'
import { amsterdamDate } from '#core/dates.ts'
import type { ReferenceData } from '#core/reference.ts'
import { mayHold } from '#core/rights.ts'
import { findSponsor } from '#core/sponsor.ts'
import { groupAges, workloadMarks } from '#core/workload.ts'
import { listPeople } from '#db/hub/queries/people.ts'
import {
  countAges,
  countWorkload,
  listDesksOf,
  listTeamCases,
  type Marks,
  type TeamCaseRow,
  type WorkloadRow,
} from '#db/hub/queries/team.ts'
import { inSnapshot } from '#db/kit/in-transaction.ts'
import type { HubContext } from '../hub-context.ts'
import { toPerson } from './people.ts'
import { findScope, listSupervised } from './team.ts'

const NOTHING: Workload = { open: 0, late: 0, atRisk: 0, thisWeek: 0, waiting: 0 }

/** The board of the team that this person supervises, all of it as of one instant. Who supervises nobody sees the pool alone. */
export async function readTeamBoard(hub: HubContext, person: Person): Promise<TeamBoard> {
  const { reference } = await hub.reference.current(hub.db)
  const hubTime = hub.now()
  const marks = marksOf(hubTime, reference)
  return await inSnapshot(hub.db, async (trx) => {
    const scope = await findScope(trx, person)
    const team = [...(await listSupervised(trx, person))]
    const workload = await countWorkload(trx, scope, marks)
    const desks = await listDesksOf(trx, team)
    const members = (await listPeople(trx, team)).map(toPerson).map(
      (member): TeamMember => ({
        personId: member.personId,
        name: member.name,
        holdsCases: member.roles.includes('officer') && mayHold(member.roles),
        ...toWorkload(workload.find((row) => row.holder_id === member.personId)),
        desks: desks
          .filter((desk) => desk.person_id === member.personId)
          .map((desk) => ({
            lastContactAt: desk.last_contact_at,
            appVersion: desk.app_version,
            unsent: desk.unsent,
            oldestUnsentAt: desk.oldest_unsent_at,
            driftMs: desk.drift_ms,
          })),
      }),
    )
    const pool = toWorkload(workload.find((row) => row.holder_id === null))
    return { hubTime, ...marks, members, pool, ages: groupAges(await countAges(trx, scope, marks.today)) }
  })
}

/** Running cases of the team, of one of its people or of nobody; of anyone else there are none (SYN-50). */
export async function readTeamCases(
  hub: HubContext,
  person: Person,
  query: z.infer<typeof teamCasesQuerySchema>,
): Promise<TeamCases> {
  const { reference } = await hub.reference.current(hub.db)
  const marks = marksOf(hub.now(), reference)
  const [dueOn = '', caseId = ''] = query.after?.split(' ') ?? []
  const after = query.after === undefined ? null : { dueOn, caseId }
  const { total, rows } = await inSnapshot(hub.db, async (trx) => {
    const scope = await findScope(trx, person)
    return await listTeamCases(trx, scope, { ...query, marks, after, limit: query.limit + 1 })
  })
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const next = rows.length > page.length && last ? `${last.due_on} ${last.case_id}` : null
  return { total, cases: page.map((row) => toTeamCase(row, reference)), next }
}

function marksOf(hubTime: string, reference: ReferenceData): Marks {
  const today = amsterdamDate(hubTime)
  return { today, ...workloadMarks(today, reference.holidays) }
}

function toWorkload(row: WorkloadRow | undefined): Workload {
  if (row === undefined) return NOTHING
  const { open, late, at_risk: atRisk, this_week: thisWeek, waiting } = row
  return { open, late, atRisk, thisWeek, waiting }
}

function toTeamCase(row: TeamCaseRow, reference: ReferenceData): TeamCase {
  return {
    caseId: row.case_id,
    caseNumber: row.case_number,
    version: row.version,
    status: row.status as TeamCase['status'],
    holderId: row.holder_id,
    dueOn: row.due_on,
    receivedOn: row.received_on,
    nationality: row.nationality,
    procedure: row.procedure as TeamCase['procedure'],
    sponsorName: findSponsor(reference, row.sponsor_id)?.name ?? row.sponsor_id,
    failedChecks: row.failed_checks,
  }
}
