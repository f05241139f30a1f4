import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { SetupError } from './say.mjs'

/**
 * Runs a program to its end without a word; its output is kept and shown only when it fails.
 * Throws a SetupError with the last lines.
 */
export function run(command, args, { cwd, env = process.env, what = command, timeout } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, timeout, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk) => {
      output += chunk
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => reject(new SetupError(`${what} could not be started: ${error.message}.`)))
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output)
      else reject(new SetupError(`${what} failed (${signal ?? `exit ${code}`}).\n${lastLines(output)}`, output))
    })
  })
}

function lastLines(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/EBADENGINE|^npm warn/.test(line))
  return lines.slice(-15).join('\n')
}

/** Runs npm, by the npm that started us if there is one. */
export function npm(args, options) {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js') && fs.existsSync(script)) return run(process.execPath, [script, ...args], options)
  return process.platform === 'win32'
    ? run(process.env.ComSpec ?? 'cmd.exe', ['/d', '/s', '/c', 'npm', ...args], options)
    : run('npm', args, options)
}

/** The full path of a program on the PATH, or undefined. */
export function findProgram(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat', ''] : ['']
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const ending of endings) {
      const file = path.join(folder, name + ending)
      if (folder !== '' && fs.existsSync(file)) return file
    }
  }
  return undefined
}
