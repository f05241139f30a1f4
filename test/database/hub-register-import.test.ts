import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportAnswer, ImportRequest } from '#contract/register.ts'
import type { ReferenceData } from '#core/reference.ts'
import { inCodeOfConductOn, sponsorStatusOn } from '#core/sponsor.ts'
import { NOW } from '#test/support/case-builder.ts'
import { ask, seedHub, send } from '#test/support/hub-client.ts'
import { startTestHub, type TestHub } from '#test/support/hub.ts'

const FILE = `brin;naam;plaats;klantnummer;status;statusVanaf;statusTotEnMet;gedragscode;gedragscodeVanaf;bron
21PF;Hogeschool Noordzee;Den Helder;1-1234567890;erkend;;;ja;;
30AB;"Académie ""Zuid"""; Breda ;1-30;erkend;2020-01-01;;ja;2020-01-01;"Stcrt. 2019, 1"
30AB;;;;geschorst;2026-05-01;2026-06-30;;;besluit
`

let hub: TestHub
let folder: string
beforeAll(async () => {
  hub = await startTestHub({ now: NOW })
  await seedHub(hub, { cases: 0 })
  folder = await mkdtemp(path.join(tmpdir(), 'beslisdesk-register-'))
})
afterAll(async () => {
  await hub.close()
  await rm(folder, { recursive: true, force: true })
})

function importing(content: string | Buffer, wish: Partial<ImportRequest> = {}): ImportRequest {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const usual = { dryRun: false, from: '2026-06-01', reason: 'jaarlijkse bijwerking', source: 'register.csv' }
  return { ...usual, contentBase64: bytes.toString('base64'), ...wish }
}

async function take(content: string | Buffer, wish: Partial<ImportRequest> = {}): Promise<ImportAnswer> {
  return await ask<ImportAnswer>(hub, 'administrator', 'POST', '/v1/register/import', importing(content, wish))
}

async function register(): Promise<ReferenceData> {
  return await ask<ReferenceData>(hub, 'administrator', 'GET', '/v1/register')
}

test('[REG-8] tried out, a file says row by row what it would record, and records nothing', async () => {
  const before = await register()
  const answer = await take(FILE, { dryRun: true })
  expect(answer).toMatchObject({ dryRun: true, changed: 2, unchanged: 1, refused: 0, referenceVersion: before.version })
  expect(answer.rows.map(({ line, result, changes }) => [line, result, changes.map((one) => one.kind)])).toEqual([
    [2, 'unchanged', []],
    [3, 'changed', ['details', 'status', 'codeOfConduct']],
    [4, 'changed', ['status']],
  ])
  expect(await register()).toEqual(before)
})

test('[REG-8] taken in, all its records begin one version and name their source; the same file again changes nothing', async () => {
  const before = await register()
  expect(await take(FILE)).toMatchObject({ changed: 2, unchanged: 1, referenceVersion: before.version + 1 })
  const after = await register()
  const zuid = after.sponsors.find((sponsor) => sponsor.brin === '30AB')
  if (zuid === undefined) throw new Error('the new sponsor is in the register')
  expect(zuid).toMatchObject({ name: 'Académie "Zuid"', city: 'Breda' })
  expect(['2019-12-31', '2020-01-01', '2026-05-01', '2026-07-01'].map((on) => sponsorStatusOn(zuid, on))).toEqual([
    undefined,
    'recognised',
    'suspended',
    'recognised',
  ])
  expect(inCodeOfConductOn(zuid, '2026-06-01')).toBe(true)
  const fresh = after.records?.filter((record) => record.version === after.version)
  expect(fresh?.map(({ source, reason }) => [source, reason])).toEqual([
    ['Stcrt. 2019, 1', 'jaarlijkse bijwerking'],
    ['Stcrt. 2019, 1', 'jaarlijkse bijwerking'],
    ['Stcrt. 2019, 1', 'jaarlijkse bijwerking'],
    ['besluit', 'jaarlijkse bijwerking'],
  ])
  expect(await take(FILE)).toMatchObject({ changed: 0, unchanged: 3, refused: 0, referenceVersion: after.version })
  expect(await take(FILE.replaceAll(';', ','))).toMatchObject({ changed: 0, unchanged: 3, refused: 0 })
  expect(await take(`\uFEFF${FILE.replaceAll('\n', '\r\n')}`)).toMatchObject({ changed: 0, unchanged: 3, refused: 0 })
})

test('[REG-8] each row that cannot be taken says why and holds up no other', async () => {
  const before = await register()
  const answer = await take(`brin;name;city;clientNumber;status;statusFrom;statusUntil
21PF;;;;gone;;
2PF;;;;recognised;;
40XY;;;;recognised;;
41XY;Instituut;Zwolle;1-41;recognised;2026-02-30;
42XY;Instituut;Zwolle;1-42;recognised;2026-03-01;2026-01-01
43XY;Instituut Oost;Zwolle;1-43;recognised;2026-03-01;
43XY;Instituut Oost;Zwolle;1-43;suspended;2026-03-01;
43XY;Instituut Oost;Zwolle;1-43;recognised;2026-03-01;
30AB;;;;withdrawn;2026-01-01;
`)
  expect(answer.rows.map(({ line, result, field }) => [line, result, field])).toEqual([
    [2, 'refused', 'status'],
    [3, 'refused', 'brin'],
    [4, 'refused', 'name'],
    [5, 'refused', 'statusFrom'],
    [6, 'refused', 'statusUntil'],
    [7, 'changed', null],
    [8, 'refused', 'statusFrom'],
    [9, 'unchanged', null],
    [10, 'refused', 'statusUntil'],
  ])
  expect((await register()).sponsors).toHaveLength(before.sponsors.length + 1)
})

test('[REG-8] what is no register in CSV is refused as a whole, with what to do', async () => {
  const before = await register()
  const rows: [string | Buffer, string, RegExp][] = [
    [Buffer.from('brin;naam\n21PF;Acad\xe9mie', 'latin1'), 'not_utf8', /UTF-8/],
    [Buffer.from(`\uFEFF${FILE}`, 'utf16le'), 'not_utf8', /UTF-8/],
    ['naam;plaats\nX;Y', 'invalid', /brin is missing/],
    ['brin;kleur\n21PF;rood', 'invalid', /no column "kleur"/],
    ['brin;naam;name\n21PF;X;Y', 'invalid', /twice/],
    ['brin;naam\n21PF;"niet gesloten', 'invalid', /cannot be read/],
    ['\n\n', 'invalid', /empty/],
  ]
  for (const [content, type, detail] of rows) {
    const response = await send(hub, 'administrator', 'POST', '/v1/register/import', importing(content))
    const problem = (await response.json()) as { detail: string }
    expect([response.status, problem]).toMatchObject([400, { type, field: 'contentBase64' }])
    expect(problem.detail).toMatch(detail)
  }
  expect(await register()).toEqual(before)
})

test('[REG-8] from the command line a file is tried out, taken in with a reason, and refused rows make the command fail', async () => {
  const file = path.join(folder, 'bijwerking.csv')
  await writeFile(file, 'brin;status;statusVanaf\n21PF;ingetrokken;2026-12-01\n99;erkend;2026-12-01\n')
  const tried = await run(['import', file])
  expect(tried.output).toContain('line 2 21PF: withdrawn from 2026-12-01')
  expect(tried.output).toContain('line 3 99: refused (brin)')
  expect(tried.output).toContain('Nothing was recorded: 1 changed, 0 unchanged, 1 refused.')
  expect(tried.code).toBe(1)
  await writeFile(file, 'brin;status;statusVanaf\n21PF;ingetrokken;2026-12-01\n')
  const taken = await run(['import', file, '--reason', 'verzoek van de instelling'])
  expect(taken).toMatchObject({ code: 0, output: expect.stringContaining('Recorded: 1 changed') })
  expect((await register()).records?.at(-1)).toMatchObject({
    reason: 'verzoek van de instelling',
    source: 'bijwerking.csv',
  })
  expect(await run(['import', path.join(folder, 'absent.csv')])).toMatchObject({ code: 1 })
})

async function run(args: string[]): Promise<{ code: number; output: string }> {
  const token = await hub.token('administrator')
  const command = ['scripts/register.ts', ...args, '--hub', hub.url, '--token', token]
  try {
    const { stdout } = await promisify(execFile)(process.execPath, command)
    return { code: 0, output: stdout }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, output: stdout + stderr }
  }
}
