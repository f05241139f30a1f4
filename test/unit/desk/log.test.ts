import { expect, test } from 'vitest'
import { errorFacts } from '#desk/log.ts'

test('what could not be parsed is not in the log, not even in part', () => {
  for (const text of ['Wolkenkrabber, Anna', '{"name": Wolkenkrabber}', 'Wolkenkrabber\n    at Anna\n']) {
    let caught: unknown
    try {
      JSON.parse(text)
    } catch (error) {
      caught = error
    }
    const logged = JSON.stringify(errorFacts(caught))
    expect(logged).toContain('SyntaxError')
    expect(logged).toContain('log.test.ts')
    expect(logged).not.toContain('Wolkenkra')
    expect(logged).not.toContain('Anna')
  }
})

test('any other error says what and where', () => {
  expect(errorFacts(new TypeError('cannot bind NaN'))).toMatchObject({
    error: 'TypeError',
    message: 'cannot bind NaN',
    stack: expect.stringContaining('log.test.ts'),
  })
  expect(errorFacts('text')).toEqual({ error: 'not an error' })
})
