import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import type { Access, AccessLog } from '#contract/access.ts'
import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import { digestPart, scopeDigest } from '#db/kit/scope-digest.ts'
import { NOW } from '#test/support/case-builder.ts'
import { ask, commandBy, lineOf, linesOf, pull, push, seedHub, send, submit } from '#test/support/hub-client.ts'
import { onBothEngines } from '#test/support/hub-engines.ts'
import type { TestHub } from '#test/support/hub.ts'
import { anIntakeApplication, anIntakeDocument } from '#test/support/intake-builder.ts'

function aLook(caseId: string, more: Partial<Access> = {}): Access {
  return {
    accessId: uuidv7(),
    what: 'case_opened',
    why: 'holder',
    caseId,
    documentId: null,
    deviceTime: '2026-06-07T22:15:00.000Z',
    clockOffsetMs: -1_500,
    ...more,
  }
}

onBothEngines('the access log', (engine) => {
  let hub: TestHub
  let caseIds: string[]
  beforeAll(async () => {
    hub = await engine.startHub()
    caseIds = await seedHub(hub, { cases: 8 })
  })

  async function tell(personId: string, accesses: unknown[], deskId = `desk-of-${personId}`): Promise<Response> {
    return await send(hub, personId, 'POST', '/v1/sync/accesses', { protocol: PROTOCOL_VERSION, deskId, accesses })
  }

  async function logOf(of: { caseId: string } | { personId: string }, as = 'auditor-1', more = ''): Promise<AccessLog> {
    const query = new URLSearchParams(of)
    return await ask(hub, as, 'GET', `/v1/access-log?${query}${more}`)
  }

  test('[HIS-6] looks of a desk are kept with who, when by both clocks, from which desk and why', async () => {
    const [caseId = ''] = caseIds
    const look = aLook(caseId)
    expect(await (await tell('officer-1', [look])).json()).toEqual({ hubTime: NOW, received: 1 })
    const { accesses } = await logOf({ caseId })
    expect(accesses.find((one) => one.accessId === look.accessId)).toEqual({
      accessId: look.accessId,
      personId: 'officer-1',
      personName: 'Noor Visser',
      what: 'case_opened',
      why: 'holder',
      reason: null,
      caseId,
      caseNumber: expect.stringMatching(/^Z1-\d{10}$/),
      documentId: null,
      aboutId: null,
      deskId: 'desk-of-officer-1',
      scope: null,
      deviceTime: look.deviceTime,
      clockOffsetMs: -1_500,
      hubTime: NOW,
    })
  })

  test('[HIS-6] the same look told again is one look, as first told, also by someone else', async () => {
    const [, caseId = ''] = caseIds
    const look = aLook(caseId)
    await Promise.all([1, 2, 3].map(async () => await tell('officer-1', [look])))
    await tell('officer-2', [{ ...look, why: 'former_holder' }])
    const { accesses } = await logOf({ caseId })
    const same = accesses.filter((one) => one.accessId === look.accessId)
    expect(same).toMatchObject([{ personId: 'officer-1', why: 'holder' }])
  })

  test("[HIS-6] nobody tells looks from someone else's desk, and what is malformed changes nothing", async () => {
    const [, , caseId = ''] = caseIds
    await pull(hub, 'officer-1', { deskId: 'desk-of-noor' })
    const stolen = await tell('officer-2', [aLook(caseId)], 'desk-of-noor')
    expect([stolen.status, await stolen.json()]).toMatchObject([400, { type: 'invalid', field: 'deskId' }])
    for (const [fault, field] of [
      [{ what: 'everything' }, 'accesses[1].what'],
      [{ caseId: 'x' }, 'accesses[1].caseId'],
      [{ deviceTime: 'gisteren' }, 'accesses[1].deviceTime'],
    ] as const) {
      const answer = await tell('officer-1', [aLook(caseId), { ...aLook(caseId), ...fault }])
      expect([answer.status, await answer.json()]).toMatchObject([400, { field }])
    }
    const { accesses } = await logOf({ caseId })
    expect(accesses.filter((one) => one.what === 'case_opened')).toEqual([])
  })

  test('[HIS-7] a case and a list read at the hub are logged before they are given, with the reason that was given', async () => {
    const [, , , caseId = ''] = caseIds
    const headers = { 'x-beslisdesk-reason': encodeURIComponent('Klacht 2026-17 – één zaak') }
    await send(hub, 'auditor-1', 'GET', `/v1/cases/${caseId}`, undefined, headers)
    await send(hub, 'supervisor-1', 'GET', `/v1/cases/${caseId}`)
    await send(hub, 'officer-1', 'GET', `/v1/cases/${caseId}`)
    await send(hub, 'officer-2', 'GET', `/v1/cases/${caseId}`)
    const { accesses } = await logOf({ caseId })
    const reads = accesses.filter((one) => one.what === 'case_read').map((one) => [one.personId, one.why, one.reason])
    expect(new Set(reads.map(String))).toEqual(
      new Set(['auditor-1,auditor,Klacht 2026-17 – één zaak', 'supervisor-1,supervisor,', 'officer-1,holder,']),
    )
    await send(hub, 'auditor-1', 'GET', '/v1/cases?limit=2', undefined, headers)
    const own = await logOf({ personId: 'auditor-1' })
    expect(own.accesses.find((one) => one.what === 'cases_listed')).toMatchObject({ scope: { limit: 2, count: 2 } })
    const odd = await send(hub, 'auditor-1', 'GET', '/v1/cases', undefined, { 'x-beslisdesk-reason': '%zz' })
    expect([odd.status, await odd.json()]).toMatchObject([400, { field: 'x-beslisdesk-reason' }])
  })

  test('[HIS-7] a document given to a desk is logged once, with its case, also when it comes in parts', async () => {
    const document = anIntakeDocument('diploma')
    const documentId = createHash('sha256').update(Buffer.from(document.contentBase64, 'base64')).digest('hex')
    await submit(hub, [anIntakeApplication({ applicationKey: 'met-diploma', documents: [document] })])
    const parts = ['bytes=0-9', 'bytes=10-19', 'bytes=20-']
    for (const range of parts) {
      const answer = await send(hub, 'supervisor-1', 'GET', `/v1/documents/${documentId}`, undefined, { range })
      expect(answer.status).toBe(206)
      await answer.arrayBuffer()
    }
    const { accesses } = await logOf({ personId: 'supervisor-1' })
    const given = accesses.filter((one) => one.documentId === documentId)
    expect(given).toMatchObject([{ what: 'document_delivered', why: 'supervisor', caseId: expect.any(String) }])
  })

  test('[HIS-7] who asks for all but the beginning of a document is logged too', async () => {
    const document = anIntakeDocument('zonder begin')
    const documentId = createHash('sha256').update(Buffer.from(document.contentBase64, 'base64')).digest('hex')
    await submit(hub, [anIntakeApplication({ applicationKey: 'zonder-begin', documents: [document] })])
    for (const range of ['bytes=1-', 'bytes=10-']) {
      await send(hub, 'supervisor-1', 'GET', `/v1/documents/${documentId}`, undefined, { range })
    }
    const { accesses } = await logOf({ personId: 'supervisor-1' })
    expect(accesses.filter((one) => one.documentId === documentId)).toHaveLength(1)
  })

  test('[HIS-7] cases delivered to a desk are one row however many they are, with what finds them again', async () => {
    const first = await pull(hub, 'officer-1', { deskId: 'desk-7' })
    const at = { epoch: lineOf(first, 'begin').epoch, cursor: lineOf(first, 'end').cursor, referenceVersion: 1_000 }
    await push(hub, 'officer-1', [commandBy('officer-1', 'addNote', caseIds[0] ?? '', { text: 'nieuw' })])
    await pull(hub, 'officer-1', { deskId: 'desk-7', ...at })
    await pull(hub, 'officer-1', { deskId: 'desk-7', ...at, cursor: at.cursor + 1 })
    const { accesses } = await logOf({ personId: 'officer-1' })
    const cases = linesOf(first, 'case')
    const sum = cases.map((line) => BigInt(digestPart(line.caseId, line.version, JSON.stringify(line.body))))
    const digest = scopeDigest(
      8,
      sum.reduce((total, part) => total + part, 0n),
    )
    const delivered = accesses.filter((one) => one.deskId === 'desk-7').map((one) => one.scope)
    expect(delivered).toHaveLength(2)
    expect(delivered).toContainEqual({ mode: 'snapshot', cursor: at.cursor, count: 8, digest })
    expect(delivered).toContainEqual({ mode: 'changes', after: at.cursor, upTo: at.cursor + 1, count: 1 })
  })

  test('[HIS-8] the log comes in pages, the newest first, each row once, and reading it is logged', async () => {
    const [, , , , caseId = ''] = caseIds
    const looks = Array.from({ length: 23 }, () => aLook(caseId))
    await tell('officer-1', looks)
    hub.at('2026-06-08T10:00:00.000Z')
    await tell('officer-1', [aLook(caseId, { what: 'document_opened', documentId: 'a'.repeat(64) })])
    const seen: AccessLog['accesses'] = []
    for (let before = ''; ; ) {
      const page = await logOf({ caseId }, 'supervisor-1', `&limit=10${before}`)
      seen.push(...page.accesses)
      if (page.next === null) break
      before = `&before=${page.next}`
      expect(page.accesses).toHaveLength(10)
    }
    const opened = seen.filter((one) => one.what === 'case_opened').map((one) => one.accessId)
    expect(opened.toSorted()).toEqual(looks.map((look) => look.accessId).toSorted())
    const order = seen.map((one) => `${one.hubTime} ${one.accessId}`)
    expect(order).toEqual(order.toSorted().toReversed())
    const { accesses } = await logOf({ personId: 'supervisor-1' })
    expect(accesses.filter((one) => one.what === 'log_read' && one.caseId === caseId).length).toBe(3)
  })

  test('[HIS-8] a supervisor reads the log of the own team, an officer nobody’s; a question without a subject is refused', async () => {
    expect((await send(hub, 'supervisor-1', 'GET', '/v1/access-log?personId=officer-1')).status).toBe(200)
    expect((await send(hub, 'supervisor-1', 'GET', '/v1/access-log?personId=officer-3')).status).toBe(404)
    expect((await send(hub, 'officer-1', 'GET', '/v1/access-log?personId=officer-1')).status).toBe(403)
    for (const query of ['', `?personId=x&caseId=${caseIds[0]}`]) {
      const answer = await send(hub, 'auditor-1', 'GET', `/v1/access-log${query}`)
      expect([answer.status, await answer.json()]).toMatchObject([400, { field: 'caseId' }])
    }
    const odd = await send(hub, 'auditor-1', 'GET', '/v1/access-log?personId=x&before=nu')
    expect([odd.status, await odd.json()]).toMatchObject([400, { field: 'before' }])
  })
})
