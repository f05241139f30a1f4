import { commandSchema, uuidSchema } from '#contract/command-schema.ts'
import type { Problem } from '#contract/wire.ts'
import type { Command } from '#core/command.ts'
import { reason } from '#core/reason.ts'
import type { Receipt } from '#core/receipt.ts'
import { ok, type Result } from '#core/result.ts'
import { z } from 'zod'
import { fieldOf, refuseWith } from '../http/problem.ts'
import { refused } from './receipts.ts'

/** A command of a push: readable, or refused for its form, which never holds up the others (SYN-5). */
export type ReadCommand = { command: Command } | { receipt: Receipt }

const named = z.looseObject({ commandId: uuidSchema })

/** Reads each command on its own. Only a command without a usable id makes the whole push unanswerable: there is nothing to answer to. */
export function readCommands(inputs: readonly unknown[], hubTime: string): Result<ReadCommand[], Problem> {
  const read: ReadCommand[] = []
  for (const [index, input] of inputs.entries()) {
    const parsed = commandSchema.safeParse(input)
    if (parsed.success) {
      read.push({ command: parsed.data })
      continue
    }
    const name = named.safeParse(input)
    if (!name.success) return refuseWith('invalid', { field: `commands[${index}].commandId`, detail: 'a UUID' })
    const issue = parsed.error.issues[0]
    const field = issue === undefined ? '' : fieldOf(issue)
    const reasons = [reason('refused.malformed', 'fail', { field })]
    read.push({ receipt: refused(name.data.commandId, hubTime, { file: null, reasons }) })
  }
  return ok(read)
}
