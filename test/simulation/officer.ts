import type { CallAnswer, CallInput, CallName, CallOutput } from '#contract/calls.ts'
import type { CommandKind } from '#core/command.ts'
import { aFilter } from '#test/support/desk.ts'
import { diskQuiet } from './disk-tap.ts'
import type { SimDesk } from './sim-desk.ts'
import { say, type World } from './world.ts'

/** What a person at a desk does. Every word typed is unlike any other, so that it can be found again. */
export type OfficerAct = (world: World, desk: SimDesk) => Promise<void>

export const OFFICER_ACTS: { name: string; weight: number; run: OfficerAct }[] = [
  { name: 'note', weight: 6, run: addNote },
  { name: 'answer', weight: 5, run: answerSome },
  { name: 'finish', weight: 3, run: finishCase },
  { name: 'decide', weight: 2, run: decide },
  { name: 'request', weight: 2, run: requestInformation },
  { name: 'take', weight: 2, run: takeCase },
  { name: 'draft', weight: 2, run: typeDraft },
  { name: 'undo', weight: 0.7, run: undo },
  { name: 'send now', weight: 0.5, run: sendNow },
  { name: 'away', weight: 1.5, run: answerAway },
  { name: 'resolve', weight: 1.5, run: resolveSetAside },
]

/** A call whose refusal is nobody's fault here; undefined then. */
export async function call<Name extends CallName>(
  desk: SimDesk,
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name> | undefined> {
  const answer = await desk.run?.desk.handle(name, input)
  return answer?.ok ? answer.value : undefined
}

async function pickCase(world: World, desk: SimDesk): Promise<string | undefined> {
  const rows = await call(desk, 'listQueuePage', { filter: aFilter(), anchor: '' })
  return world.chance.pick(rows ?? [])?.caseId
}

type TakingCall = 'addNote' | 'answerCheck' | 'decideCase' | 'requestInformation' | 'takeCase' | 'resolveSetAside'

/** Takes an act and writes down what the screen said. */
async function take<Name extends TakingCall>(
  world: World,
  desk: SimDesk,
  act: { name: Name; kind: CommandKind; caseId: string; input: Omit<CallInput<Name>, 'commandId'>; clears: string[] },
): Promise<void> {
  const { run } = desk
  if (run === undefined) return
  const commandId = world.chance.uuid(world.time)
  const order = ++desk.taken
  const input = { ...act.input, commandId } as unknown as CallInput<Name>
  const waiting = world.wire.waiting.has(desk)
  const answer: CallAnswer<Name> = await run.desk.handle(act.name, input)
  const said = answer.ok ? 'saved' : run.dead ? 'unknown' : 'refused'
  const why = answer.ok || run.dead ? '' : ` ${JSON.stringify(answer.refusal).slice(0, 160)}`
  say(world, `  ${desk.name} ${act.kind} ${commandId.slice(-6)} on ${act.caseId.slice(-6)}: ${said}${why}`)
  // A desk that waits for the hub goes on as far as it can; any other goes on to its end.
  if (waiting) await diskQuiet()
  else await run.desk.settled()
  if (said === 'refused') return
  const { kind, caseId } = act
  const { name, personId } = desk
  world.ledger.acts.set(commandId, { commandId, desk: name, personId, caseId, kind, order, said, takenBack: 'no' })
  for (const [key, draft] of world.ledger.drafts) {
    if (draft.desk === name && draft.caseId === caseId && act.clears.includes(draft.field))
      world.ledger.drafts.delete(key)
  }
}

async function addNote(world: World, desk: SimDesk): Promise<void> {
  const caseId = await pickCase(world, desk)
  if (caseId === undefined) return
  const text = `notitie ${world.chance.below(1_000_000)}`
  await take(world, desk, { name: 'addNote', kind: 'addNote', caseId, input: { caseId, text }, clears: ['note'] })
}

async function answer(world: World, desk: SimDesk, caseId: string, share: number): Promise<void> {
  const view = await call(desk, 'openCase', { caseId })
  const lines = (view?.checklist ?? []).filter((line) => line.item.id !== 'C27' && world.chance.roll(share))
  if (lines.length === 0) return
  const answers = lines.map((line) => ({
    itemId: line.item.id,
    value: world.chance.roll(0.08) ? ('not_met' as const) : (line.proposal?.value ?? 'met'),
    basis: line.proposal?.basis ?? ('document_seen' as const),
    note: 'gezien in het dossier',
    evidence: null,
  }))
  await take(world, desk, {
    name: 'answerCheck',
    kind: 'answerCheck',
    caseId,
    input: { caseId, answers },
    clears: answers.map(({ itemId }) => `note.${itemId}`),
  })
}

async function answerSome(world: World, desk: SimDesk): Promise<void> {
  const caseId = await pickCase(world, desk)
  if (caseId !== undefined) await answer(world, desk, caseId, world.chance.next())
}

/** The usual way: everything answered, then decided. */
async function finishCase(world: World, desk: SimDesk): Promise<void> {
  const caseId = await pickCase(world, desk)
  if (caseId === undefined) return
  await answer(world, desk, caseId, 1)
  await decideOn(world, desk, caseId)
}

async function decide(world: World, desk: SimDesk): Promise<void> {
  const caseId = await pickCase(world, desk)
  if (caseId !== undefined) await decideOn(world, desk, caseId)
}

async function decideOn(world: World, desk: SimDesk, caseId: string): Promise<void> {
  const view = await call(desk, 'openCase', { caseId })
  if (view === undefined) return
  const outcomes = (['grant', 'reject', 'disregard'] as const).filter((one) => view.options.outcomes[one].possible)
  const outcome = world.chance.pick(outcomes)
  if (outcome === undefined) return
  const grounds = outcome === 'grant' ? [] : view.options.proposedGrounds
  const motivation = outcome === 'grant' ? '' : `motivering ${world.chance.below(1_000_000)}`
  const seen = view.checklist.flatMap((line) => (line.preCheck ? [[line.item.id, line.preCheck.value] as const] : []))
  await take(world, desk, {
    name: 'decideCase',
    kind: 'decide',
    caseId,
    input: { caseId, outcome, grounds, motivation, seenChecks: Object.fromEntries(seen) },
    clears: [],
  })
}

async function requestInformation(world: World, desk: SimDesk): Promise<void> {
  const caseId = await pickCase(world, desk)
  if (caseId === undefined) return
  const view = await call(desk, 'openCase', { caseId })
  if (!view?.options.request.possible) return
  const input = { caseId, items: view.options.request.items, text: `graag aanvullen ${world.chance.below(1_000_000)}` }
  await take(world, desk, { name: 'requestInformation', kind: 'requestInformation', caseId, input, clears: [] })
}

async function takeCase(world: World, desk: SimDesk): Promise<void> {
  const pool = await call(desk, 'listPool', {})
  const caseId = world.chance.pick(pool?.cases ?? [])?.caseId
  if (caseId !== undefined)
    await take(world, desk, { name: 'takeCase', kind: 'takeCase', caseId, input: { caseId }, clears: [] })
}

/** Typed and not yet sent: a note, which no act has carried yet (SYN-7). */
async function typeDraft(world: World, desk: SimDesk): Promise<void> {
  const caseId = await pickCase(world, desk)
  if (caseId === undefined) return
  const text = `getypt ${world.chance.below(1_000_000)}`
  const saved = await call(desk, 'saveDraft', { caseId, field: 'note', text })
  say(world, `  ${desk.name} types on ${caseId.slice(-6)}: ${saved === undefined ? 'not kept' : text}`)
  if (saved !== undefined)
    world.ledger.drafts.set(`${desk.name} ${caseId} note`, { desk: desk.name, caseId, field: 'note', text })
}

async function waiting(desk: SimDesk) {
  return (await call(desk, 'listOutbox', { which: 'waiting', limit: 500 })) ?? []
}

async function undo(world: World, desk: SimDesk): Promise<void> {
  const row = world.chance.pick((await waiting(desk)).filter((one) => one.state === 'grace'))
  if (row === undefined) return
  const entry = world.ledger.acts.get(row.commandId)
  if (entry) entry.takenBack = 'asked'
  const answer = await desk.run?.desk.handle('undoAct', { commandId: row.commandId })
  say(world, `  ${desk.name} takes back ${row.commandId.slice(-6)}: ${answer?.ok ? 'done' : 'no'}`)
  if (entry && answer?.ok) entry.takenBack = 'said'
}

async function sendNow(world: World, desk: SimDesk): Promise<void> {
  const row = world.chance.pick((await waiting(desk)).filter((one) => one.state === 'grace'))
  if (row === undefined) return
  await call(desk, 'sendNow', { commandId: row.commandId })
  say(world, `  ${desk.name} sends ${row.commandId.slice(-6)} now`)
}

/** Looks at what changed while away, and sends what is held back or takes it back. */
export async function answerAway(world: World, desk: SimDesk): Promise<void> {
  const commandIds = ((await call(desk, 'listAway', {})) ?? []).map((item) => item.commandId)
  if (commandIds.length === 0) return
  const how = world.chance.roll(0.7) ? 'send' : 'take_back'
  const entries = commandIds.map((commandId) => world.ledger.acts.get(commandId))
  if (how === 'take_back') for (const entry of entries) if (entry) entry.takenBack = 'asked'
  const answer = await desk.run?.desk.handle('answerAway', { commandIds, how })
  const ids = commandIds.map((commandId) => commandId.slice(-6)).join(' ')
  say(world, `  ${desk.name} ${how} what was held back, ${ids}: ${answer?.ok ? 'done' : 'no'}`)
}

async function resolveSetAside(world: World, desk: SimDesk): Promise<void> {
  const acts = ((await call(desk, 'listSetAside', {})) ?? []).filter((act) => act.mayResolve && act.resolved === null)
  const act = world.chance.pick(acts)
  if (act === undefined) return
  const how = world.chance.pick(['adopt', 'redo', 'discard'] as const) ?? 'discard'
  const input = { parkedCommandId: act.commandId, how, reason: 'bekeken' }
  say(world, `  ${desk.name} ${how}s ${act.commandId.slice(-6)}`)
  await take(world, desk, { name: 'resolveSetAside', kind: 'resolveParked', caseId: act.caseId, input, clears: [] })
}
