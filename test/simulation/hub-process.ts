import type { Hub } from '#hub/app.ts'
import type { Hearing, Listening } from '#db/hub/listen.ts'
import type { HubDb } from '#db/hub/schema.ts'
import type { Log } from '#hub/log.ts'
import { buildTestHub, createTestIssuer } from '#test/support/hub.ts'
import { mintTokenOf } from '#test/support/tokens.ts'
import { openGuarded } from './guarded-pglite.ts'
import type { PGlite } from '@electric-sql/pglite'
import { HUB_URL } from './sign-in.ts'

export interface HubRequest {
  method: 'GET' | 'POST' | 'PUT'
  path: string
  headers: Record<string, string>
  body: string | undefined
}

export interface HubAnswer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** One process of the hub, which can be killed between any two of its statements. */
export interface HubProcess {
  name: string
  /** Undefined when the process died before it could answer. */
  handle(request: HubRequest): Promise<HubAnswer | undefined>
  /** A token for someone who calls the hub without a desk. */
  token(personId: string): Promise<string>
  isAlive(): boolean
  /** It waits for something else before a transaction, with its only connection in hand: it can answer nobody meanwhile. */
  isPaused(): boolean
  /** Dies at the statement with this number from now, before or after it is run. */
  killAt(statement: number, when: 'before' | 'after'): void
  /** Lets something else happen before its transaction with this number from now. */
  pauseAt(turn: number, meanwhile: () => Promise<void>): void
  /** Takes back what was ordered and did not come about. */
  disarm(): void
  close(): Promise<void>
}

export interface HubProcessOptions {
  name: string
  pglite: PGlite
  documentFolder: string
  now: () => string
  newId: () => string
  restored: boolean
  /** Called when it dies, at its statement. */
  onKilled: (at: string) => void
  /** Something the hub itself calls an error. */
  onError: (message: string) => void
}

/** Starts one process on the shared database. */
export async function startHubProcess(options: HubProcessOptions): Promise<HubProcess> {
  let alive = true
  let paused = false
  let kill: { left: number; when: 'before' | 'after' } | undefined
  let pause: { left: number; meanwhile: () => Promise<void> } | undefined

  function die(at: string): never {
    if (alive) options.onKilled(at)
    alive = false
    throw new Error('this process is dead')
  }

  function count(what: string, when: 'before' | 'after'): void {
    if (!alive) die(what)
    if (kill === undefined || kill.when !== when) return
    kill.left -= 1
    if (kill.left < 0) die(`${when} ${what.trim().replaceAll(/\s+/g, ' ').slice(0, 40)}`)
  }

  const db: HubDb = openGuarded(options.pglite, {
    async turn() {
      if (!alive) die('')
      if (pause === undefined) return
      pause.left -= 1
      if (pause.left >= 0) return
      const { meanwhile } = pause
      pause = undefined
      paused = true
      try {
        await meanwhile()
      } finally {
        paused = false
      }
    },
    before: (what) => count(what, 'before'),
    after: (what) => count(what, 'after'),
  })
  const issuer = createTestIssuer(db)
  // It answers without listening anywhere; its tokens bear its name all the same.
  issuer.begin(HUB_URL)
  const hub: Hub = await buildTestHub({
    database: { db, usage: () => null, listen: hearNothing },
    documentFolder: options.documentFolder,
    issuer,
    now: options.now,
    newId: options.newId,
    restored: options.restored,
    log: quietLog((message) => alive && options.onError(message)),
  })

  await hub.settled()
  return {
    name: options.name,
    async handle({ method, path, headers, body }) {
      const response = await hub.inject({
        method,
        url: path,
        headers,
        ...(body === undefined ? {} : { payload: body }),
      })
      // What it does by itself afterwards must not happen at some other moment every time.
      await hub.settled()
      if (!alive) return undefined
      const plain = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const)
      return { status: response.statusCode, headers: Object.fromEntries(plain), body: response.rawPayload }
    },
    async token(personId) {
      return await mintTokenOf(db, issuer.way().issuer, personId)
    },
    isAlive: () => alive,
    isPaused: () => paused,
    killAt(statement, when) {
      kill = { left: statement, when }
    },
    pauseAt(turn, meanwhile) {
      pause = { left: turn, meanwhile }
    },
    disarm() {
      kill = undefined
      pause = undefined
    },
    async close() {
      alive = false
      await hub.close()
    },
  }
}

/** Nobody listens for notices here: desks find out by themselves. */
async function hearNothing(hearing: Hearing): Promise<Listening> {
  hearing.connected(0)
  return { stop: async () => {} }
}

function quietLog(onError: (message: string) => void): Log {
  return {
    info: () => {},
    warn: () => {},
    error: (facts, message) => onError(`${message} ${JSON.stringify(facts)}`),
  }
}
