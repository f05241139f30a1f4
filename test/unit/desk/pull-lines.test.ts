import { expect, test } from 'vitest'
import { digestPart } from '#db/kit/scope-digest.ts'
import { parsePullLine, toIncomingCase } from '#desk/sync/pull-lines.ts'
import { aCaseFile, aReference } from '#test/support/case-builder.ts'

test('[SYN-34] the digest of a case is over its body exactly as it travelled', () => {
  const file = aCaseFile()
  // Spaces and escapes that a desk would not write itself.
  const bodyText = JSON.stringify(file).replace('"caseNumber":', '"caseNumber" : ').replace('Silva', 'S\\u0069lva')
  const line = parsePullLine(`{"type":"case","caseId":"${file.caseId}","version":${file.version},"body":${bodyText}}`)
  if (line.type !== 'case') throw new Error('a case was sent')
  expect(line.bodyText).toBe(bodyText)
  expect(line.body).toEqual(file)
  const incoming = toIncomingCase(line, { reference: aReference(), personId: 'officer-1', day: null })
  expect(incoming.bodyText).toBe(bodyText)
  expect(incoming.view).toContain(digestPart(file.caseId, file.version, bodyText))
})

test('a case whose parts contradict each other is refused without its content', () => {
  const file = aCaseFile()
  const wrong = `{"type":"case","caseId":"${file.caseId}","version":${file.version + 1},"body":${JSON.stringify(file)}}`
  expect(() => parsePullLine(wrong)).toThrow(`unreadable_answer: case ${file.caseId}`)
  for (const line of ['', '[]', '{"type":"other"}', '{"type":"page","cursor":-1}', '{"type":"evict"}']) {
    expect(() => parsePullLine(line), line).toThrow('unreadable_answer')
  }
})
