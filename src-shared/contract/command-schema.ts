import { z } from 'zod'
import type { Command } from '#core/command.ts'

/** The hub's database writes UUIDs in small letters; written otherwise they would be other ids to everyone else. */
export const uuidSchema = z.uuid().toLowerCase()
/** No database has a year 0. */
export const instantSchema = z.iso.datetime().refine((text) => !text.startsWith('0000'), 'there is no year 0')
const id = z.string().min(1).max(80)
const text = z.string().max(20_000)
const basis = z.enum(['sponsor_declaration', 'document_seen', 'register_check', 'system_check'])
export const answerValueSchema = z.enum(['met', 'not_met', 'not_applicable', 'unknown'])
export const outcomeSchema = z.enum(['grant', 'reject', 'disregard'])
export const resolutionSchema = z.enum(['adopt', 'redo', 'discard'])
const person = z.strictObject({ personId: id, name: z.string().min(1).max(200) })
const evidence = z
  .strictObject({ documentId: z.string().regex(/^[0-9a-f]{64}$/), page: z.int().min(1).max(10_000) })
  .nullable()

export const answerCheckPayload = z.strictObject({
  answers: z
    .array(z.strictObject({ itemId: id, value: answerValueSchema, basis, note: z.string().max(4_000), evidence }))
    .min(1)
    .max(60),
})
export const addNotePayload = z.strictObject({ text: text.min(1) })
export const requestInformationPayload = z.strictObject({ items: z.array(id).min(1).max(60), text })
export const decidePayload = z.strictObject({
  outcome: outcomeSchema,
  grounds: z.array(id).max(20),
  motivation: text,
  seenChecks: z.record(id, answerValueSchema),
})
export const takeCasePayload = z.strictObject({})
export const reassignPayload = z.strictObject({
  expectedHolder: id.nullable(),
  to: person.nullable(),
  reason: z.string().min(1).max(2_000),
})
export const resolveParkedPayload = z.strictObject({
  parkedCommandId: id.toLowerCase(),
  how: resolutionSchema,
  reason: z.string().max(2_000),
})

function commandOf<Kind extends string, Payload extends z.ZodType>(kind: Kind, payload: Payload) {
  return z.strictObject({
    commandId: uuidSchema,
    kind: z.literal(kind),
    protocol: z.int().min(1).max(1_000),
    caseId: uuidSchema,
    baseVersion: z.int().min(0),
    actor: id,
    deskId: id,
    deviceTime: z.iso.datetime(),
    clockOffsetMs: z.number().finite().nullable(),
    payload,
  })
}

/** A command as it travels (SYN-2). Unknown keys are refused with their path. */
export const commandSchema: z.ZodType<Command> = z.discriminatedUnion('kind', [
  commandOf('answerCheck', answerCheckPayload),
  commandOf('addNote', addNotePayload),
  commandOf('requestInformation', requestInformationPayload),
  commandOf('decide', decidePayload),
  commandOf('takeCase', takeCasePayload),
  commandOf('reassign', reassignPayload),
  commandOf('resolveParked', resolveParkedPayload),
])
