import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import ts from 'typescript'
import type { SourceFile } from './sources.ts'

interface Layer {
  /** The areas it may import besides itself. */
  areas: string[]
  /** The packages it may import; a name ending in /* allows the whole scope. */
  packages: string[]
  /** May it use what Node brings? */
  node: boolean
}

const DATABASE = { packages: ['kysely'], node: true }

/** Who may import whom. What is absent is forbidden; a source file in no area is an error. */
const LAYERS: Record<string, Layer | 'anything'> = {
  'src-shared/core': { areas: [], packages: ['temporal-polyfill'], node: false },
  'src-shared/contract': { areas: ['src-shared/core'], packages: ['zod'], node: false },
  'db/kit': { ...DATABASE, areas: ['src-shared/core'] },
  'db/local': { areas: ['src-shared/core', 'db/kit'], packages: ['kysely', 'sqlite3'], node: true },
  'db/hub': { areas: ['src-shared/core', 'db/kit'], packages: ['kysely', 'pg', '@electric-sql/pglite'], node: true },
  'db/reference': { areas: ['src-shared/core'], packages: [], node: true },
  'src-main/desk': {
    areas: ['src-shared/core', 'src-shared/contract', 'db/kit', 'db/local'],
    packages: ['eventsource-parser', 'jose', 'openid-client', 'pdf-lib', 'pino', 'uuid', 'zod'],
    node: true,
  },
  'src-main/shell': { areas: ['src-shared/contract'], packages: ['electron'], node: true },
  'src-main/preload': { areas: ['src-shared/contract'], packages: ['electron'], node: false },
  'src-renderer': {
    areas: ['src-shared/core', 'src-shared/contract'],
    packages: [
      'react',
      'react-dom',
      '@mantine/*',
      '@tanstack/react-virtual',
      '@tabler/icons-react',
      '@fontsource-variable/*',
      'i18next',
      'react-i18next',
      'pdfjs-dist',
      'temporal-polyfill',
    ],
    node: false,
  },
  'src-hub': {
    areas: ['src-shared/core', 'src-shared/contract', 'db/kit', 'db/hub', 'db/reference'],
    packages: [
      'fastify',
      '@fastify/*',
      '@flystorage/*',
      '@aws-sdk/client-s3',
      'csv-parse',
      'file-type',
      'jose',
      'oidc-provider',
      'pdf-lib',
      'pino',
      'prom-client',
      'temporal-polyfill',
      'uuid',
      'zod',
    ],
    node: true,
  },
  scripts: 'anything',
  test: 'anything',
  bench: 'anything',
}

const ROOT_CONFIG = /^[^/]+\.config\.ts$/

/** The project's own import names, as in package.json: '#core/*' → './src-shared/core/*'. */
export type ImportNames = Record<string, string>

/** Every import that the table does not allow, in words. */
export function findBreaches(files: SourceFile[], names: ImportNames): string[] {
  return files.flatMap((file) => {
    if (ROOT_CONFIG.test(file.path)) return []
    const area = findArea(file.path)
    if (area === undefined) return [`${file.path}: belongs to no known area`]
    const layer = getLayer(area)
    return importsOf(file).flatMap((name) => {
      const breach = findBreach({ file, area, layer, name, names })
      return breach === undefined ? [] : [`${file.path}: ${breach}`]
    })
  })
}

interface Import {
  file: SourceFile
  area: string
  layer: Layer | 'anything'
  name: string
  names: ImportNames
}

function findBreach({ file, area, layer, name, names }: Import): string | undefined {
  const path = resolveOwn(file.path, name, names)
  if (path === undefined) return layer === 'anything' ? undefined : findPackageBreach(layer, name)
  if (!posix.extname(path)) return `imports ${name} without its extension`
  const to = findArea(path)
  if (to === undefined) return layer === 'anything' ? undefined : `imports ${path}, which belongs to no known area`
  if (to !== area && layer !== 'anything' && !layer.areas.includes(to))
    return `imports ${path}; ${area} may not use ${to}`
  if (to !== area && name.startsWith('.')) return `imports ${path} by a relative path; use the area's # name`
  const [feature, other] = [findFeature(file.path), findFeature(path)]
  if (feature !== undefined && other !== undefined && feature !== other)
    return `imports ${path}; features do not know each other`
  return undefined
}

function findPackageBreach(layer: Layer, name: string): string | undefined {
  if (isBuiltin(name)) {
    if (!layer.node) return `imports ${name}; there is no Node here`
    return name.startsWith('node:') ? undefined : `imports ${name}; write node:${name}`
  }
  const parts = name.split('/')
  const packageName = parts.slice(0, name.startsWith('@') ? 2 : 1).join('/')
  const scope = `${parts[0]}/*`
  return layer.packages.includes(packageName) || layer.packages.includes(scope)
    ? undefined
    : `imports the package ${packageName}`
}

/** The project's file an import means, or undefined when it means a package. */
function resolveOwn(from: string, name: string, names: ImportNames): string | undefined {
  const bare = name.replace(/\?.*$/, '')
  if (bare.startsWith('.')) return posix.join(posix.dirname(from), bare)
  if (!bare.startsWith('#')) return undefined
  for (const [pattern, target] of Object.entries(names)) {
    const prefix = pattern.slice(0, -1)
    if (bare.startsWith(prefix)) return posix.normalize(target.replace('*', bare.slice(prefix.length)))
  }
  return bare
}

function findArea(path: string): string | undefined {
  return Object.keys(LAYERS).find((area) => path.startsWith(`${area}/`))
}

function getLayer(area: string): Layer | 'anything' {
  const layer = LAYERS[area]
  if (layer === undefined) throw new Error(`${area} is not in the table`)
  return layer
}

function findFeature(path: string): string | undefined {
  return /^src-renderer\/features\/([^/]+)\//.exec(path)?.[1]
}

function importsOf(file: SourceFile): string[] {
  return ts.preProcessFile(file.text, true, true).importedFiles.map((imported) => imported.fileName)
}
