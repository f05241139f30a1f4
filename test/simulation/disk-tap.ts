import sqlite3 from 'sqlite3'

/** Stands between a desk and its disk. Both are asked on the main thread, so files may be copied in between. */
export interface DiskTap {
  /** Before a statement: an error keeps it from being run. */
  before(sql: string): Error | null
  /** After a statement that was run: an error hides that it was. */
  after(sql: string): Error | null
}

type Callback = (this: unknown, error: Error | null, ...rest: unknown[]) => void

const taps = new Map<string, DiskTap>()
const owners = new WeakMap<object, string>()
let underWay = 0
let installed = false

/** Every statement of the database in this file passes the tap from now on; the answer takes it away. */
export function tapDisk(file: string, tap: DiskTap): () => void {
  install()
  taps.set(file, tap)
  return () => taps.delete(file)
}

/** Resolves when no statement of any tapped or untapped database is under way. */
export async function diskIdle(): Promise<void> {
  while (underWay > 0) await new Promise((resolve) => setImmediate(resolve))
}

/** Resolves when whoever waits for nothing but the disk has come as far as that goes. */
export async function diskQuiet(): Promise<void> {
  for (let calm = 0; calm < 4; calm += 1) {
    await new Promise((resolve) => setImmediate(resolve))
    if (underWay > 0) calm = 0
  }
}

/** An error as the driver gives it. */
export function diskError(errno: number, message: string): Error {
  return Object.assign(new Error(message), { errno })
}

export function writes(sql: string): boolean {
  return /^\s*(insert|update|delete|replace|create|drop|alter|begin|commit)\b/i.test(sql)
}

/** The driver itself is wrapped, so that the desk's own code runs unchanged. */
function install(): void {
  if (installed) return
  installed = true
  const database = sqlite3.Database.prototype as unknown as Record<string, (...args: unknown[]) => unknown>
  const statement = sqlite3.Statement.prototype as unknown as Record<string, (...args: unknown[]) => unknown>
  const { prepare } = database
  database['prepare'] = function prepareNoted(this: { filename: string }, ...args: unknown[]) {
    const made = prepare?.apply(this, args) as { sql: string }
    owners.set(made, this.filename)
    return made
  }
  for (const name of ['run', 'all']) statement[name] = tapped(statement[name])
  for (const name of ['exec', 'all']) database[name] = counted(database[name])
}

function tapped(original: ((...args: unknown[]) => unknown) | undefined) {
  return function runTapped(this: { sql: string }, ...args: unknown[]): unknown {
    const tap = taps.get(owners.get(this) ?? '')
    const callback = args.at(-1)
    if (typeof callback !== 'function') return original?.apply(this, args)
    const told = callback as Callback
    const refused = tap?.before(this.sql) ?? null
    if (refused) {
      process.nextTick(() => told.call(this, refused))
      return this
    }
    underWay += 1
    const done: Callback = function done(error, ...rest) {
      underWay -= 1
      const hidden = error ? null : (tap?.after((this as { sql: string }).sql) ?? null)
      if (hidden) told.call(this, hidden)
      else told.call(this, error, ...rest)
    }
    return original?.apply(this, [...args.slice(0, -1), done])
  }
}

function counted(original: ((...args: unknown[]) => unknown) | undefined) {
  return function runCounted(this: unknown, ...args: unknown[]): unknown {
    const callback = args.at(-1)
    if (typeof callback !== 'function') return original?.apply(this, args)
    underWay += 1
    const done: Callback = function done(...results) {
      underWay -= 1
      ;(callback as Callback).apply(this, results)
    }
    return original?.apply(this, [...args.slice(0, -1), done])
  }
}
