import type { CaseFile } from '#core/case-file.ts'
import { amsterdamDate } from '#core/dates.ts'
import { derive } from '#core/derive.ts'
import type { ReferenceData } from '#core/reference.ts'
import { tryLockInTrx } from '#db/hub/locks.ts'
import { findWalk, lockUndecidedInTrx, saveWalkInTrx, updateDerivedInTrx } from '#db/hub/queries/derived.ts'
import type { DerivedWalkRow, HubDb, HubTrx } from '#db/hub/schema.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { describeError } from '../http/errors.ts'
import type { Log } from '../log.ts'
import type { ReferenceSource } from './reference.ts'

/** Few enough that nobody waits noticeably for one step, on the embedded database not even for its one connection. */
const TOGETHER = 50
const PAUSE_MS = 10
const LOOK_MS = 60_000

/** Keeps what lists show of undecided cases right when only the day or the reference data changed (ADR 10). */
export interface Deriving {
  /** Looks now; resolves when it has begun to. */
  referenceChanged(): Promise<void>
  /** Resolves when every undecided case has been looked at. */
  settled(): Promise<void>
  close(): Promise<void>
}

interface Parts {
  db: HubDb
  reference: ReferenceSource
  now: () => string
  log: Log
}

/** Begins to look, and looks again every minute: a day that began, or a change recorded by another process, is seen then. */
export function startDeriving(parts: Parts): Deriving {
  let walking: Promise<void> | undefined
  let again = false
  let closed = false

  function wake(): void {
    if (closed) return
    again = true
    walking ??= walkWhileAsked().finally(() => {
      walking = undefined
    })
  }

  async function walkWhileAsked(): Promise<void> {
    while (again && !closed) {
      again = false
      try {
        while (!closed && (await stepOn(parts))) await pause()
      } catch (error) {
        // The next look goes on where this one failed.
        parts.log.warn(describeError(error), 'cases could not be looked at again')
      }
    }
  }

  const timer = setInterval(wake, LOOK_MS)
  timer.unref()
  wake()
  return {
    async referenceChanged() {
      wake()
    },
    async settled() {
      while (walking) await walking
    },
    async close() {
      closed = true
      clearInterval(timer)
      await walking
    },
  }
}

/** Looks at the next few cases; false when there is nothing left to look at, or another process is at it. */
async function stepOn({ db, reference: source, now }: Parts): Promise<boolean> {
  const { reference } = await source.current(db)
  const day = amsterdamDate(now())
  return await inTransaction(db, async (trx) => {
    if (!(await tryLockInTrx(trx, 'derive'))) return false
    const before = await findWalk(trx)
    if (before !== undefined && before.reference_version > reference.version) return false
    const same = before?.day === day && before.reference_version === reference.version
    if (same && before.done) return false
    const from = same ? before.after_case_id : null
    const walk = await lookInTrx(trx, { reference, day, from })
    await saveWalkInTrx(trx, walk)
    return !walk.done
  })
}

async function lookInTrx(
  trx: HubTrx,
  { reference, day, from }: { reference: ReferenceData; day: string; from: string | null },
): Promise<DerivedWalkRow> {
  const rows = await lockUndecidedInTrx(trx, from, TOGETHER)
  const looked = rows.map((row) => {
    const { dueOn, failedChecks } = derive(JSON.parse(row.body) as CaseFile, reference, day)
    return { case_id: row.case_id, due_on: dueOn, failed_checks: failedChecks.length }
  })
  const changed = looked.filter((row, at) => {
    const { due_on, failed_checks } = rows[at] ?? row
    return row.due_on !== due_on || row.failed_checks !== failed_checks
  })
  await updateDerivedInTrx(trx, changed)
  const after = rows.at(-1)?.case_id ?? from
  return { day, reference_version: reference.version, after_case_id: after, done: rows.length < TOGETHER }
}

async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
}
