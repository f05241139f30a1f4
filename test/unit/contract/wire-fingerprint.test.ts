import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { accessesAnswerSchema, accessesRequestSchema } from '#contract/access.ts'
import { commandSchema } from '#contract/command-schema.ts'
import { intakeAnswerSchema, intakeApplicationSchema, intakeBatchSchema } from '#contract/intake-schema.ts'
import { OLDEST_SERVED_PROTOCOL, PROTOCOL_VERSION } from '#contract/protocol.ts'
import {
  personSchema,
  poolAnswerSchema,
  problemSchema,
  pullLineSchemas,
  pullRequestSchema,
  pushAnswerSchema,
  pushRequestSchema,
  signInWaySchema,
} from '#contract/wire.ts'

const MESSAGES = {
  accesses: accessesRequestSchema,
  accessesAnswer: accessesAnswerSchema,
  command: commandSchema,
  intakeAnswer: intakeAnswerSchema,
  intakeApplication: intakeApplicationSchema,
  intakeBatch: intakeBatchSchema,
  person: personSchema,
  pool: poolAnswerSchema,
  problem: problemSchema,
  pullRequest: pullRequestSchema,
  pushAnswer: pushAnswerSchema,
  pushRequest: pushRequestSchema,
  signIn: signInWaySchema,
  ...Object.fromEntries(Object.entries(pullLineSchemas).map(([name, schema]) => [`pullLine.${name}`, schema])),
}

function fingerprint(schemas: Record<string, z.ZodType>): string {
  const shapes = Object.entries(schemas).map(([name, schema]) => [name, z.toJSONSchema(schema, { io: 'input' })])
  return createHash('sha256').update(JSON.stringify(shapes)).digest('hex').slice(0, 16)
}

test('[SYN-54] no message changes shape without a new version of the wire', () => {
  // When this fails: raise PROTOCOL_VERSION, tell in protocol.ts what changed, and pin the new fingerprint beside the new version.
  expect({ version: PROTOCOL_VERSION, shape: fingerprint(MESSAGES) }).toEqual({ version: 2, shape: 'a002ad5b5803a617' })
})

test('[SYN-54] the hub serves the current version and at most the one before', () => {
  expect(PROTOCOL_VERSION - OLDEST_SERVED_PROTOCOL).toBeLessThanOrEqual(1)
  expect(OLDEST_SERVED_PROTOCOL).toBeGreaterThanOrEqual(1)
})

test('[SYN-54] a change of one field changes the fingerprint', () => {
  const changed = { ...MESSAGES, person: personSchema.extend({ team: z.string() }) }
  expect(fingerprint(changed)).not.toBe(fingerprint(MESSAGES))
})
