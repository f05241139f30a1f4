import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

/** Processor seconds a process has used so far (user and system). Only on Linux. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in parentheses may hold spaces: the fields are counted after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

export interface Memory {
  processes: number
  rssMiB: number
  /** Shared pages counted once: what all of them together really take. */
  pssMiB: number
}

/** Memory of a process and all its descendants. Only on Linux. */
export function memoryOfTree(pid: number): Memory {
  const pids = [pid, ...descendants(pid)]
  const memories = pids.flatMap((one) => memoryOf(one) ?? [])
  return {
    processes: memories.length,
    rssMiB: memories.reduce((sum, memory) => sum + memory.rss, 0) / 1024,
    pssMiB: memories.reduce((sum, memory) => sum + memory.pss, 0) / 1024,
  }
}

/** Ids of all processes started by this one, and by those. */
export function descendants(pid: number): number[] {
  const children = childrenOf(pid)
  return [...children, ...children.flatMap(descendants)]
}

function childrenOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    return threads.flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    )
  } catch {
    return []
  }
}

function memoryOf(pid: number): { rss: number; pss: number } | undefined {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    const kib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0)
    return { rss: kib('Rss'), pss: kib('Pss') }
  } catch {
    // It ended meanwhile.
    return undefined
  }
}
