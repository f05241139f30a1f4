import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectClamd } from '#hub/documents/clamd.ts'
import { openScanner } from '#hub/documents/open-scanner.ts'
import { runScanProgram } from '#hub/documents/scan-program.ts'
import { type FakeClamd, startFakeClamd } from '#test/support/fake-clamd.ts'

let clamd: FakeClamd
let folder = ''
beforeAll(async () => {
  clamd = await startFakeClamd()
  folder = await mkdtemp(join(tmpdir(), 'beslisdesk-scan-'))
})
afterAll(async () => {
  await clamd.close()
  await rm(folder, { recursive: true, force: true })
})

test('[DOC-4] clamd gets the whole content and says what it found', async () => {
  const scanner = connectClamd(clamd.address)
  expect(await scanner.answers()).toBe(true)
  const content = randomBytes(200_000)
  expect(await scanner.scan(content)).toEqual({ kind: 'clean' })
  expect(clamd.scanned.at(-1)?.equals(content)).toBe(true)
  expect(await scanner.scan(Buffer.from('…EICAR…'))).toEqual({ kind: 'infected', found: 'Eicar-Test-Signature' })
  expect(await scanner.scan(randomBytes(1_200_000))).toEqual({ kind: 'not_scannable' })
})

test('[DOC-4] a daemon that is not there, hangs up or stays silent is away', async () => {
  const rude = createServer((socket) => socket.destroy())
  const silent = createServer(() => {})
  for (const server of [rude, silent]) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    expect(await connectClamd({ host: '127.0.0.1', port }, 200).scan(Buffer.from('x'))).toEqual({ kind: 'away' })
    server.close()
  }
  const gone = await startFakeClamd()
  await gone.close()
  expect(await connectClamd(gone.address).scan(Buffer.from('x'))).toEqual({ kind: 'away' })
  expect(await connectClamd(gone.address).answers()).toBe(false)
})

test('[DOC-4] many documents at once are scanned in turns, each with its own verdict', async () => {
  const scanner = openScanner({ kind: 'clamd', address: clamd.address })
  const contents = Array.from({ length: 40 }, (_, at) => Buffer.from(at % 10 === 0 ? `EICAR ${at}` : `schoon ${at}`))
  const verdicts = await Promise.all(contents.map(async (content) => (await scanner.scan(content)).kind))
  expect(verdicts).toEqual(contents.map((_, at) => (at % 10 === 0 ? 'infected' : 'clean')))
})

async function aProgram(name: string, script: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o700)
  return path
}

test('[DOC-4] a program reads the content and ends with its verdict', async () => {
  const script = 'if grep -q EICAR; then echo "stdin: Eicar-Signature FOUND"; exit 1; fi; exit 0'
  const scanner = runScanProgram(await aProgram('scan', script))
  expect(await scanner.answers()).toBe(true)
  expect(await scanner.scan(Buffer.from('schoon'))).toEqual({ kind: 'clean' })
  expect(await scanner.scan(Buffer.from('EICAR'))).toEqual({ kind: 'infected', found: 'Eicar-Signature' })
})

test('[DOC-4] a program that fails, is not there or takes too long is away', async () => {
  expect(await runScanProgram(await aProgram('fails', 'exit 2')).scan(Buffer.from('x'))).toEqual({ kind: 'away' })
  expect(await runScanProgram(await aProgram('hangs', 'exec sleep 30'), 200).scan(randomBytes(900_000))).toEqual({
    kind: 'away',
  })
  const absent = runScanProgram(join(folder, 'absent'))
  expect(await absent.scan(Buffer.from('x'))).toEqual({ kind: 'away' })
  expect(await absent.answers()).toBe(false)
})
