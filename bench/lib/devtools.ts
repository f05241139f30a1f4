import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { displaySwitches } from '#scripts/drive/desk-window.ts'

export interface TimedStart {
  /** From just before the process was started until the window met the condition, in milliseconds. */
  ms: number
  pid: number
  stop(): Promise<void>
}

/**
 * Starts Electron on a folder and asks the window itself, over the DevTools port, when it first met `condition` (an expression). Nothing holds the start up:
 * the question is asked while the application starts, and the answer carries the window's own clock.
 */
export async function timeStart(folder: string, env: Record<string, string>, condition: string): Promise<TimedStart> {
  const electron = process.env['ELECTRON_EXEC_PATH']
  if (electron === undefined) throw new Error('ELECTRON_EXEC_PATH is not set; run through npm run bench')
  const asRoot = process.getuid?.() === 0
  const port = await freePort()
  const startedAt = performance.timeOrigin + performance.now()
  const child = spawn(
    electron,
    [folder, `--remote-debugging-port=${port}`, ...displaySwitches(), ...(asRoot ? ['--no-sandbox'] : [])],
    { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'ignore'] },
  )
  try {
    const socket = await connectToWindow(port, child)
    const metAt = await askWhen(socket, condition)
    socket.close()
    return { ms: metAt - startedAt, pid: child.pid ?? 0, stop: () => end(child) }
  } catch (error) {
    await end(child)
    throw error
  }
}

async function connectToWindow(port: number, child: ChildProcess): Promise<WebSocket> {
  const deadline = performance.now() + 30_000
  while (performance.now() < deadline && child.exitCode === null) {
    const target = await findWindow(port).catch(() => undefined)
    if (target !== undefined) {
      const socket = new WebSocket(target)
      await once(socket, 'open')
      return socket
    }
    await delay(5)
  }
  throw new Error('the window did not appear')
}

async function findWindow(port: number): Promise<string | undefined> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    type: string
    url: string
    webSocketDebuggerUrl: string
  }[]
  return targets.find(({ type, url }) => type === 'page' && url !== '' && url !== 'about:blank')?.webSocketDebuggerUrl
}

/** The moment, by the window's clock in milliseconds since 1970, at which a painted frame met the condition. */
async function askWhen(socket: WebSocket, condition: string): Promise<number> {
  const expression = `new Promise((resolve, reject) => {
    const deadline = performance.now() + 60000
    const look = () => {
      if (${condition}) requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()))
      else if (performance.now() > deadline) reject(new Error('the window never became usable'))
      else requestAnimationFrame(look)
    }
    look()
  })`
  for (;;) {
    const { result, error } = await evaluate(socket, expression)
    if (result?.result.value !== undefined) return result.result.value
    // The page was still being loaded: its first, empty document went away with the question.
    if (error !== undefined) continue
    throw new Error(result?.exceptionDetails?.exception?.description ?? 'the window gave no time')
  }
}

interface Evaluated {
  result?: { result: { value?: number }; exceptionDetails?: { exception?: { description?: string } } }
  error?: { message: string }
}

async function evaluate(socket: WebSocket, expression: string): Promise<Evaluated> {
  const answered = once(socket, 'message') as Promise<[MessageEvent<string>]>
  const params = { expression, awaitPromise: true, returnByValue: true }
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }))
  const [message] = await answered
  return JSON.parse(message.data) as Evaluated
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
