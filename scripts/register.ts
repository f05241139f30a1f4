// `npm run register -- import FILE`: tries out a register in CSV, or takes it in with --reason, and says what becomes of each row.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type ImportAnswer, importAnswerSchema, type ImportRow } from '#contract/register.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { askHub, DEFAULT_HUB_URL } from './sample/hub-client.ts'
import { signInAs } from './sample/sign-in.ts'

const USAGE = `usage: npm run register -- import FILE [--from DATE] [--source TEXT] [--reason TEXT] [--hub URL] [--token TOKEN]
Without --reason nothing is recorded: it is only said what would be.`

const outcome = await run(process.argv.slice(2))
if (outcome.ok) {
  console.log(describe(outcome.value).join('\n'))
  process.exitCode = outcome.value.refused > 0 ? 1 : 0
} else {
  console.error(outcome.refusal)
  process.exitCode = 1
}

async function run(args: string[]): Promise<Result<ImportAnswer, string>> {
  const asked = readArguments(args)
  if (!asked.ok) return asked
  const { file, hubUrl, from, source, reason } = asked.value
  let bytes: Buffer
  try {
    bytes = await readFile(file)
  } catch (error) {
    return refuse(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  const token = asked.value.token === null ? await signInAs(hubUrl, 'administrator') : ok(asked.value.token)
  if (!token.ok) return token
  const body = {
    dryRun: reason === null,
    contentBase64: bytes.toString('base64'),
    from,
    reason: reason ?? 'tried out',
    source: source ?? path.basename(file),
  }
  const answer = await askHub(hubUrl, { method: 'POST', path: '/v1/register/import', token: token.value, body })
  return answer.ok ? ok(importAnswerSchema.parse(answer.value)) : answer
}

interface Asked {
  file: string
  hubUrl: string
  from: string | null
  source: string | null
  reason: string | null
  token: string | null
}

function readArguments(args: string[]): Result<Asked, string> {
  const text = { type: 'string' } as const
  try {
    const options = { from: text, source: text, reason: text, hub: text, token: text }
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [command, file, ...more] = positionals
    if (command !== 'import' || file === undefined || more.length > 0) return refuse(USAGE)
    const hubUrl = values.hub ?? process.env['BESLISDESK_HUB'] ?? DEFAULT_HUB_URL
    if (!URL.canParse(hubUrl)) return refuse(`${hubUrl} is not the address of a hub, such as ${DEFAULT_HUB_URL}.`)
    const { from = null, source = null, reason = null, token = null } = values
    return ok({ file, hubUrl, from, source, reason, token })
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
}

function describe({ dryRun, changed, unchanged, refused, rows }: ImportAnswer): string[] {
  const counts = `${changed} changed, ${unchanged} unchanged, ${refused} refused`
  const last = dryRun ? `Nothing was recorded: ${counts}. Record it with --reason TEXT.` : `Recorded: ${counts}.`
  return [...rows.filter((row) => row.result !== 'unchanged').map(describeRow), last]
}

function describeRow(row: ImportRow): string {
  const place = `line ${row.line} ${row.brin}`
  if (row.result === 'refused') return `${place}: refused (${row.field}): ${row.message}`
  return `${place}: ${row.changes.map(describeChange).join('; ')}`
}

function describeChange(change: ImportRow['changes'][number]): string {
  switch (change.kind) {
    case 'details':
      return `${change.name}, ${change.city}, ${change.clientNumber}`
    case 'status':
      return `${change.status} ${span(change)}`
    case 'codeOfConduct':
      return `${change.member ? 'in' : 'not in'} the Code of Conduct ${span(change)}`
    default:
      return change.kind
  }
}

function span({ from, until }: { from: string; until: string | null }): string {
  return until === null ? `from ${from}` : `from ${from} to ${until}`
}
