import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IntakeAnswer } from '#contract/intake-schema.ts'
import { readBatchFile } from '#scripts/sample/batch-file.ts'
import { reportLines } from '#scripts/sample/intake-report.ts'
import { parseSampleArguments } from '#scripts/sample/options.ts'

const run = promisify(execFile)
let folder: string

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'beslisdesk-intake-'))
})

afterAll(async () => {
  await fs.rm(folder, { recursive: true })
})

async function aFile(content: string | Uint8Array): Promise<string> {
  const file = path.join(folder, 'batch.json')
  await fs.writeFile(file, content)
  return file
}

describe('npm run sample', () => {
  test('takes today for the day of receipt and a share of documents in percent', () => {
    const parsed = parseSampleArguments(['--cases', '14000', '--seed', '7', '--documents', '5%'], '2026-11-23')
    expect(parsed).toEqual({
      ok: true,
      value: {
        options: {
          cases: 14_000,
          seed: '7',
          receivedAround: '2026-11-23',
          profile: 'recent',
          documents: 0.05,
          batch: 250,
        },
        out: null,
        help: false,
      },
    })
  })

  test.each([
    [['--cases', '0'], '--cases'],
    [['--cases', 'many'], '--cases'],
    [['--seed', 'a b'], '--seed'],
    [['--batch', '5001'], '--batch'],
    [['--received-around', '2026-02-30'], '--received-around'],
    [['--profile', 'month'], '--profile'],
    [['--documents', '101%'], '--documents'],
    [['--case', '5'], '--case'],
  ])('answers %j with a sentence about %s', (args, named) => {
    const parsed = parseSampleArguments(args, '2026-11-23')
    expect(parsed).toEqual({ ok: false, refusal: expect.stringContaining(named) })
  })
})

describe('npm run intake', () => {
  test('sends the bytes as they are and signs in as the institution they name', async () => {
    const text = '{ "brin": "21PF",\n "note": "Đặng ﷽ 𠮷" }'
    const read = await readBatchFile(await aFile(text))
    expect(read).toEqual({ ok: true, value: { bytes: Buffer.from(text), brin: '21PF' } })
  })

  test.each([
    ['not UTF-8', new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x7d])],
    ['byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d])],
    ['not JSON', '{"brin": '],
  ])('a file that is %s is refused in a sentence', async (reason, content) => {
    const read = await readBatchFile(await aFile(content))
    expect(read).toEqual({ ok: false, refusal: expect.stringMatching(new RegExp(`batch\\.json .*${reason}`)) })
  })

  test('a file that is not there ends with exit code 1 and a sentence', async () => {
    const script = path.resolve('scripts/intake.ts')
    const failure = await run(process.execPath, [script, path.join(folder, 'none.json')]).catch(
      (error: unknown) => error,
    )
    expect(failure).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no such file') })
  })

  test('shows each application: accepted with its case number, held with field, value and reason, repeated', () => {
    const problem = {
      field: 'passport.mrz[1]',
      code: 'mrz_check_digit',
      value: 'L898902C3',
      message: 'the check digit is 6',
    }
    const second = { field: 'study.endsOn', code: 'impossible_date', value: '', message: 'ends before it starts' }
    const answer: IntakeAnswer = {
      batchKey: 'B1',
      accepted: 1,
      held: 1,
      repeated: 1,
      applications: [
        { index: 0, applicationKey: 'S-1', status: 'accepted', caseNumber: 'Z1-00000001', problems: [] },
        { index: 1, applicationKey: null, status: 'held', caseNumber: null, problems: [problem, second] },
        { index: 2, applicationKey: 'S-3', status: 'repeated', caseNumber: 'Z1-00000000', problems: [] },
      ],
    }
    expect(reportLines(answer)).toEqual([
      '1  accepted  S-1  Z1-00000001',
      '2  held      (no key)  passport.mrz[1] = L898902C3: the check digit is 6 [mrz_check_digit]',
      '                       study.endsOn = (nothing): ends before it starts [impossible_date]',
      '3  repeated  S-3  Z1-00000000',
      '',
      'Batch B1: 1 accepted, 1 held, 1 repeated.',
    ])
  })
})
