/** What goes wrong with one exchange: the request never arrives, the answer never comes back, it breaks off after some bytes, or nothing ever comes. */
export type Fault = 'lose_request' | 'lose_answer' | 'hang' | { cutAfterBytes: number } | { respond: Response }

interface Planned {
  path: RegExp
  fault: Fault
  times: number
}

/** The real wire with faults on order. */
export class FaultyFetch {
  /** Paths asked for, in order; also those that were lost. */
  readonly asked: string[] = []
  /** The parts asked for, in order. */
  readonly ranges: string[] = []
  #planned: Planned[] = []
  #before: { path: RegExp; work: () => Promise<void> }[] = []
  #offline = false

  /** The next `times` requests to a path meet this fault. */
  plan(path: RegExp, fault: Fault, times = 1): void {
    this.#planned.push({ path, fault, times })
  }

  /** Nothing goes wrong any more. */
  heal(): void {
    this.#planned = []
    this.#offline = false
  }

  /** Something happens elsewhere just before the next request to a path goes out. */
  before(path: RegExp, work: () => Promise<void>): void {
    this.#before.push({ path, work })
  }

  /** No network at all, until told otherwise. */
  offline(is: boolean): void {
    this.#offline = is
  }

  readonly fetch = async (url: string, init?: RequestInit): Promise<Response> => {
    const { pathname } = new URL(url)
    this.asked.push(pathname)
    const range = new Headers(init?.headers).get('range')
    if (range !== null) this.ranges.push(range)
    if (this.#offline) throw new TypeError('fetch failed')
    const at = this.#before.findIndex((one) => one.path.test(pathname))
    if (at >= 0) await this.#before.splice(at, 1)[0]?.work()
    const planned = this.#planned.find((one) => one.times > 0 && one.path.test(pathname))
    if (!planned) return await fetch(url, init)
    planned.times -= 1
    const { fault } = planned
    if (fault === 'lose_request') throw new TypeError('fetch failed')
    if (fault === 'hang') return await untilGivenUp(init?.signal)
    if (typeof fault === 'object' && 'respond' in fault) return fault.respond
    const response = await fetch(url, init)
    if (fault === 'lose_answer') {
      await response.arrayBuffer()
      throw new TypeError('fetch failed')
    }
    return await cut(response, fault.cutAfterBytes)
  }
}

async function cut(response: Response, after: number): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer())
  let given = false
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      // An error at once would take back what was given.
      if (given) controller.error(new TypeError('terminated'))
      else controller.enqueue(whole.slice(0, after))
      given = true
    },
  })
  return new Response(body, { status: response.status, headers: response.headers })
}

async function untilGivenUp(signal: AbortSignal | null | undefined): Promise<never> {
  return await new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new TypeError('fetch failed')))
  })
}
