import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findBreaches, type ImportNames } from './layers.ts'
import { listSources, root } from './sources.ts'

const names = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { imports: ImportNames }).imports

test('every import is one the table allows', () => {
  const sources = listSources()
  expect(sources.length).toBeGreaterThan(20)
  const breaches = findBreaches(sources, names)
  expect(breaches, breaches.join('\n')).toEqual([])
})

describe('a planted breach is found', () => {
  const planted: [path: string, text: string, breach: string][] = [
    ['src-shared/core/x.ts', `import { a } from '#contract/a.ts'`, 'src-shared/core may not use src-shared/contract'],
    ['src-shared/core/x.ts', `import { a } from '#hub/a.ts'`, 'may not use src-hub'],
    ['src-shared/core/x.ts', `import { readFileSync } from 'node:fs'`, 'there is no Node here'],
    ['src-shared/core/x.ts', `import { z } from 'zod'`, 'imports the package zod'],
    ['src-shared/contract/x.ts', `import { Kysely } from 'kysely'`, 'imports the package kysely'],
    ['db/local/x.ts', `import { a } from '../hub/a.ts'`, 'db/local may not use db/hub'],
    ['db/hub/x.ts', `import { a } from '#db/local/a.ts'`, 'db/hub may not use db/local'],
    ['db/kit/x.ts', `import { a } from '#db/local/a.ts'`, 'db/kit may not use db/local'],
    ['src-main/desk/x.ts', `import { app } from 'electron'`, 'imports the package electron'],
    ['src-main/desk/x.ts', `import type { Kysely } from 'kysely'`, 'imports the package kysely'],
    ['src-main/desk/x.ts', `const a = await import('#shell/a.ts')`, 'may not use src-main/shell'],
    ['src-main/shell/x.ts', `import { a } from '#core/a.ts'`, 'may not use src-shared/core'],
    ['src-main/preload/x.ts', `import { a } from '#desk/a.ts'`, 'may not use src-main/desk'],
    ['src-renderer/app/x.tsx', `import { ipcRenderer } from 'electron'`, 'imports the package electron'],
    ['src-renderer/app/x.tsx', `import path from 'node:path'`, 'there is no Node here'],
    ['src-renderer/features/a/x.tsx', `import { B } from '../b/b.tsx'`, 'features do not know each other'],
    ['src-hub/x.ts', `export { a } from '#db/local/a.ts'`, 'may not use db/local'],
    ['src-hub/x.ts', `import { a } from '#test/a.ts'`, 'may not use test'],
    ['src-hub/x.ts', `import fs from 'fs'`, 'write node:fs'],
    ['src-hub/x.ts', `import { a } from './routes'`, 'without its extension'],
    ['test/unit/x.ts', `import { a } from '../../src-hub/a.ts'`, `use the area's # name`],
    ['src-main/x.ts', '', 'belongs to no known area'],
    ['src-other/x.ts', '', 'belongs to no known area'],
  ]
  test.each(planted)('%s: %s', (path, text, breach) => {
    expect(findBreaches([{ path, text }], names)).toEqual([expect.stringContaining(breach)])
  })
})

test('what the table allows is no breach', () => {
  const allowed = [
    { path: 'src-shared/core/x.ts', text: `import { Temporal } from 'temporal-polyfill'\nimport { a } from './a.ts'` },
    { path: 'src-hub/x.ts', text: `import fastify from 'fastify'\nimport { a } from '#db/hub/a.ts'` },
    {
      path: 'src-renderer/features/a/x.tsx',
      text: `import { B } from '../../ui/b.tsx'\nimport url from './b.css?url'`,
    },
    { path: 'test/unit/x.ts', text: `import { a } from '#desk/a.ts'\nimport { b } from '../support/b.ts'` },
    { path: 'vitest.config.ts', text: `import { a } from './scripts/a.ts'` },
  ]
  expect(findBreaches(allowed, names)).toEqual([])
})
