import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { must } from '#core/result.ts'
import { keyCheckPath } from './key-check.ts'

/** All that belongs to a database beside its own file: the log, its index, and the journal of a first load. */
const PARTS = ['', '-wal', '-shm', '-journal']

const REBUILT = '.rebuilt-'
const SET_ASIDE = '.set-aside-'

/** Where a new database is built while the old one still lies in its place. Whatever an earlier attempt left half made goes. */
export function prepareRebuild(file: string): string {
  const building = `${file}.new`
  removeDatabase(building)
  return building
}

/** Removes a database with all its parts. */
export function removeDatabase(file: string): void {
  for (const part of PARTS) rmSync(file + part, { force: true })
  rmSync(keyCheckPath(file), { force: true })
  rmSync(`${file}.lock`, { force: true })
}

/** The new database is whole and closed: from here on it takes the place of the old one, also when the process ends in the middle. `stamp` names the old one. */
export function declareRebuilt(file: string, stamp: string): void {
  const building = `${file}.new`
  must(!existsSync(`${building}-wal`), 'a closed database has nothing left in its log')
  rmSync(keyCheckPath(building), { force: true })
  rmSync(`${building}.lock`, { force: true })
  renameSync(building, `${file}${REBUILT}${stamp}`)
}

/** Ends a rebuild that was declared: the old file goes aside, the new one in its place. Gives the name under which the old one is kept. */
export function finishRebuild(file: string): string | undefined {
  const { dir, base } = path.parse(file)
  if (!existsSync(dir)) return undefined
  const rebuilt = readdirSync(dir).find((name) => name.startsWith(base + REBUILT))
  if (rebuilt === undefined) return undefined
  const keptAs = `${file}${SET_ASIDE}${rebuilt.slice(base.length + REBUILT.length)}`
  for (const part of PARTS) if (existsSync(file + part)) renameSync(file + part, keptAs + part)
  if (existsSync(keyCheckPath(file))) renameSync(keyCheckPath(file), keyCheckPath(keptAs))
  renameSync(path.join(dir, rebuilt), file)
  return keptAs
}

/** A database lay here once and was set aside: that none is here now is not a first start. */
export function wasSetAside(file: string): boolean {
  const { dir, base } = path.parse(file)
  return readdirSync(dir).some((name) => name.startsWith(base + SET_ASIDE))
}
