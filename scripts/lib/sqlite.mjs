// The `sqlite3` package as published has no encryption: it takes a key, says nothing and writes plain text. So its binding is
// compiled here on SQLite3MultipleCiphers, whose C file ships inside better-sqlite3-multiple-ciphers. The plain build is never made.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { findProgram, run } from './command.mjs'
import { cacheDir, modules, nodePackage, projectEnv, projectNode } from './paths.mjs'
import { SetupError, say, timed } from './say.mjs'
import { aptInstall } from './system.mjs'

const require = createRequire(import.meta.url)

/** What is compiled in besides the binding's own choices. No plain-text temporary files, deleted rows are overwritten. */
const DEFINES = {
  SQLITE_TEMP_STORE: 2,
  SQLITE_DQS: 0,
  SQLITE_DEFAULT_FOREIGN_KEYS: 1,
  SQLITE_SECURE_DELETE: 1,
  SQLITE_ENABLE_STAT4: 1,
  SQLITE_USE_URI: 0,
}
// Node-API 6 loads in every runtime in use: Node 20 and 24, Electron 33 and 45.
const NAPI = 6
const FLAGS = '-O2'
// Only a name for the archive the binding's build unpacks; must differ from the one it ships.
const ARCHIVE = '3990000'

const packageDir = path.join(modules, 'sqlite3')
const binding = path.join(packageDir, 'build', 'Release', 'node_sqlite3.node')

/** Puts an encrypting node_sqlite3.node in place: what is there, else from the cache, else compiled. */
export async function ensureSqlite() {
  if (fs.existsSync(binding) && (await encrypts())) return
  const cached = path.join(cacheDir, `${recipeName()}.node`)
  if (fs.existsSync(cached)) {
    install(cached)
    if (await encrypts()) return
    say('The cached database library does not load here; it is compiled again.')
    fs.rmSync(cached)
  }
  await ensureCompiler()
  say('Compiling the encrypting database library (a minute or two, once per machine) …')
  await timed('The database library is compiled.', compile)
  if (!(await encrypts()))
    throw new SetupError('The database library was compiled but does not encrypt. Nothing may be stored with it.')
  keep(cached)
}

/** Is the binding in place one that can encrypt? A plain one answers PRAGMA cipher with nothing. */
async function encrypts() {
  const probe = `const { Database } = require('sqlite3'); const db = new Database(':memory:');
    db.all("pragma cipher = 'sqlcipher'", (e, rows) => { process.exitCode = e || !rows.length ? 1 : 0; db.close() })`
  return run(projectNode, ['-e', probe], { cwd: modules }).then(
    () => true,
    () => false,
  )
}

/** Names the platform and everything that goes into the library, so that a change of any makes another. */
function recipeName() {
  const version = (name) => require(`${name}/package.json`).version
  const recipe = [
    version('sqlite3'),
    version('better-sqlite3-multiple-ciphers'),
    version('node-addon-api'),
    DEFINES,
    NAPI,
    FLAGS,
  ]
  const hash = createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 16)
  return `node_sqlite3-${process.platform}-${process.arch}-${libc()}${hash}`
}

// A library linked against glibc does not load on musl and the other way round.
function libc() {
  if (process.platform !== 'linux') return ''
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc-' : 'musl-'
}

async function ensureCompiler() {
  if (process.platform === 'win32') return // node-gyp looks for Visual Studio by itself and says what it lacks
  const missing = ['cc', 'c++', 'make', 'python3'].filter((program) => !findProgram(program))
  if (missing.length === 0) return
  await aptInstall(
    ['build-essential', 'python3'],
    `To compile the database library these programs are needed: ${missing.join(', ')}.`,
  )
}

async function compile() {
  await packAmalgamation()
  const hasHeaders = process.platform !== 'win32' && fs.existsSync(path.join(nodePackage, 'include/node/node_api.h'))
  const args = [
    require.resolve('node-gyp/bin/node-gyp.js'),
    'rebuild',
    `--jobs=${os.availableParallelism()}`,
    `--sqlite_version=${ARCHIVE}`,
    `--napi_build_version=${NAPI}`,
    ...(hasHeaders ? [`--nodedir=${nodePackage}`] : []),
  ]
  const env = {
    ...projectEnv(),
    CFLAGS: `${process.env.CFLAGS ?? ''} ${FLAGS}`,
    CXXFLAGS: `${process.env.CXXFLAGS ?? ''} ${FLAGS}`,
  }
  await run(projectNode, args, { cwd: packageDir, env, what: 'Compiling the database library' })
}

/** Packs the encrypting amalgamation the way the binding's own build expects its SQLite. */
async function packAmalgamation() {
  const source = path.join(modules, 'better-sqlite3-multiple-ciphers', 'deps', 'sqlite3')
  const deps = path.join(packageDir, 'deps')
  const name = `sqlite-autoconf-${ARCHIVE}`
  const work = fs.mkdtempSync(path.join(deps, 'pack-'))
  const dir = path.join(work, name)
  fs.mkdirSync(dir)
  for (const header of ['sqlite3.h', 'sqlite3ext.h']) fs.copyFileSync(path.join(source, header), path.join(dir, header))
  // Hidden symbols: Electron's own process may have another SQLite loaded.
  const hide = '#ifndef _WIN32\n#define SQLITE_API __attribute__((visibility("hidden")))\n#endif\n'
  const defines = Object.entries(DEFINES).map(([key, value]) => `#ifndef ${key}\n#define ${key} ${value}\n#endif\n`)
  const amalgamation = fs.readFileSync(path.join(source, 'sqlite3.c'), 'utf8')
  fs.writeFileSync(path.join(dir, 'sqlite3.c'), hide + defines.join('') + amalgamation)
  const tar = await import('tar')
  await tar.create({ gzip: { level: 1 }, cwd: work, file: path.join(deps, `${name}.tar.gz`) }, [name])
  fs.rmSync(work, { recursive: true })
}

function install(file) {
  fs.mkdirSync(path.dirname(binding), { recursive: true })
  const half = `${binding}.${process.pid}`
  fs.copyFileSync(file, half)
  fs.renameSync(half, binding)
}

/** Copies the new library to the cache, whole or not at all, and drops what compiling left behind. */
function keep(cached) {
  fs.mkdirSync(path.dirname(cached), { recursive: true })
  const half = `${cached}.${process.pid}`
  fs.copyFileSync(binding, half)
  fs.renameSync(half, cached)
  fs.rmSync(path.join(packageDir, 'build'), { recursive: true })
  fs.rmSync(path.join(packageDir, 'deps', `sqlite-autoconf-${ARCHIVE}.tar.gz`))
  install(cached)
}
