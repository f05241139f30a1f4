import { expect, test } from 'vitest'
import { describeError } from '#hub/http/errors.ts'

test('what is logged of an error names its kind and place, never its message', () => {
  const described = describeError(new SyntaxError('Unexpected token in "Jansen"\n    at Jansen, born 2001'))
  expect(described.kind).toBe('SyntaxError')
  expect(described.at[0]).toContain('describe-error.test.ts')
  expect(JSON.stringify(described)).not.toContain('Jansen')
})

test('an error whose message was changed after it arose is logged by its kind alone', () => {
  const error = new Error('Jansen\n    at Jansen')
  expect(error.stack).toContain('Jansen')
  error.message = 'hidden'
  expect(describeError(error)).toEqual({ kind: 'Error', code: '', at: [] })
})
