import type { z } from 'zod'

/** One row of the table of calls: how the window asks the desk. `output` and `refusal` exist for the compiler only. */
export interface Call<Input, Output, Refusal> {
  input: z.ZodType<Input>
  readonly output?: Output
  readonly refusal?: Refusal
}

export function call<Output, Refusal = never>() {
  return function withInput<Input>(input: z.ZodType<Input>): Call<Input, Output, Refusal> {
    return { input }
  }
}

/** Every call may also be answered with these: the window shows them the same way everywhere. */
export type CommonRefusal =
  | { code: 'bad_input'; field: string; message: string }
  | { code: 'not_here'; caseId: string }
  | { code: 'desk_closed'; reason: DeskRefusalReason }
  | { code: 'broken'; reference: string }

/** Why a desk would not open its database. */
export type DeskRefusalReason =
  | 'no_keychain'
  | 'no_encryption'
  | 'wrong_key'
  | 'newer_version'
  | 'damaged'
  | 'read_only'
  | 'disk_full'
  | 'in_use'
  | 'cannot_open'
