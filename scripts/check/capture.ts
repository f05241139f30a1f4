import { spawn } from 'node:child_process'
import { root } from '../lib/paths.mjs'

export interface Captured {
  ok: boolean
  /** Everything it wrote, both streams in order. */
  output: string
}

/** Runs a program in the project's folder to its end and keeps what it wrote. */
export function capture(command: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<Captured> {
  return new Promise((resolve) => {
    const plain = { ...env, NO_COLOR: '1', FORCE_COLOR: undefined }
    const child = spawn(command, args, { cwd: root, env: plain, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => resolve({ ok: false, output: error.message }))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}

/** The last lines of an output. */
export function tail(output: string, lines = 80): string {
  return output.trimEnd().split('\n').slice(-lines).join('\n')
}
