import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { CHANGE_CHANNEL, type ChangeNotice, parseNotice } from './change-notices.ts'

export interface Hearing {
  /** Cases changed. */
  told(notice: ChangeNotice): void
  /** The line stands (again): what was said before this moment was not heard, `cursor` is the newest number now. */
  connected(cursor: number): void
  lost(): void
}

export interface Listening {
  stop(): Promise<void>
}

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000
/** A line that says nothing for ever looks like a quiet one: it is asked for a sign of life this often. */
const HEARTBEAT_MS = 15_000
const PATIENCE_MS = 5_000

/** A connection of its own that hears every notice, and comes back by itself when it breaks. Resolves when the line first stands. */
export async function listenToPostgres(url: string, hearing: Hearing): Promise<Listening> {
  const stop = new AbortController()
  let stands: () => void = () => {}
  const standing = new Promise<void>((resolve) => {
    stands = resolve
  })
  let line: pg.Client | undefined

  async function hold(held: pg.Client): Promise<void> {
    const gone = new Promise<void>((resolve) => {
      held.once('end', resolve)
    })
    hearing.connected(await startListening(held))
    stands()
    do await Promise.race([gone, pause(HEARTBEAT_MS, stop.signal)])
    while (!stop.signal.aborted && (await isAlive(held)))
    hearing.lost()
  }

  async function run(): Promise<void> {
    let failures = 0
    while (!stop.signal.aborted) {
      try {
        line = makeLine(url, hearing)
        await line.connect()
        failures = 0
        await hold(line)
      } catch {
        // Away for now: tried again after a pause.
        failures += 1
      }
      line?.end().catch(() => {})
      await pause(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10)), stop.signal)
    }
  }

  const running = run()
  await standing
  return {
    async stop() {
      stop.abort()
      await running
    },
  }
}

function makeLine(url: string, hearing: Hearing): pg.Client {
  const line = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS, keepAlive: true })
  // Without a listener a connection that breaks would end the process; `end` follows.
  line.on('error', () => {})
  line.on('notification', ({ payload }) => {
    const notice = parseNotice(payload ?? '')
    if (notice !== undefined) hearing.told(notice)
  })
  return line
}

async function startListening(line: pg.Client): Promise<number> {
  await line.query(`listen ${CHANGE_CHANNEL}`)
  // Read after the line stands: what commits from here on is heard.
  const { rows } = await line.query<{ last: string }>('select coalesce(max(seq), 0) as last from change')
  return Number(rows[0]?.last ?? 0)
}

async function isAlive(line: pg.Client): Promise<boolean> {
  const answered = line.query('select 1').then(
    () => true,
    () => false,
  )
  return await Promise.race([answered, delay(PATIENCE_MS, false, { ref: false })])
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { ref: false, signal }).catch(() => {})
}
