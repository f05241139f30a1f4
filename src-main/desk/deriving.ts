import type { CaseFile } from '#core/case-file.ts'
import { addDays, amsterdamMidnight } from '#core/dates.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { toViewValues, VIEW_COLUMNS } from '#db/local/case-row.ts'
import { isSeen, listStaleRows, updateRowsInTrx } from '#db/local/derived.ts'
import { casesChanged, type DeskContext, findPerson, hubNow, today } from './context.ts'
import { derivedFor, shownOn } from './derived.ts'
import { errorFacts } from './log.ts'

/** Few enough that whatever else is asked of the desk waits a few milliseconds at most. */
const TOGETHER = 25
const DIGEST_AT = VIEW_COLUMNS.indexOf('digest_part')
/** The first moment of a day, and a little: a clock that is a breath early must not find the day before. */
const AFTER_MIDNIGHT_MS = 1_000

/** Keeps the rows of the queue right when only the day or the reference data changed: nothing else touches a case that nobody works on (ADR 10). */
export interface Deriving {
  /** Looks whether the day or the reference data has changed; also tells the window of a new day. */
  wake(): void
  /** The rows were replaced: look even though nothing changed. */
  lookAgain(): void
  /** The work under way, if any. */
  busy(): Promise<void> | undefined
  close(): Promise<void>
}

export function startDeriving(context: DeskContext, onFileFailure: (error: unknown) => boolean): Deriving {
  let day = today(context)
  let doneFor = ''
  let walking: Promise<void> | undefined
  let closed = false
  let cancelTimer = wakeAtMidnight()

  function wakeAtMidnight(): () => void {
    const tomorrow = amsterdamMidnight(addDays(today(context), 1))
    return context.environment.setTimer(
      () => {
        cancelTimer = wakeAtMidnight()
        wake()
      },
      tomorrow - hubNow(context) + AFTER_MIDNIGHT_MS,
    )
  }

  function wake(): void {
    if (closed) return
    if (today(context) !== day) {
      day = today(context)
      casesChanged(context, 'all')
    }
    if (context.reference === null || doneFor === derivedFor(context.reference, day)) return
    walking ??= walk()
      .catch((error: unknown) => {
        if (!onFileFailure(error)) context.log('error', 'derive.failed', errorFacts(error))
      })
      .finally(() => {
        walking = undefined
      })
  }

  /** From the first row to the last; begins anew when meanwhile the day or the reference data changed. */
  async function walk(): Promise<void> {
    let after = 0
    let wanted = ''
    while (!closed && context.reference !== null) {
      const now = derivedFor(context.reference, today(context))
      if (now !== wanted) after = 0
      wanted = now
      const last = await lookAtNext(context, wanted, after)
      if (last !== null) after = last
      else if (wanted === derivedFor(context.reference, today(context))) {
        doneFor = wanted
        return
      }
    }
  }

  return {
    wake,
    lookAgain() {
      doneFor = ''
      wake()
    },
    busy: () => walking,
    async close() {
      closed = true
      cancelTimer()
      await walking
    },
  }
}

/** Looks at the next few rows, by the same reference data from beginning to end. Answers the last row's number; null when there are none left. */
async function lookAtNext(context: DeskContext, wanted: string, after: number): Promise<number | null> {
  const looked = await inTransaction(context.db, async (trx) => {
    const { reference } = context
    const day = today(context)
    if (reference === null || derivedFor(reference, day) !== wanted) return { last: after, changed: [] }
    const stale = await listStaleRows(trx, { derivedFor: wanted, after, limit: TOGETHER })
    const personId = findPerson(context)?.personId ?? null
    const rows = stale.map(({ body, before }) => {
      const file = JSON.parse(body) as CaseFile
      const shown = shownOn(file, reference, day)
      return { before, after: toViewValues(file, reference, personId, Number(before[DIGEST_AT]), shown) }
    })
    await updateRowsInTrx(trx, rows, wanted)
    return { last: stale.at(-1)?.id ?? null, changed: rows.filter(isSeen).map((row) => String(row.after[0])) }
  })
  if (looked.changed.length > 0) casesChanged(context, looked.changed)
  return looked.last
}
