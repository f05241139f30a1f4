import { setTimeout as delay } from 'node:timers/promises'
import { v7 as newId } from 'uuid'
import type { CallInput, CallName, CallOutput } from '#contract/calls.ts'
import type { QueueFilter } from '#contract/queue.ts'
import type { SyncStatus } from '#contract/sync-status.ts'
import { type Desk, startDesk } from '#desk/desk.ts'
import { type Environment, realEnvironment } from '#desk/environment.ts'
import { answersInOrder, seenChecks } from '#scripts/drive/judge.ts'
import { keeperWith, personAtBrowser, signInAtDesk } from '#scripts/drive/sign-in-desk.ts'

/** Waiting longer would blur what is timed, asking more often would slow it. */
const POLL_MS = 10

export interface BenchDesk {
  desk: Desk
  ask<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>
  /** The wire between this desk and the hub: cut, every request fails at once. */
  cut(isCut: boolean): void
  /** Waits until the desk's sync status satisfies the condition. */
  until(condition: (status: SyncStatus) => boolean, everyMs?: number): Promise<SyncStatus>
  close(): Promise<void>
}

export interface BenchDeskOptions {
  hubUrl: string
  personId: string
  folder: string
  keyHex?: string
  /** A sign-in of before, as the keychain keeps it (`signInForDesk`): else the person signs in first. */
  signedIn?: string
}

/** Opens a desk in this process, as the utility process does, with everything real but a wire that can be cut. */
export async function openDesk({
  hubUrl,
  personId,
  folder,
  keyHex = 'ab'.repeat(32),
  signedIn,
}: BenchDeskOptions): Promise<BenchDesk> {
  let isCut = false
  const real = realEnvironment(() => newId())
  const environment: Environment = {
    ...real,
    fetch: (url, init) => (isCut ? Promise.reject(new TypeError('the wire is cut')) : real.fetch(url, init)),
  }
  const desk = await startDesk({
    folder,
    key: Buffer.from(keyHex, 'hex'),
    hubUrl,
    personId,
    appVersion: 'bench',
    sampleData: true,
    graceSeconds: 0,
    environment,
    signIn: { keeper: keeperWith(signedIn ?? null), openBrowser: personAtBrowser(personId) },
    log: (level, event, facts) => {
      if (level === 'error') console.error(event, facts)
    },
  })
  await signInAtDesk(desk)
  async function ask<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
    const answer = await desk.handle(name, input)
    if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.refusal)}`)
    return answer.value
  }
  return {
    desk,
    ask,
    cut(value) {
      isCut = value
    },
    async until(condition, everyMs = POLL_MS) {
      for (;;) {
        const status = await ask('getSyncStatus', {})
        if (condition(status)) return status
        await delay(everyMs)
      }
    },
    close: async () => desk.close(),
  }
}

export const EVERYTHING: QueueFilter = {
  search: '',
  institution: [],
  nationality: [],
  procedure: [],
  status: [],
  preCheck: [],
  due: [],
  sort: 'due',
  descending: false,
}

/** Ids of the first cases of a queue that are open and without points. */
export async function listCleanCases({ ask }: BenchDesk, count: number): Promise<string[]> {
  const filter: QueueFilter = { ...EVERYTHING, status: ['open'], preCheck: ['clean'], sort: 'caseNumber' }
  const { anchors } = await ask('getQueueOutline', filter)
  const found: string[] = []
  for (const anchor of anchors) {
    const page = await ask('listQueuePage', { filter, anchor })
    found.push(...page.map(({ caseId }) => caseId))
    if (found.length >= count) break
  }
  return found.slice(0, count)
}

/** Answers every open item of a case in one act; gives the grant that is then possible, or null when something else stands in the way. */
export async function prepareGrant({ ask }: BenchDesk, caseId: string): Promise<CallInput<'decideCase'> | null> {
  const before = await ask('openCase', { caseId })
  const answers = answersInOrder(before)
  if (answers.length > 0) await ask('answerCheck', { commandId: newId(), caseId, answers })
  const after = await ask('openCase', { caseId })
  if (!after.options.outcomes.grant.possible) return null
  return { commandId: newId(), caseId, outcome: 'grant', grounds: [], motivation: '', seenChecks: seenChecks(after) }
}
