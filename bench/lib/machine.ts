import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import os from 'node:os'
import { root } from '#scripts/lib/paths.mjs'

/** What the figures were measured on. */
export function describeMachine(): Record<string, string | number> {
  return {
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.versions.node,
    electron: electronVersion(),
    loadAtStart: Number((os.loadavg()[0] ?? 0).toFixed(2)),
    commit: commit(),
    measuredAt: new Date().toISOString(),
  }
}

function electronVersion(): string {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  return folder === undefined ? 'unknown' : readFileSync(`${folder}/version`, 'utf8').trim().replace(/^v/, '')
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}
