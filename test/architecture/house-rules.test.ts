import { expect, test } from 'vitest'
import { findHouseFaults } from './house-rules.ts'
import { listSources } from './sources.ts'

test('the sources keep the house rules', () => {
  // The rules themselves and their planted breaches are full of what they forbid.
  const sources = listSources().filter((file) => !file.path.startsWith('test/architecture/'))
  const faults = findHouseFaults(sources)
  expect(faults, faults.join('\n')).toEqual([])
})

test.each([
  ['db/hub/x.ts', 'db.selectFrom("c").selectAll()', 'name the columns'],
  ['src-hub/x.ts', `export * from './a.ts'`, 'export by name'],
  ['src-hub/x.ts', '// @ts-ignore', 'mend the type'],
  ['src-hub/x.ts', '// oxlint-disable-next-line', 'mend the code'],
  ['src-hub/x.ts', '// oxlint-disable-next-line no-console', 'mend the code'],
  ['src-hub/x.ts', '/* oxlint-disable no-console -- because */', 'mend the code'],
  ['src-hub/x.ts', 'a as unknown as B', 'a cast through unknown'],
  ['src-main/desk/x.ts', '// TODO later', 'finish it'],
  ['src-renderer/x.tsx', 'a.innerHTML = b', 'never become markup'],
  ['test/unit/x.test.ts', 'test.only("a", f)', 'a test runs or is not there'],
  ['test/unit/x.test.ts', `vi.mock('#core/a.ts')`, 'not mocked'],
  ['test/e2e/x.spec.ts', 'page.waitForTimeout(5)', 'not for time'],
  ['src-hub/openApi.ts', '', 'kebab-case'],
])('a planted breach is found: %s %s', (path, text, fault) => {
  expect(findHouseFaults([{ path, text }])).toEqual([expect.stringContaining(fault)])
})

test('ordinary code is no breach', () => {
  const text = `const many = list.filter((item) => item.any).map((x) => x.only)\n/** Anything: any case. */\nexport { many }\n// oxlint-disable-next-line a/b -- the grid has the keys`
  expect(findHouseFaults([{ path: 'src-hub/many-things.ts', text }])).toEqual([])
})
