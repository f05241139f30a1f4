import type { CommandKind } from './command.ts'
import type { Actor, Role } from './judgement.ts'

/** Which roles may do an act at all; on which cases, says `CASE_RIGHTS`. Auditors, administrators and institutions do not act on cases (DEC-11). */
export const ACT_ROLES: Record<CommandKind, readonly Role[]> = {
  answerCheck: ['officer', 'supervisor'],
  addNote: ['officer', 'supervisor'],
  requestInformation: ['officer', 'supervisor'],
  decide: ['officer', 'supervisor'],
  takeCase: ['officer', 'supervisor'],
  reassign: ['supervisor'],
  resolveParked: ['officer', 'supervisor'],
}

/** How a person stands to a case; the first that holds counts. */
export type Standing = 'holder' | 'supervisor' | 'former_holder' | 'pool' | 'auditor' | 'stranger'

interface CaseRight {
  /** Sees the whole case: its file, its history, its documents. */
  reads: boolean
  /** Which acts are judged; any other is answered as on a case that does not exist. */
  acts: 'every' | readonly CommandKind[]
  /** What a receipt says of how the case stands: its status, holder and decision, or no more than who holds it. */
  told: 'standing' | 'holder'
}

/** Who may do and see what of a case (SYN-50). A supervisor is one of the team that holds the case, or any of a case that nobody holds. */
export const CASE_RIGHTS: Record<Standing, CaseRight> = {
  holder: { reads: true, acts: 'every', told: 'standing' },
  supervisor: { reads: true, acts: 'every', told: 'standing' },
  // What was taken before the case went, arrives after: it is kept, and its author told why it does not count (SYN-10).
  former_holder: { reads: false, acts: 'every', told: 'standing' },
  pool: { reads: false, acts: 'every', told: 'standing' },
  auditor: { reads: true, acts: [], told: 'holder' },
  // Every case was in the pool once: who asks for one too late hears who was first (SYN-12).
  stranger: { reads: false, acts: ['takeCase'], told: 'holder' },
}

/** Whether any role of the person allows this kind of act. */
export function hasActRole(roles: readonly Role[], kind: CommandKind): boolean {
  return roles.some((role) => ACT_ROLES[kind].includes(role))
}

/** Whether a person can hold a case: nobody else can be given one. */
export function mayHold(roles: readonly Role[]): boolean {
  return hasActRole(roles, 'takeCase')
}

/** How a person stands to a case; `team` are the people the person supervises, as recorded last. */
export function standingOf(
  person: Pick<Actor, 'personId' | 'roles'>,
  of: { holderId: string | null; everHeld: boolean; team: ReadonlySet<string> },
): Standing {
  if (mayHold(person.roles)) {
    if (of.holderId === person.personId) return 'holder'
    const supervised = of.holderId === null || of.team.has(of.holderId)
    if (supervised && person.roles.includes('supervisor')) return 'supervisor'
    if (of.everHeld) return 'former_holder'
    if (of.holderId === null) return 'pool'
  }
  return person.roles.includes('auditor') ? 'auditor' : 'stranger'
}

/** The roles in which a person acts on a case: who supervises elsewhere is an officer here. */
export function actingRoles(roles: readonly Role[], standing: Standing): Role[] {
  const supervises = standing === 'supervisor' || standing === 'holder'
  return roles.map((role) => (role === 'supervisor' && !supervises ? 'officer' : role))
}

/** Whether an act of this kind is judged at all for who stands so to the case. */
export function isJudged(standing: Standing, kind: CommandKind): boolean {
  const { acts } = CASE_RIGHTS[standing]
  return acts === 'every' || acts.includes(kind)
}

/** The cases a person may read, as a question to put to a database. */
export interface CaseScope {
  /** All cases, whoever holds them. */
  every: boolean
  /** Cases that these people hold. */
  holderIds: readonly string[]
  /** Cases that nobody holds. */
  pool: boolean
}

/** The cases whose `standingOf` says that the person reads them. */
export function readingScope(person: Pick<Actor, 'personId' | 'roles'>, team: ReadonlySet<string>): CaseScope {
  const supervises = person.roles.includes('supervisor')
  const own = mayHold(person.roles) ? [person.personId] : []
  return {
    every: person.roles.includes('auditor'),
    holderIds: [...new Set([...own, ...(supervises ? team : [])])],
    pool: supervises,
  }
}
