import type { HubAnswer, HubRequest } from './hub-process.ts'
import { noteShown } from './ledger.ts'
import type { SimDesk } from './sim-desk.ts'
import { met, say, strikes, type World } from './world.ts'

/** The network between desks and hub. */
export interface Wire {
  fetch(desk: SimDesk, run: { dead: boolean }, url: string, init?: RequestInit): Promise<Response>
  /** Requests that are still somewhere on their way. */
  late: LateRequest[]
  /** Lets one of them arrive; its answer finds nobody. */
  deliverLate(world: World): Promise<void>
  /** Resolves when no exchange is under way. */
  idle(): Promise<void>
  /** The desks that wait for an answer just now. */
  waiting: Set<SimDesk>
}

export interface LateRequest {
  from: string
  request: HubRequest
}

/** Share of exchanges that meet each fault a history suffers from. */
const SHARE = 0.12

export function openWire(getWorld: () => World): Wire {
  const underWay = new Set<Promise<unknown>>()
  const waiting = new Set<SimDesk>()
  const inOrder = makeOrder(waiting)
  const wire: Wire = {
    late: [],
    waiting,
    async fetch(desk, run, url, init = {}) {
      const world = getWorld()
      const { pathname, search } = new URL(url)
      if (!desk.online || run.dead) throw noContact()
      // The line for notices stands but says nothing: desks find out by themselves.
      if (pathname === '/v1/sync/notices') return await forever(init.signal)
      const request = toRequest(init, pathname + search)
      const exchange = inOrder(desk, async () => {
        if (init.signal?.aborted) throw noContact()
        return await exchanged(world, desk, request)
      })
      underWay.add(exchange)
      exchange.catch(() => {}).finally(() => underWay.delete(exchange))
      return await untilAborted(exchange, init.signal)
    },
    async deliverLate(world) {
      const [late] = wire.late.splice(world.chance.below(wire.late.length), 1)
      if (late === undefined) return
      const process = await world.site.choose(world)
      const answer = await process.handle(late.request)
      met(world, 'request_late', `${late.from} ${late.request.path} arrives now, ${answer?.status ?? 'no answer'}`)
    },
    async idle() {
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
  }
  return wire
}

/** One exchange of a desk at a time: what it asks at once would otherwise be answered in another order every time. */
function makeOrder(waiting: Set<SimDesk>) {
  const queues = new Map<SimDesk, Promise<unknown>>()
  return async function inOrder<Value>(desk: SimDesk, work: () => Promise<Value>): Promise<Value> {
    const before = queues.get(desk)
    waiting.add(desk)
    const mine = before === undefined ? work() : before.catch(() => {}).then(work)
    queues.set(desk, mine)
    try {
      return await mine
    } finally {
      if (queues.get(desk) === mine) {
        queues.delete(desk)
        waiting.delete(desk)
      }
    }
  }
}

/** One request and its answer, with what goes wrong on the way. */
async function exchanged(world: World, desk: SimDesk, request: HubRequest): Promise<Response> {
  const what = `${desk.name} ${request.path.replace(/^\/v1\//, '')}`
  if (strikes(world, 'request_lost', SHARE)) {
    met(world, 'request_lost', what)
    throw noContact()
  }
  if (strikes(world, 'request_late', SHARE) && request.path.includes('/sync/push')) {
    world.wire.late.push({ from: desk.name, request })
    say(world, `  ${what} is on its way for long`)
    throw noContact()
  }
  if (strikes(world, 'acts_meanwhile', SHARE)) {
    met(world, 'acts_meanwhile', `before ${what} arrives`)
    await world.meanwhile(desk)
  }
  const answer = await answered(world, what, request)
  if (answer === undefined) throw noContact()
  noteShown(world.ledger, request.path.includes('/sync/pull') ? desk.personId : 'nobody', answer.body.toString())
  say(world, `  ${what} -> ${answer.status} ${digestOf(request, answer)}`)
  if (strikes(world, 'acts_meanwhile', SHARE)) {
    met(world, 'acts_meanwhile', `before the answer to ${what} arrives`)
    await world.meanwhile(desk)
  }
  return delivered(world, what, answer)
}

async function answered(world: World, what: string, request: HubRequest): Promise<HubAnswer | undefined> {
  const process = await world.site.choose(world)
  if (strikes(world, 'hub_killed', SHARE))
    process.killAt(world.chance.below(24), world.chance.roll(0.5) ? 'before' : 'after')
  if (!world.site.isRacing() && strikes(world, 'hub_race', 2 * SHARE)) {
    const other = await world.site.other(world, process)
    const twice = world.chance.roll(0.5)
    process.pauseAt(world.chance.below(16), async () => {
      met(world, 'hub_race', `${other.name} goes first during ${what}${twice ? ', with the same request' : ''}`)
      if (twice) await other.handle(request)
      else await world.meanwhile(null)
    })
  }
  try {
    const answer = await process.handle(request)
    if (answer === undefined || !strikes(world, 'request_doubled', SHARE)) return answer
    met(world, 'request_doubled', what)
    process.disarm()
    const again = await (await world.site.choose(world)).handle(request)
    return world.chance.roll(0.5) ? again : answer
  } finally {
    process.disarm()
  }
}

function delivered(world: World, what: string, answer: HubAnswer): Response {
  if (strikes(world, 'answer_lost', SHARE)) {
    met(world, 'answer_lost', what)
    throw noContact()
  }
  const init = { status: answer.status, headers: answer.headers }
  if (strikes(world, 'answer_garbled', SHARE / 2)) {
    met(world, 'answer_garbled', what)
    return new Response('<html><body>Bad gateway</body></html>', { status: world.chance.roll(0.5) ? 502 : 200 })
  }
  const cutAt = world.chance.below(answer.body.length + 1)
  if (strikes(world, 'answer_truncated', SHARE)) {
    const at = world.chance.roll(0.5) ? cutAt : lineEndAfter(answer.body, cutAt)
    met(world, 'answer_truncated', `${what} ends after ${at} of ${answer.body.length} bytes`)
    return new Response(new Uint8Array(answer.body.subarray(0, at)), init)
  }
  if (strikes(world, 'answer_cut', SHARE)) {
    const at = world.chance.roll(0.5) ? cutAt : lineEndAfter(answer.body, cutAt)
    met(world, 'answer_cut', `${what} breaks after ${at} of ${answer.body.length} bytes`)
    return new Response(brokenStream(answer.body.subarray(0, at)), init)
  }
  return new Response(new Uint8Array(answer.body), init)
}

function lineEndAfter(body: Buffer, at: number): number {
  const end = body.indexOf('\n', at)
  return end < 0 ? body.length : end + 1
}

function brokenStream(given: Buffer): ReadableStream<Uint8Array> {
  let first = true
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (first && given.length > 0) controller.enqueue(new Uint8Array(given))
      else controller.error(new TypeError('terminated'))
      first = false
    },
  })
}

function toRequest(init: RequestInit, path: string): HubRequest {
  return {
    method: init.method === 'GET' ? 'GET' : 'POST',
    path,
    headers: init.headers as Record<string, string>,
    body: typeof init.body === 'string' ? init.body : undefined,
  }
}

/** What a person reading the trace wants to know of an answer. */
function digestOf(request: HubRequest, answer: HubAnswer): string {
  if (answer.status !== 200) return answer.body.toString().slice(0, 120)
  if (request.path.includes('/sync/push')) {
    const { receipts } = JSON.parse(answer.body.toString()) as {
      receipts: { outcome: string; commandId: string; reasons: { code: string }[] }[]
    }
    return receipts
      .map(({ outcome, commandId, reasons }) => `${outcome} ${commandId.slice(-6)} ${reasons[0]?.code ?? ''}`.trim())
      .join(', ')
  }
  if (!request.path.includes('/sync/pull')) return ''
  const lines = answer.body.toString().trimEnd().split('\n')
  const kinds = lines.map((line) => /^\{"type":"(\w+)"/.exec(line)?.[1] ?? '?')
  return kinds.join(' ').replaceAll(/(case )(\1)+/g, (run) => `case*${run.length / 5} `)
}

function noContact(): TypeError {
  return new TypeError('fetch failed')
}

async function forever(signal: AbortSignal | null | undefined): Promise<Response> {
  return await new Promise((_resolve, reject) => {
    if (signal?.aborted) reject(noContact())
    signal?.addEventListener('abort', () => reject(noContact()), { once: true })
  })
}

async function untilAborted(exchange: Promise<Response>, signal: AbortSignal | null | undefined): Promise<Response> {
  return await Promise.race([exchange, forever(signal)])
}
