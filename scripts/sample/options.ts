import { parseArgs } from 'node:util'
import { isIsoDate } from '#core/dates.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { SampleOptions } from './plan.ts'

export const SAMPLE_USAGE = `usage: npm run sample -- --cases N --seed S [--out DIR] [--batch 250]
       [--received-around YYYY-MM-DD] [--profile recent|year] [--documents full|none|PERCENT%]`

const ARGUMENTS = {
  cases: { type: 'string', default: '400' },
  seed: { type: 'string', default: '1' },
  out: { type: 'string' },
  batch: { type: 'string', default: '250' },
  'received-around': { type: 'string' },
  profile: { type: 'string', default: 'recent' },
  documents: { type: 'string', default: 'full' },
  help: { type: 'boolean', default: false },
} as const

/** What the command line asks for, or a sentence that says what is wrong with it. `today` stands in for a day not given. */
export function parseSampleArguments(
  args: string[],
  today: string,
): Result<{ options: SampleOptions; out: string | null; help: boolean }, string> {
  const parsed = readArguments(args)
  if (!parsed.ok) return parsed
  const values = parsed.value
  const cases = wholeNumber(values.cases)
  if (cases === null || cases > 200_000) return refuse('--cases is a whole number from 1 to 200000.')
  const batch = wholeNumber(values.batch)
  if (batch === null || batch > 5_000) return refuse('--batch is a whole number from 1 to 5000.')
  if (!/^[A-Za-z0-9]{1,20}$/.test(values.seed)) return refuse('--seed is one to twenty letters and digits.')
  const receivedAround = values['received-around'] ?? today
  if (!isIsoDate(receivedAround)) return refuse('--received-around is a date that exists, written YYYY-MM-DD.')
  const { profile } = values
  if (profile !== 'recent' && profile !== 'year') return refuse('--profile is recent or year.')
  const documents = share(values.documents)
  if (documents === null) return refuse('--documents is full, none or a percentage such as 10%.')
  const options: SampleOptions = { cases, seed: values.seed, receivedAround, profile, documents, batch }
  return ok({ options, out: values.out ?? null, help: values.help })
}

function readArguments(args: string[]) {
  try {
    return ok(parseArgs({ args, options: ARGUMENTS }).values)
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}

function wholeNumber(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
}

function share(text: string): number | null {
  if (text === 'full') return 1
  if (text === 'none') return 0
  const percent = /^(\d{1,3})%$/.exec(text)?.[1]
  return percent !== undefined && Number(percent) <= 100 ? Number(percent) / 100 : null
}
