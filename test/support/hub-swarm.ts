import type { PullLine, PullRequest, PushAnswer } from '#contract/wire.ts'
import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import type { Command } from '#core/command.ts'
import { digestPart, scopeDigest } from '#db/kit/scope-digest.ts'
import { startHubProcess, type HubProcess } from './hub-process.ts'
import { startOutsideIssuer } from './outside-issuer.ts'

/** Hub processes on one database; each is asked by its number, and one that was killed is gone. */
export interface Swarm {
  processes: HubProcess[]
  /** A request to process `at`, as a person; throws when the process is gone or does not answer. */
  ask(at: number, personId: string, wish: { method?: string; path: string; body?: unknown }): Promise<Response>
  /** The same for an answer that must be a success, with other processes when the first is gone or busy: as a balancer does. */
  answerOf<Answer>(
    at: number,
    personId: string,
    wish: { method?: string; path: string; body?: unknown },
  ): Promise<Answer>
  kill(at: number): Promise<void>
  /** Stops all and tells their exit codes. */
  stop(): Promise<(number | null)[]>
}

const UNLIMITED = { BESLISDESK_LIMIT_ADDRESS: '1000000', BESLISDESK_LIMIT_PERSON: '1000000' }

/** Starts all processes at the same moment; throws when one does not start. */
export async function startSwarm(databaseUrl: string, folder: string, count: number): Promise<Swarm> {
  const issuer = await startOutsideIssuer()
  const settings = { ...issuer.settings, ...UNLIMITED, DATABASE_URL: databaseUrl, BESLISDESK_HUB_DATA: folder }
  const started = await Promise.all(Array.from({ length: count }, async () => await startHubProcess(settings)))
  const processes = started.flatMap((one) => ('url' in one ? [one] : []))
  const failed = started.find((one) => !('url' in one))
  if (failed !== undefined && 'said' in failed) {
    for (const one of processes) await one.end('SIGKILL')
    await issuer.close()
    throw new Error(`a hub did not start: ${failed.said}`)
  }
  const gone = new Set<number>()
  const tokens = new Map<string, Promise<string>>()

  function urlOf(at: number): string {
    const alive = processes.filter((_, index) => !gone.has(index))
    return (alive[at % alive.length] ?? alive[0])?.url ?? ''
  }

  async function tokenOf(personId: string): Promise<string> {
    const known = tokens.get(personId) ?? issuer.token(personId)
    tokens.set(personId, known)
    return await known
  }

  async function ask(
    at: number,
    personId: string,
    { method = 'POST', path, body }: { method?: string; path: string; body?: unknown },
  ): Promise<Response> {
    const headers = { authorization: `Bearer ${await tokenOf(personId)}`, 'content-type': 'application/json' }
    const content = body === undefined ? {} : { body: JSON.stringify(body) }
    return await fetch(`${urlOf(at)}${path}`, { method, headers, ...content })
  }

  return {
    processes,
    ask,
    async answerOf<Answer>(at: number, personId: string, wish: Parameters<typeof ask>[2]) {
      for (let attempt = 0; ; attempt += 1) {
        try {
          const response = await ask(at + attempt, personId, wish)
          const text = await response.text()
          if (response.ok) return parse<Answer>(text)
          if (response.status !== 503) throw new Refused(`${wish.path}: ${response.status} ${text}`)
        } catch (error) {
          // What was lost on the way is sent again, the same.
          if (error instanceof Refused || attempt === 20) throw error
        }
      }
    },
    async kill(at) {
      gone.add(at)
      await processes[at]?.end('SIGKILL')
    },
    async stop() {
      const codes = await Promise.all(processes.map(async (one, at) => (gone.has(at) ? 0 : await one.end('SIGTERM'))))
      await issuer.close()
      return codes
    },
  }
}

class Refused extends Error {}

function parse<Answer>(text: string): Answer {
  return (text.startsWith('{"type":') ? text : JSON.parse(text)) as Answer
}

/** A desk that follows the feed of its person from page to page and keeps what it got, as a desk does. */
export class Follower {
  readonly cases = new Map<string, { version: number; part: number }>()
  readonly swarm: Swarm
  readonly personId: string
  readonly deskId: string
  #standing: Pick<PullRequest, 'epoch' | 'cursor'> = { epoch: null, cursor: null }

  constructor(swarm: Swarm, personId: string, deskId: string) {
    this.swarm = swarm
    this.personId = personId
    this.deskId = deskId
  }

  /** Takes in what changed; throws when what is here then is not what the hub says it is. */
  async pull(at: number): Promise<void> {
    const request: PullRequest = {
      protocol: PROTOCOL_VERSION,
      deskId: this.deskId,
      ...this.#standing,
      resume: null,
      referenceVersion: 1_000_000,
      health: { appVersion: 'swarm', oldestUnsentAt: null, unsent: 0, driftMs: null },
    }
    const text = await this.swarm.answerOf<string>(at, this.personId, { path: '/v1/sync/pull', body: request })
    for (const line of text.trimEnd().split('\n')) this.#take(JSON.parse(line) as PullLine)
  }

  /** Acts and hears the answers; whatever fails on the way is sent again with the same ids. */
  async push(at: number, commands: Command[]): Promise<PushAnswer['receipts']> {
    const body = { protocol: PROTOCOL_VERSION, deskId: this.deskId, commands }
    return (await this.swarm.answerOf<PushAnswer>(at, this.personId, { path: '/v1/sync/push', body })).receipts
  }

  get digest(): string {
    const sum = [...this.cases.values()].reduce((total, one) => total + BigInt(one.part), 0n)
    return scopeDigest(this.cases.size, sum)
  }

  #take(line: PullLine): void {
    switch (line.type) {
      case 'begin':
        this.#standing = { ...this.#standing, epoch: line.epoch }
        return
      case 'case': {
        const part = digestPart(line.caseId, line.version, JSON.stringify(line.body))
        this.cases.set(line.caseId, { version: line.version, part })
        return
      }
      case 'evict':
        this.cases.delete(line.caseId)
        return
      case 'page':
        this.#standing = { ...this.#standing, cursor: line.cursor }
        return
      case 'end':
        // The end of a first load counts what changed while it was sent; the changes after it bring that.
        if (this.#standing.cursor !== null && line.digest !== this.digest) {
          throw new Error(`${this.deskId} skipped a change: ${this.digest} here, ${line.digest} at the hub`)
        }
        this.#standing = { ...this.#standing, cursor: line.cursor }
        return
      case 'reference':
        return
      case 'resync':
        throw new Error(`${this.deskId} was told to begin anew: ${line.reason}`)
    }
  }
}
