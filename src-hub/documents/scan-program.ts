import { spawn } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import type { Scanner, ScanVerdict } from './scanner.ts'

/**
 * A program that scans what it reads from its standard input, called with one argument, `-`. It ends with 0 for clean and 1 for infected, as clamscan does;
 * its last line may say what it found. Any other end, or none in time, means that it is away.
 */
export function runScanProgram(path: string, patienceMs = 60_000): Scanner {
  return {
    scan: async (content) => await scanWith(path, content, patienceMs),
    async answers() {
      try {
        await access(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    },
  }
}

async function scanWith(path: string, content: Buffer, patienceMs: number): Promise<ScanVerdict> {
  return await new Promise((resolve) => {
    let output = ''
    const program = spawn(path, ['-'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: patienceMs,
      killSignal: 'SIGKILL',
    })
    program.stdout.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-1_000)
    })
    // It may have seen enough before it has read everything.
    program.stdin.on('error', () => {})
    program.on('error', () => resolve({ kind: 'away' }))
    program.on('close', (status) => {
      if (status === 0) resolve({ kind: 'clean' })
      else if (status === 1) resolve({ kind: 'infected', found: nameIn(output) })
      else resolve({ kind: 'away' })
    })
    program.stdin.end(content)
  })
}

/** `stdin: Eicar-Test-Signature FOUND`, or whatever the last line says. */
function nameIn(output: string): string {
  const line = output.trim().split('\n').at(-1)?.trim() ?? ''
  return /^(?:\S+: )?(.+?)(?: FOUND)?$/.exec(line)?.[1]?.slice(0, 100) ?? 'malware'
}
