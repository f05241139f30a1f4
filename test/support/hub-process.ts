import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../src-hub/main.ts', import.meta.url))

export interface HubProcess {
  child: ChildProcess
  url: string
  /** Ends the process and tells its exit code; null after a signal. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

export interface FailedStart {
  code: number | null
  /** What it said on standard error. */
  said: string
}

/** Starts the hub as it is started in earnest, in a process of its own; a start that fails is told, not thrown. */
export async function startHubProcess(settings: Record<string, string>): Promise<HubProcess | FailedStart> {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH, BESLISDESK_HUB_PORT: '0', BESLISDESK_LOG: 'error', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const exited = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null)
  const url = await Promise.race([findUrl(child), exited.then(() => null)])
  if (url === null) return { code: await exited, said }
  return {
    child,
    url,
    async end(signal) {
      child.kill(signal)
      return await exited
    },
  }
}

async function findUrl(child: ChildProcess): Promise<string | null> {
  let text = ''
  if (child.stdout === null) return null
  for await (const part of child.stdout.setEncoding('utf8')) {
    text += String(part)
    const url = /hub ready at (\S+)/.exec(text)?.[1]
    if (url !== undefined) return url
  }
  return null
}
