import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findRuleFaults, listRules } from './rules.ts'
import { listSources, root } from './sources.ts'

const TESTS = /^test\/(?!architecture\/).*\.(test|spec)\.tsx?$/

test('every rule of this version is proved by a test, and tests quote only known rules', () => {
  const spec = readFileSync(join(root, 'SPEC.md'), 'utf8')
  expect(listRules(spec).filter((rule) => !rule.later).length).toBeGreaterThan(15)
  const tests = listSources().filter((file) => TESTS.test(file.path))
  const faults = findRuleFaults(spec, tests)
  expect(faults, faults.join('\n')).toEqual([])
})

const spec = `
- **SYN-1** An act is whole.
- **SYN-2** (later) A lease ends; see SYN-1.
- CLK-1 A clock is pure.
| **VAL-3** | A table row defines a rule too. |
Prose that names SYN-9 defines nothing.`

test('list items and table rows define rules, (later) puts one off', () => {
  expect(listRules(spec)).toEqual([
    { id: 'SYN-1', later: false },
    { id: 'SYN-2', later: true },
    { id: 'CLK-1', later: false },
    { id: 'VAL-3', later: false },
  ])
})

test('an unproved rule, an unknown rule and a rule defined twice are found', () => {
  const proving = {
    path: 'test/unit/a.test.ts',
    text: `test('[SYN-1] …'); test.each(x)("[CLK-1, VAL-3] …"); test('[DEC-9] …')`,
  }
  expect(findRuleFaults(`${spec}\n- **SYN-1** Again.`, [proving])).toEqual([
    'SYN-1 is defined twice',
    'test/unit/a.test.ts quotes the unknown rule DEC-9',
  ])
  expect(findRuleFaults(spec, [])).toEqual([
    'no test quotes [SYN-1]',
    'no test quotes [CLK-1]',
    'no test quotes [VAL-3]',
  ])
})

test('a rule named in a comment or inside a sentence is not proved', () => {
  const text = `// [SYN-1] [CLK-1] [VAL-3]\ntest('as [SYN-1] says', …)`
  expect(findRuleFaults(spec, [{ path: 'test/unit/a.test.ts', text }])).toHaveLength(3)
})
