// `npm run intake -- FILE`: submits a batch of applications as an institution does, and shows the answer for each.
import { parseArgs } from 'node:util'
import { intakeAnswerSchema } from '#contract/intake-schema.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { readBatchFile } from './sample/batch-file.ts'
import { askHub, DEFAULT_HUB_URL } from './sample/hub-client.ts'
import { reportLines } from './sample/intake-report.ts'
import { signInInstitution } from './sample/sign-in.ts'

const USAGE = `usage: npm run intake -- FILE [--hub URL] [--token TOKEN]
An institution's own client at an identity provider stands in BESLISDESK_CLIENT and BESLISDESK_CLIENT_SECRET.`

const outcome = await submit(process.argv.slice(2))
if (outcome.ok) console.log(outcome.value.join('\n'))
else {
  console.error(outcome.refusal)
  process.exitCode = 1
}

async function submit(args: string[]): Promise<Result<string[], string>> {
  const asked = readArguments(args)
  if (!asked.ok) return asked
  const { file, hubUrl } = asked.value
  const batch = await readBatchFile(file)
  if (!batch.ok) return batch
  const token = asked.value.token === null ? await signIn(hubUrl, batch.value.brin) : ok(asked.value.token)
  if (!token.ok) return token
  const answer = await askHub(hubUrl, {
    method: 'POST',
    path: '/v1/intake/batches',
    token: token.value,
    body: batch.value.bytes,
  })
  return answer.ok ? ok(reportLines(intakeAnswerSchema.parse(answer.value))) : answer
}

async function signIn(hubUrl: string, brin: string | null): Promise<Result<string, string>> {
  if (brin === null)
    return refuse('The file names no institution (brin), so there is no one to sign in as; add it, or give --token.')
  const { BESLISDESK_CLIENT: id, BESLISDESK_CLIENT_SECRET: secret } = process.env
  return await signInInstitution(hubUrl, brin, id && secret ? { id, secret } : undefined)
}

function readArguments(args: string[]): Result<{ file: string; hubUrl: string; token: string | null }, string> {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { hub: { type: 'string' }, token: { type: 'string' } },
      allowPositionals: true,
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) return refuse(USAGE)
    const hubUrl = values.hub ?? process.env['BESLISDESK_HUB'] ?? DEFAULT_HUB_URL
    if (!URL.canParse(hubUrl)) return refuse(`${hubUrl} is not the address of a hub, such as ${DEFAULT_HUB_URL}.`)
    return ok({ file, hubUrl, token: values.token ?? null })
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
}
