import { expect, test } from 'vitest'
import { applyCommand } from '#core/apply-command.ts'
import type { CommandKind } from '#core/command.ts'
import { aCaseFile, aCommand, aContext, anActor, anAnswer, answersFor } from '#test/support/case-builder.ts'

const file = aCaseFile({
  answers: { ...answersFor(), C06: anAnswer({ value: 'not_met', note: 'The scan is cut off.' }) },
})
const ahead = { baseVersion: file.version + 1 }

const resting: CommandKind[] = ['answerCheck', 'requestInformation', 'decide']
test.each(resting)('[SYN-10] [SYN-33] %s on a version that the hub does not have is parked, and says so', (kind) => {
  const judgement = applyCommand(file, aCommand(kind, ahead), aContext())
  expect(judgement).toEqual({
    verdict: 'parked',
    reasons: [{ code: 'parked.base_unknown', tone: 'fail', values: {} }],
  })
})

test.each(resting)('[SYN-10] %s on the version the hub has is not', (kind) => {
  const judgement = applyCommand(file, aCommand(kind, { baseVersion: file.version }), aContext())
  const codes = judgement.verdict === 'accepted' ? [] : judgement.reasons.map((reason) => reason.code)
  expect(codes).not.toContain('parked.base_unknown')
})

test('[SYN-11] [SYN-33] a note rests on no version and is accepted', () => {
  expect(applyCommand(file, aCommand('addNote', ahead), aContext()).verdict).toBe('accepted')
})

test('[SYN-12] a case in the pool may be taken whatever version of it was seen', () => {
  const free = aCaseFile({ holder: null })
  expect(applyCommand(free, aCommand('takeCase', ahead), aContext({ actor: anActor() })).verdict).toBe('accepted')
})
