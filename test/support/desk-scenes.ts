import type { CallInput, CallOutput } from '#contract/calls.ts'
import { aCommandId, startTestDesk, type TestDesk, type TestDeskOptions } from './desk.ts'
import { FaultyFetch } from './faulty-fetch.ts'
import { startTestHub, type TestHub } from './hub.ts'
import { seedHub } from './hub-client.ts'

export const NOOR = { personId: 'officer-1', name: 'Noor Visser' }
export const DAAN = { personId: 'officer-2', name: 'Daan Bakker' }

export interface Scene {
  hub: TestHub
  wire: FaultyFetch
  desk: TestDesk
  /** Ids of the cases Noor holds, in order. */
  caseIds: string[]
  close(): Promise<void>
}

/** A hub with cases of Noor's, and her desk with all of them on it. */
export async function aScene(wish: { cases: number } & Partial<TestDeskOptions>): Promise<Scene> {
  const hub = await startTestHub()
  const caseIds = await seedHub(hub, { cases: wish.cases })
  const wire = new FaultyFetch()
  const desk = await startTestDesk({ hub, personId: NOOR.personId, fetch: wire, ...wish })
  await desk.settled()
  return {
    hub,
    wire,
    desk,
    caseIds,
    async close() {
      // The hub first: it ends the line for notices, after which nothing of the desk is open at it.
      await hub.close()
      await desk.close()
    },
  }
}

/** Answers every item of a case in one act, as the machine or the sponsor says. */
export async function answerAll(desk: TestDesk, caseId: string): Promise<string> {
  const { checklist } = await desk.ask('openCase', { caseId })
  const answers = checklist
    .filter((line) => line.item.id !== 'C27')
    .map((line) => ({
      itemId: line.item.id,
      value: line.proposal?.value ?? ('met' as const),
      basis: line.proposal?.basis ?? ('document_seen' as const),
      note: 'gezien in het dossier',
      evidence: null,
    }))
  const commandId = aCommandId()
  await desk.ask('answerCheck', { commandId, caseId, answers })
  return commandId
}

export async function note(desk: TestDesk, caseId: string, text: string): Promise<string> {
  const commandId = aCommandId()
  await desk.ask('addNote', { commandId, caseId, text })
  return commandId
}

export async function grant(
  desk: TestDesk,
  caseId: string,
  overrides: Partial<CallInput<'decideCase'>> = {},
): Promise<CallOutput<'decideCase'>> {
  const commandId = aCommandId()
  return await desk.ask('decideCase', {
    commandId,
    caseId,
    outcome: 'grant',
    grounds: [],
    motivation: '',
    seenChecks: {},
    ...overrides,
  })
}

/** Kind and state of every act on this desk, oldest first. */
export async function outbox(desk: TestDesk): Promise<string[]> {
  const waiting = await desk.ask('listOutbox', { which: 'waiting', limit: 500 })
  const answered = await desk.ask('listOutbox', { which: 'answered', limit: 500 })
  return [...waiting, ...answered].toSorted((a, b) => a.seq - b.seq).map((row) => `${row.kind} ${row.state}`)
}
