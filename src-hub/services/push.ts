import type { Person, Problem, PushAnswer } from '#contract/wire.ts'
import type { Command } from '#core/command.ts'
import { reason } from '#core/reason.ts'
import type { Receipt } from '#core/receipt.ts'
import type { ReferenceData } from '#core/reference.ts'
import { must, ok, type Result } from '#core/result.ts'
import type { HubTrx } from '#db/hub/schema.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { codeOf, describeError, isUnreachable } from '../http/errors.ts'
import type { HubContext } from '../hub-context.ts'
import { judgeAloneInTrx, judgeBatchInTrx } from '../judging/judge-batch.ts'
import { readCommands } from '../judging/read-commands.ts'
import { refused } from '../judging/receipts.ts'

/**
 * Answers every command of a push, in the order sent: one transaction for all, or, when that fails, one for each, so that no command can
 * spoil another's (SYN-5). Only when the database cannot be reached is nothing answered.
 */
export async function pushCommands(
  hub: HubContext,
  person: Person,
  inputs: readonly unknown[],
): Promise<Result<PushAnswer, Problem>> {
  const hubTime = hub.now()
  const read = readCommands(inputs, hubTime)
  if (!read.ok) return read
  const commands = read.value.flatMap((entry) => ('command' in entry ? [entry.command] : []))
  const judged = await judgeTogether(hub, person, commands, hubTime)
  let next = 0
  const receipts = read.value.map((entry) => {
    const receipt = 'receipt' in entry ? entry.receipt : judged[next++]
    must(receipt, 'every readable command was judged')
    hub.measures.act('command' in entry ? entry.command.kind : 'unreadable', receipt.outcome)
    return receipt
  })
  return ok({ hubTime, receipts })
}

async function judgeTogether(
  hub: HubContext,
  person: Person,
  commands: Command[],
  hubTime: string,
): Promise<Receipt[]> {
  if (commands.length === 0) return []
  try {
    return await inOneTransaction(hub, async (trx, reference) => {
      return await judgeBatchInTrx(trx, { person, commands, hubTime, reference })
    })
  } catch (error) {
    if (isUnreachable(error)) throw error
    hub.log.warn({ commands: commands.length, ...describeError(error) }, 'a batch is judged one by one')
    const receipts: Receipt[] = []
    for (const command of commands) receipts.push(await judgeAlone(hub, person, command, hubTime))
    return receipts
  }
}

async function inOneTransaction(
  hub: HubContext,
  judge: (trx: HubTrx, reference: ReferenceData) => Promise<Receipt[]>,
): Promise<Receipt[]> {
  const { reference } = await hub.reference.current(hub.db)
  return await inTransaction(hub.db, async (trx) => await judge(trx, reference))
}

const ATTEMPTS = 3

async function judgeAlone(hub: HubContext, person: Person, command: Command, hubTime: string): Promise<Receipt> {
  const onFault = (fault: unknown) => {
    hub.log.error({ commandId: command.commandId, ...describeError(fault) }, 'an act could not be judged')
  }
  for (let attempt = 1; ; attempt++) {
    try {
      const [receipt] = await inOneTransaction(hub, async (trx, reference) => {
        return await judgeAloneInTrx(trx, { person, command, hubTime, reference }, onFault)
      })
      must(receipt, 'one command gets one receipt')
      return receipt
    } catch (error) {
      if (isUnstorable(error)) {
        const reasons = [reason('refused.malformed', 'fail', { field: '' })]
        return refused(command.commandId, hubTime, { file: null, reasons })
      }
      if (attempt === ATTEMPTS || !isContended(error)) throw error
    }
  }
}

/** A key another transaction took first, or two transactions in each other's way: trying again helps. */
function isContended(error: unknown): boolean {
  return /^(23|40)/.test(codeOf(error))
}

/** A value no column can hold. */
function isUnstorable(error: unknown): boolean {
  return codeOf(error).startsWith('22')
}
