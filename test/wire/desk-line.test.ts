import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { startTestDesk } from '#test/support/desk.ts'
import { aScene, NOOR, note, outbox, type Scene } from '#test/support/desk-scenes.ts'
import { FakeTimers } from '#test/support/fake-timers.ts'

let scene: Scene | undefined

afterEach(async () => {
  await scene?.close()
  scene = undefined
})

/** A wire on which pulls hang while told to: connected, and never a byte. */
class HangingWire {
  hangs = false
  readonly asked: string[] = []
  #hung: (() => void) | undefined

  readonly fetch = async (url: string, init?: RequestInit): Promise<Response> => {
    const { pathname } = new URL(url)
    this.asked.push(pathname)
    if (!this.hangs || !pathname.endsWith('pull')) return await fetch(url, init)
    this.#hung?.()
    return await new Promise((_, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new TypeError('aborted')))
    })
  }

  /** A pull is under way and hangs. */
  async hung(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#hung = resolve
    })
  }
}

async function aHangingDesk(): Promise<{
  made: Scene
  wire: HangingWire
  timers: FakeTimers
  later(ms: number): void
}> {
  const wire = new HangingWire()
  const timers = new FakeTimers()
  let now = Date.now()
  const made = await aScene({ cases: 1, fetch: wire.fetch, timers, now: () => now })
  wire.hangs = true
  const hung = wire.hung()
  made.desk.wake()
  await hung
  return { made, wire, timers, later: (ms) => (now += ms) }
}

test('[SYN-41] waking up gives up a wire that has said nothing for five seconds, and asks again at once', async () => {
  const { made, wire, later } = await aHangingDesk()
  scene = made
  later(4_000)
  made.desk.wake()
  expect((await made.desk.ask('getSyncStatus', {})).activity).toBe('pulling')
  later(2_000)
  wire.hangs = false
  made.desk.wake()
  await made.desk.settled()
  expect(await made.desk.ask('getSyncStatus', {})).toMatchObject({
    connection: 'online',
    inSync: true,
    lastError: null,
  })
})

test('[SYN-41] half a minute without a byte is a failure like any other: the acts stay, the tries back off', async () => {
  const { made, wire, timers } = await aHangingDesk()
  scene = made
  await note(made.desk, made.caseIds[0] ?? '', 'een')
  timers.advance(29_000)
  expect((await made.desk.ask('getSyncStatus', {})).activity).toBe('pulling')
  // The act asked for one more run, which hangs as well.
  const hung = wire.hung()
  timers.advance(1_000)
  await hung
  timers.advance(30_000)
  await made.desk.settled()
  expect(await made.desk.ask('getSyncStatus', {})).toMatchObject({ lastError: 'no_contact', waiting: 1 })
  wire.hangs = false
  await made.desk.sync()
  expect(await outbox(made.desk)).toEqual(['addNote accepted'])
})

test('a desk closes although the wire hangs', async () => {
  const { made, timers } = await aHangingDesk()
  scene = made
  const closing = made.desk.stop()
  timers.advance(2_000)
  await expect(closing).resolves.toBeUndefined()
})

test('[SYN-36] where notices are refused the desk keeps its own pace', async () => {
  const timers = new FakeTimers()
  scene = await aScene({ cases: 1 })
  const asked: string[] = []
  const desk = await startTestDesk({
    hub: scene.hub,
    personId: 'officer-2',
    timers,
    async fetch(url, init) {
      const { pathname } = new URL(url)
      asked.push(pathname)
      return pathname.includes('notices') ? new Response('{}', { status: 403 }) : await fetch(url, init)
    },
  })
  await desk.settled()
  for (let second = 0; second < 600; second += 1) {
    timers.advance(1_000)
    await desk.settled()
    await new Promise((resolve) => setImmediate(resolve))
  }
  // Ten minutes: by itself it looks once a minute.
  expect(asked.filter((path) => path.endsWith('pull')).length).toBeLessThanOrEqual(13)
  expect(asked.filter((path) => path.includes('notices')).length).toBeLessThanOrEqual(15)
  expect(asked.filter((path) => path.includes('notices')).length).toBeGreaterThan(3)
  await desk.close()
})

test('nothing is sent on to wherever an answer points', async () => {
  const other: Server = createServer((_, response) => response.writeHead(200).end('{}'))
  const hub: Server = createServer((request, response) => {
    const { port } = other.address() as AddressInfo
    response.writeHead(307, { location: `http://127.0.0.1:${port}${request.url}` }).end()
  })
  let reached = 0
  other.on('request', () => (reached += 1))
  for (const server of [other, hub]) {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  }
  const { port } = hub.address() as AddressInfo
  const desk = await startTestDesk({ hub: { url: `http://127.0.0.1:${port}` }, personId: NOOR.personId })
  await desk.settled()
  expect((await desk.ask('getSession', {})).signIn.failure).toBe('no_contact')
  expect(reached).toBe(0)
  await desk.close()
  for (const server of [other, hub]) server.close()
})
