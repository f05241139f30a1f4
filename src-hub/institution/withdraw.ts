import type { ApplicationStatus, ChangeRefusal } from '#contract/institution-schema.ts'
import { amsterdamDate } from '#core/dates.ts'
import { applyEvent } from '#core/fold-case.ts'
import { must, ok, refuse, type Result } from '#core/result.ts'
import { judgeWithdrawal } from '#core/supplement.ts'
import { lockCasesInTrx } from '#db/hub/queries/cases.ts'
import { findHeld, withdrawHeldInTrx } from '#db/hub/queries/held.ts'
import { findOwnCase } from '#db/hub/queries/institution.ts'
import { lockInTrx } from '#db/hub/locks.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { toProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { fromOutside } from '../intake/admit.ts'
import { moveCase, openLedger, writeLedgerInTrx } from '../judging/ledger.ts'
import { statusOfCase, statusOfHeld } from './application-status.ts'
import type { Institution } from './institution.ts'
import { toConflict } from './refusals.ts'

/** Withdraws an application: its case ends, or what was held of it is forgotten. Withdrawn again it is answered as withdrawn. */
export async function withdraw(
  hub: HubContext,
  institution: Institution,
  wish: { key: string; reason: string },
): Promise<Result<ApplicationStatus, ChangeRefusal>> {
  const { brin, sponsorId, reference } = institution
  const hubTime = hub.now()
  const today = amsterdamDate(hubTime)
  return await inTransaction(hub.db, async (trx) => {
    // What is held under this key may be becoming a case at this moment.
    await lockInTrx(trx, 'intake')
    const row = sponsorId === null ? undefined : await findOwnCase(trx, sponsorId, wish.key)
    if (row === undefined) {
      const held = (await withdrawHeldInTrx(trx, brin, wish.key, hubTime)) && (await findHeld(trx, brin, wish.key))
      return held ? ok(statusOfHeld(held)) : refuse(UNKNOWN)
    }
    const ledger = openLedger(hubTime, await lockCasesInTrx(trx, [row.case_id]))
    const file = ledger.cases.get(row.case_id)?.file
    must(file, 'a case that was found is never removed')
    if (file.status === 'withdrawn') return ok(statusOfCase(file, reference, today))
    const judged = judgeWithdrawal(file, wish.reason, today)
    if (!judged.ok) return refuse(toConflict(judged.refusal))
    const event = fromOutside(hubTime, judged.value)
    const after = applyEvent(file, event, reference)
    moveCase(ledger, after, { events: [event], commandId: null })
    await writeLedgerInTrx(trx, ledger)
    return ok(statusOfCase(after, reference, today))
  })
}

const UNKNOWN = toProblem('not_found', { field: 'key', detail: 'you have no application under this key' })
