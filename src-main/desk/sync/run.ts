import { poolAnswerSchema } from '#contract/wire.ts'
import { offerAccessesAgainInTrx } from '#db/local/accesses.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { insertAuditInTrx } from '#db/local/audit.ts'
import { endGraceInTrx, needsTidying, returnSendingInTrx } from '#db/local/commands.ts'
import { forgetAcknowledgedInTrx } from '#db/local/evictions.ts'
import { offerAgainInTrx } from '#db/local/receipts.ts'
import { replacePoolInTrx } from '#db/local/small-tables.ts'
import { dropStagingInTrx } from '#db/local/staging.ts'
import { rememberInTrx } from '#db/local/sync-state.ts'
import { casesChanged, type DeskContext, deviceTime, findPerson } from '../context.ts'
import { forgetSentAccesses, sendAccesses } from './accesses.ts'
import { loadAll } from './first-load.ts'
import { askHub, HubError, readJson } from './hub-client.ts'
import { pullChanges } from './pull.ts'
import { pushDue } from './push.ts'

export type Activity = 'first_load' | 'pulling' | 'pushing'

export interface RunReport {
  /** The digests of desk and hub agree (SYN-34). */
  agrees: boolean
}

/** Rebuilding twice in one run without agreement means that trying at once again will not help. */
const REBUILDS = 2
const POOL_SHOWN = 500
const ACKNOWLEDGED_KEPT_DAYS = 14

/** One exchange with the hub: first pull, then rebase, then send what still stands (SYN-40), then take in what that changed. */
export async function runOnce(
  context: DeskContext,
  token: string,
  tell: (activity: Activity, progress: { done: number; total: number } | null) => void,
): Promise<RunReport> {
  await beginRun(context)
  let agrees = await pullUntilAgreed(context, token, tell)
  tell('pushing', null)
  if ((await pushDue(context, token)) > 0) agrees = await pullUntilAgreed(context, token, tell)
  await sendAccesses(context, token)
  return { agrees }
}

/** What was on the wire when the last exchange broke off waits again; grace periods that are over end. */
async function beginRun(context: DeskContext): Promise<void> {
  if (!(await needsTidying(context.db, deviceTime(context)))) return
  const ended = await inTransaction(context.db, async (trx) => {
    await returnSendingInTrx(trx, null)
    return await endGraceInTrx(trx, deviceTime(context))
  })
  if (ended.length > 0) casesChanged(context, ended)
}

async function pullUntilAgreed(
  context: DeskContext,
  token: string,
  tell: (activity: Activity, progress: { done: number; total: number } | null) => void,
): Promise<boolean> {
  for (let rebuilds = 0; rebuilds <= REBUILDS; rebuilds += 1) {
    const whole = context.memory.cursor === undefined
    if (whole) tell('first_load', context.memory.staging ?? { done: 0, total: 0 })
    else tell('pulling', null)
    const outcome = whole
      ? await loadAll(context, token, (done, total) => tell('first_load', { done, total }))
      : await pullChanges(context, token)
    if (outcome.kind === 'agrees') return true
    if (outcome.kind === 'resync') await resync(context, outcome.epoch, outcome.reason)
    else await repair(context)
  }
  return false
}

/** The hub went back in time, or is another one: the copy is built anew, the outbox stays, and what was acknowledged is offered again (SYN-33). */
async function resync(context: DeskContext, epoch: string, reason: string): Promise<void> {
  const offered = await inTransaction(context.db, async (trx) => {
    const count = await offerAgainInTrx(trx)
    await offerAccessesAgainInTrx(trx)
    await dropStagingInTrx(trx)
    await rememberInTrx(trx, { cursor: undefined, staging: undefined, epoch: undefined })
    await insertAuditInTrx(trx, {
      at: deviceTime(context),
      kind: 'sync.resync',
      caseId: null,
      commandId: null,
      facts: { reason, epoch, offered: count },
    })
    return count
  })
  Object.assign(context.memory, { cursor: undefined, staging: undefined, epoch: undefined })
  context.log('warn', 'sync.resync', { reason, offered })
  casesChanged(context, 'all')
}

/** Desk and hub do not agree on the scope: counted, and repaired by building the copy anew (SYN-34). */
async function repair(context: DeskContext): Promise<void> {
  const repairs = (context.memory.repairs ?? 0) + 1
  await inTransaction(context.db, async (trx) => {
    await dropStagingInTrx(trx)
    await rememberInTrx(trx, { cursor: undefined, staging: undefined, repairs })
    await insertAuditInTrx(trx, {
      at: deviceTime(context),
      kind: 'sync.repair',
      caseId: null,
      commandId: null,
      facts: { repairs },
    })
  })
  Object.assign(context.memory, { cursor: undefined, staging: undefined, repairs })
  context.log('warn', 'sync.repair', { repairs })
}

/** Acknowledged acts on cases long gone are forgotten, once the hub's backups no longer go back that far (SYN-31, SYN-33). */
export async function forgetAcknowledged(context: DeskContext): Promise<void> {
  const horizon = new Date(context.environment.now() - ACKNOWLEDGED_KEPT_DAYS * 86_400_000).toISOString()
  await inTransaction(context.db, async (trx) => await forgetAcknowledgedInTrx(trx, horizon))
  await forgetSentAccesses(context, horizon)
}

/** Who only administers has nothing to take from the pool, and gets no look at it. */
export function maySeePool(context: DeskContext): boolean {
  return findPerson(context)?.roles.some((role) => role === 'officer' || role === 'supervisor') ?? false
}

/** The cases nobody holds, as they stand at the hub now. */
export async function refreshPool(context: DeskContext, token: string): Promise<void> {
  const response = await askHub(context, { method: 'GET', path: `/v1/pool?limit=${POOL_SHOWN}`, token })
  const pool = poolAnswerSchema.safeParse(await readJson(response))
  if (!pool.success) throw new HubError('unreadable_answer', 'pool')
  const memory = { poolAsOf: deviceTime(context), poolTotal: pool.data.total }
  await inTransaction(context.db, async (trx) => {
    await replacePoolInTrx(trx, pool.data.cases)
    await rememberInTrx(trx, memory)
  })
  Object.assign(context.memory, memory)
  context.changes.sync()
}
