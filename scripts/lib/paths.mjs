import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

export const modules = path.join(root, 'node_modules')

/** Where a person's machine keeps what is slow to make: the compiled database, the Electron runtime. Shared by all clones. */
export const cacheDir = path.resolve(process.env.BESLISDESK_CACHE ?? path.join(os.homedir(), '.cache', 'beslisdesk'))

/** What a run of the project leaves on this machine and git does not keep. */
export const homeDir = path.resolve(process.env.BESLISDESK_HOME ?? path.join(root, '.beslisdesk'))

const onWindows = process.platform === 'win32'

/** The Node 24 of the project's own packages; scripts in TypeScript run on it. */
export const projectNode = path.join(modules, 'node', 'bin', onWindows ? 'node.exe' : 'node')

const forApple = process.platform === 'darwin' && process.arch === 'arm64'
const platform = onWindows ? 'win' : process.platform

/** The package that Node comes from on this platform. Its headers compile the database library without a download. */
export const nodePackage = path.join(
  modules,
  'node/node_modules',
  `${forApple ? 'node-bin' : 'node'}-${platform}-${process.arch}`,
)

/** The environment in which the project's own Node and tools come first on the PATH. */
export function projectEnv(env = process.env) {
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  const first = [path.dirname(projectNode), path.join(modules, '.bin')]
  const rest = (env[key] ?? '').split(path.delimiter).filter((folder) => !first.includes(folder))
  return { ...env, [key]: [...first, ...rest].join(path.delimiter) }
}
