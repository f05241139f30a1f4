import type { CaseEvent } from '#core/event.ts'
import type { CaseFile } from '#core/case-file.ts'
import { addFact, type Underived } from '#core/fold-case.ts'
import { matchKeys } from '#core/person-match.ts'
import type { CaseStateRow, EventRow } from '#db/hub/schema.ts'
import { toCaseRow } from '../judging/case-row.ts'
import { hashEvent } from '../judging/event-chain.ts'

/** A chain as far as it was walked. */
export interface Chain {
  caseId: string
  version: number
  hash: string
  file: Underived | null
}

export function beginChain(caseId: string): Chain {
  return { caseId, version: 0, hash: '', file: null }
}

/** Walks one event on; gives what does not fit, or undefined. */
export function walkOn(chain: Chain, event: EventRow): string | undefined {
  if (event.version !== chain.version + 1) return `event ${chain.version + 1} is missing`
  const name = `event ${event.version}`
  if (event.prev_hash !== chain.hash) return `${name} does not follow the event before it: prev_hash is another`
  if (hashEvent(event) !== event.hash) return `${name} was changed: its hash does not fit its content`
  let content: CaseEvent
  try {
    content = JSON.parse(event.body) as CaseEvent
    chain.file = addFact(chain.file, content)
  } catch {
    return `${name} cannot be read, or cannot have happened to this case`
  }
  const column = findOtherColumn(event, content)
  if (column !== undefined) return `${name} was changed: its column ${column} is not what it says`
  chain.version = event.version
  chain.hash = event.hash
  return undefined
}

/** The hash is over the body: what stands beside it must be what the body says. */
function findOtherColumn(event: EventRow, content: CaseEvent): string | undefined {
  if (event.kind !== content.fact.kind) return 'kind'
  if (event.by_id !== (content.by?.personId ?? null)) return 'by_id'
  if (event.desk_id !== content.deskId) return 'desk_id'
  return content.at.hubTime !== null && event.hub_time !== content.at.hubTime ? 'hub_time' : undefined
}

/** What lists show of undecided cases moves with the day and the reference data (ADR 10): it is not history. */
const DERIVED_COLUMNS = new Set<string>(['due_on', 'failed_checks'])

/** Whether the case as it is kept is what its events make of it; gives what does not fit, or undefined. */
export function checkState(chain: Chain, state: CaseStateRow | undefined): string | undefined {
  if (state === undefined || chain.file === null) return 'its history is there, the case itself is not'
  if (state.version !== chain.version) {
    return state.version > chain.version
      ? `event ${chain.version + 1} is missing: the case is at version ${state.version}`
      : `the case is at version ${state.version}, its history at ${chain.version}`
  }
  const kept = parseBody(state.body)
  if (kept === undefined) return 'the case as it is kept (case_state.body) cannot be read'
  const { derived, ...file } = kept
  const part = findOtherPart(file, chain.file)
  if (part !== undefined) return `the case as it is kept (case_state.body.${part}) is not what its events make of it`
  const wanted = toCaseRow({ ...chain.file, derived }, matchKeys(chain.file.application), chain.hash)
  for (const [name, value] of Object.entries(wanted)) {
    if (DERIVED_COLUMNS.has(name) || Object.is(state[name as keyof CaseStateRow], value)) continue
    return `the case as it is kept (case_state.${name}) is not what its events make of it`
  }
  return undefined
}

function parseBody(text: string): CaseFile | undefined {
  try {
    return JSON.parse(text) as CaseFile
  } catch {
    return undefined
  }
}

function findOtherPart(kept: Underived, folded: Underived): string | undefined {
  const names = new Set([...Object.keys(kept), ...Object.keys(folded)])
  const textOf = (file: Underived, name: string) => JSON.stringify(file[name as keyof Underived])
  return [...names].find((name) => textOf(kept, name) !== textOf(folded, name))
}
