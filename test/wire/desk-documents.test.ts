import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { startTestDesk, type TestDesk } from '#test/support/desk.ts'
import { DAAN, NOOR } from '#test/support/desk-scenes.ts'
import { FaultyFetch } from '#test/support/faulty-fetch.ts'
import { startTestHub, type TestHub } from '#test/support/hub.ts'
import { assign, listPoolCases, seedHub, submit } from '#test/support/hub-client.ts'
import { anIntakeApplication, anIntakeDocument } from '#test/support/intake-builder.ts'

let hub: TestHub | undefined
let desk: TestDesk | undefined

afterEach(async () => {
  await hub?.close()
  await desk?.close()
  hub = undefined
  desk = undefined
})

const CONTENT = Buffer.from(anIntakeDocument('bewijs van inschrijving').contentBase64, 'base64')
const DOCUMENT_ID = createHash('sha256').update(CONTENT).digest('hex')

/** A case with one document, held by Noor. */
async function aCaseWithDocument(wire: FaultyFetch): Promise<{ hub: TestHub; desk: TestDesk; caseId: string }> {
  const started = await startTestHub()
  hub = started
  await seedHub(started, { cases: 0 })
  await submit(started, [anIntakeApplication({ documents: [anIntakeDocument('bewijs van inschrijving')] })])
  const [pooled] = await listPoolCases(started, 'supervisor-1')
  const caseId = pooled?.caseId ?? ''
  await assign(started, [caseId], NOOR)
  const running = await startTestDesk({ hub: started, personId: NOOR.personId, fetch: wire })
  desk = running
  await running.settled()
  return { hub: started, desk: running, caseId }
}

test('[SYN-31] documents of held cases are on the desk before they are asked for, encrypted, and leave with the case', async () => {
  const wire = new FaultyFetch()
  const { hub, desk, caseId } = await aCaseWithDocument(wire)
  await hub.pause()
  const read = await desk.ask('readDocument', { caseId, documentId: DOCUMENT_ID })
  expect(Buffer.from(read.bytes).equals(CONTENT)).toBe(true)
  expect(read).toMatchObject({ mediaType: 'application/pdf', fileName: 'bewijs van inschrijving.pdf' })
  expect(readFileSync(desk.databaseFile).includes(CONTENT)).toBe(false)
  await hub.restart()
  await assign(hub, [caseId], DAAN, NOOR.personId)
  await desk.sync()
  expect(await desk.handle('readDocument', { caseId, documentId: DOCUMENT_ID })).toMatchObject({
    ok: false,
    refusal: { code: 'document_not_here' },
  })
})

test('a document that is not what its name says is not kept; the next try may bring the right one', async () => {
  const wire = new FaultyFetch()
  wire.plan(/documents/, { respond: new Response('something else') })
  const { desk, caseId } = await aCaseWithDocument(wire)
  const read = await desk.ask('readDocument', { caseId, documentId: DOCUMENT_ID })
  expect(Buffer.from(read.bytes).equals(CONTENT)).toBe(true)
})

test('without the hub a document that is not here is said not to be here, and work goes on', async () => {
  const wire = new FaultyFetch()
  wire.plan(/documents/, 'lose_answer', 100)
  const { desk, caseId } = await aCaseWithDocument(wire)
  expect(await desk.handle('readDocument', { caseId, documentId: DOCUMENT_ID })).toMatchObject({
    ok: false,
    refusal: { code: 'document_not_here' },
  })
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({ inSync: true })
  wire.heal()
  await desk.sync()
  await expect(desk.ask('readDocument', { caseId, documentId: DOCUMENT_ID })).resolves.toMatchObject({
    documentId: DOCUMENT_ID,
  })
})

test('a document of another case is not given', async () => {
  const { hub, desk } = await aCaseWithDocument(new FaultyFetch())
  const [other = ''] = await seedHub(hub, { cases: 1, prefix: 'other' })
  await desk.sync()
  expect(await desk.handle('readDocument', { caseId: other, documentId: DOCUMENT_ID })).toMatchObject({
    ok: false,
    refusal: { code: 'document_not_here' },
  })
})
