import { EventEmitter, once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openDeskDatabase } from '#db/local/open-desk-database.ts'

/** One end of a port as Electron gives it: messages arrive as events with `data`, what is posted is collected. */
class Port extends EventEmitter {
  readonly posted: unknown[] = []
  postMessage(message: unknown): void {
    this.posted.push(message)
    this.emit('posted')
  }
  receive(data: unknown, ports: Port[] = []): void {
    this.emit('message', { data, ports })
  }
  async next(): Promise<unknown> {
    if (this.posted.length === 0) await once(this, 'posted')
    return this.posted.shift()
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'beslisdesk-main-'))
const keyHex = '0b'.repeat(32)
const parent = new Port()
const nobody = createServer((_, response) => response.writeHead(503).end())
const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never)
const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)

beforeAll(async () => {
  nobody.listen(0, '127.0.0.1')
  await once(nobody, 'listening')
  Reflect.set(process, 'parentPort', parent)
  await import('#desk/main.ts')
})

afterAll(() => {
  Reflect.deleteProperty(process, 'parentPort')
  exit.mockRestore()
  stderr.mockRestore()
  nobody.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the process serves windows from its start until it has closed the database', async () => {
  const early = new Port()
  const { port } = nobody.address() as AddressInfo
  parent.receive({
    type: 'start',
    keyHex,
    folder: path.join(folder, 'person'),
    hubUrl: `http://127.0.0.1:${port}`,
    personId: 'officer-1',
    appVersion: '1.0.0',
    sampleData: true,
    signIn: null,
    signInAtStart: false,
    graceSeconds: null,
  })
  parent.receive({ type: 'port' }, [early])
  early.receive({ type: 'call', id: 1, name: 'getSession', input: {} })
  expect(await parent.next()).toEqual({ type: 'ready' })
  expect(await early.next()).toMatchObject({
    type: 'answer',
    id: 1,
    answer: { ok: true, value: { state: 'open', sampleData: true } },
  })

  // What is no call of the table is not answered, whatever it is called.
  for (const name of ['constructor', '__proto__', 'openDevTools', 7])
    early.receive({ type: 'call', id: 2, name, input: {} })
  for (const message of [null, 'call', { type: 'answer', id: 2 }, { type: 'call', id: 'x', name: 'getSession' }])
    early.receive(message)
  early.receive({ type: 'call', id: 3, name: 'getSyncStatus', input: {} })
  const answers = [await early.next()]
  while ((answers.at(-1) as { type: string }).type === 'changes') answers.push(await early.next())
  expect(answers.at(-1)).toMatchObject({ type: 'answer', id: 3, answer: { ok: true } })

  early.emit('close')
  parent.receive({ type: 'close' })
  expect(await parent.next()).toEqual({ type: 'closed' })
  await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(0))
  const file = path.join(folder, 'person', 'desk.db')
  expect(existsSync(`${file}-wal`)).toBe(false)
  const opened = await openDeskDatabase({ path: file, key: Buffer.from(keyHex, 'hex') })
  expect(opened.ok).toBe(true)
  if (opened.ok) await opened.value.close()
  const logged = stderr.mock.calls.map(([line]) => String(line)).join('')
  expect(logged).not.toContain(keyHex)
})

test('a start that makes no sense is refused aloud, and the process ends', async () => {
  vi.resetModules()
  parent.removeAllListeners('message')
  await import('#desk/main.ts')
  exit.mockClear()
  parent.receive({ type: 'start', keyHex: 'too short', folder: '', hubUrl: 'nowhere' })
  expect(await parent.next()).toEqual({ type: 'refused', reason: 'cannot_open' })
  await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(1))
  const logged = stderr.mock.calls.map(([line]) => String(line)).join('')
  expect(logged).toContain('desk.not_begun')
  expect(logged).not.toContain('too short')
})
