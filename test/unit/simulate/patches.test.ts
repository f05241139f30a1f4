import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '#scripts/lib/paths.mjs'
import { applyPatch, SMALL } from '#test/simulation/patches.ts'
import { PLANTED_BUGS } from '#test/simulation/planted-bugs.ts'

test('every patch of the simulation fits the program as it is', () => {
  for (const patch of [...SMALL, ...PLANTED_BUGS.flatMap(({ patches }) => patches)]) {
    const text = readFileSync(join(root, patch.file), 'utf8')
    expect(applyPatch(text, patch)).not.toBe(text)
  }
})

test('there are at least twelve planted bugs, each under a name of its own', () => {
  expect(new Set(PLANTED_BUGS.map(({ name }) => name)).size).toBeGreaterThanOrEqual(12)
})

test('a patch that fits its file no longer is told', () => {
  const patch = { file: 'a.ts', from: 'one', to: 'two' }
  expect(applyPatch('one and', patch)).toBe('two and')
  expect(() => applyPatch('one and one', patch)).toThrow('a.ts has no longer once: one')
  expect(() => applyPatch('', patch)).toThrow('a.ts has no longer once: one')
})
