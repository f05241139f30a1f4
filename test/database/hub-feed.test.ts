import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { PullLine } from '#contract/wire.ts'
import { appendChangesInTrx, listFeed, readLastChange } from '#db/hub/queries/changes.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { digestPart, scopeDigest } from '#db/kit/scope-digest.ts'
import { NOW } from '#test/support/case-builder.ts'
import { assign, commandBy, lineOf, linesOf, pull, pullRequest, push, seedHub, send } from '#test/support/hub-client.ts'
import { onBothEngines, onPostgres } from '#test/support/hub-engines.ts'
import type { TestHub } from '#test/support/hub.ts'

const NOOR = { personId: 'officer-1', name: 'Noor Visser' }
const DAAN = { personId: 'officer-2', name: 'Daan Bakker' }

function digestOf(lines: PullLine[]): string {
  const cases = linesOf(lines, 'case')
  const parts = cases.map((line) => digestPart(line.caseId, line.version, JSON.stringify(line.body)))
  return scopeDigest(
    cases.length,
    parts.reduce((sum, part) => sum + BigInt(part), 0n),
  )
}

/** Where a desk stands after a pull that ran to its end. */
function standing(lines: PullLine[]): { epoch: string; cursor: number; referenceVersion: number } {
  return { epoch: lineOf(lines, 'begin').epoch, cursor: lineOf(lines, 'end').cursor, referenceVersion: 1_000 }
}

onBothEngines('the feed', (engine) => {
  let hub: TestHub
  let ids: string[]
  beforeAll(async () => {
    hub = await engine.startHub()
    ids = await seedHub(hub, { cases: 1_203 })
  })

  test('[SYN-32] a first load brings every case once, in the order of ids, and its digest is over what was sent', async () => {
    const lines = await pull(hub, 'officer-1')
    expect(lineOf(lines, 'begin')).toMatchObject({ mode: 'snapshot', count: 1_203 })
    expect(linesOf(lines, 'case').map((line) => line.caseId)).toEqual(ids)
    expect(lineOf(lines, 'end')).toMatchObject({ count: 1_203, digest: digestOf(lines) })
    expect(lineOf(lines, 'reference').reference.sponsors).toHaveLength(1)
  })

  test('[SYN-32] an interrupted first load resumes after the last case, from the cursor it began at', async () => {
    const whole = await pull(hub, 'officer-1')
    const begun = lineOf(whole, 'begin')
    await push(hub, 'officer-1', [commandBy('officer-1', 'addNote', ids[0] ?? '', { text: 'intussen' })])
    const resume = { cursor: begun.cursor, afterCaseId: ids[699] ?? '' }
    const rest = await pull(hub, 'officer-1', { epoch: begun.epoch, resume })
    expect(lineOf(rest, 'begin')).toMatchObject({ mode: 'snapshot', cursor: begun.cursor })
    expect(linesOf(rest, 'case').map((line) => line.caseId)).toEqual(ids.slice(700))
    const since = await pull(hub, 'officer-1', { ...standing(rest) })
    expect(linesOf(since, 'case').map((line) => line.caseId)).toEqual([ids[0]])
  })

  test('[SYN-34] a pull with nothing new is a begin and an end with the digest of the scope', async () => {
    const loaded = await pull(hub, 'officer-1')
    const lines = await pull(hub, 'officer-1', standing(loaded))
    expect(lines.map((line) => line.type)).toEqual(['begin', 'end'])
    expect(lineOf(lines, 'end')).toMatchObject({ count: 1_203, digest: digestOf(loaded) })
  })

  test('[SYN-30] changes come oldest first, each case once as it now stands, in pages that end with a cursor to go on from', async () => {
    const before = standing(await pull(hub, 'officer-1'))
    const notes = ids.flatMap((caseId) =>
      [1, 2].map((n) => commandBy('officer-1', 'addNote', caseId, { text: `${n}` })),
    )
    for (let at = 0; at < notes.length; at += 500) await push(hub, 'officer-1', notes.slice(at, at + 500))
    const lines = await pull(hub, 'officer-1', before)
    expect(linesOf(lines, 'case').map((line) => line.caseId)).toEqual(ids)
    expect(linesOf(lines, 'page')).toHaveLength(2)
    expect(lineOf(lines, 'end').digest).toBe(digestOf(lines))
    const [firstPage] = linesOf(lines, 'page')
    const rest = await pull(hub, 'officer-1', { ...before, cursor: firstPage?.cursor ?? 0 })
    expect(linesOf(rest, 'case').map((line) => line.caseId)).toEqual(ids.slice(500))
  })

  test('[SYN-31] a case that goes to a colleague is evicted here, with to whom and why, and arrives there', async () => {
    const [caseId = ''] = ids
    const [mine, theirs] = [standing(await pull(hub, 'officer-1')), standing(await pull(hub, 'officer-2'))]
    await assign(hub, [caseId], DAAN, 'officer-1')
    const evicted = lineOf(await pull(hub, 'officer-1', mine), 'evict')
    expect(evicted).toEqual({
      type: 'evict',
      caseId,
      caseNumber: expect.stringMatching(/^Z1-\d{10}$/),
      at: NOW,
      toName: 'Daan Bakker',
      byName: 'Joris de Wit',
      reason: 'verdeling',
    })
    const arrived = await pull(hub, 'officer-2', theirs)
    expect(lineOf(arrived, 'case').caseId).toBe(caseId)
    expect(lineOf(arrived, 'end').digest).toBe(digestOf(arrived))
    await assign(hub, [caseId], NOOR, 'officer-2')
    const back = await pull(hub, 'officer-1', mine)
    expect(back.map((line) => line.type)).toEqual(['begin', 'case', 'end'])
  })

  test('[SYN-33] a cursor beyond the feed and an epoch of another hub are answered resync', async () => {
    const at = standing(await pull(hub, 'officer-1'))
    const beyond = await pull(hub, 'officer-1', { ...at, cursor: at.cursor + 1 })
    expect(beyond).toEqual([{ type: 'resync', epoch: at.epoch, reason: 'unknown_cursor' }])
    const other = await pull(hub, 'officer-1', { ...at, epoch: 'another' })
    expect(other).toEqual([{ type: 'resync', epoch: at.epoch, reason: 'new_epoch' }])
    const resume = { cursor: at.cursor + 1, afterCaseId: ids[3] ?? '' }
    expect(lineOf(await pull(hub, 'officer-1', { epoch: at.epoch, resume }), 'resync').reason).toBe('unknown_cursor')
  })

  test('[SYN-33] a hub restarted keeps its epoch; one restored from a backup gets a new one', async () => {
    const at = standing(await pull(hub, 'officer-1'))
    await hub.restart()
    expect(lineOf(await pull(hub, 'officer-1', at), 'begin').epoch).toBe(at.epoch)
    await hub.restart({ restored: true })
    const line = lineOf(await pull(hub, 'officer-1', at), 'resync')
    expect(line.reason).toBe('new_epoch')
    expect(line.epoch).not.toBe(at.epoch)
  })

  test('[SYN-36] a connected desk is told that something changed for its person, and nothing else', async () => {
    const response = await send(hub, 'officer-1', 'GET', '/v1/sync/notices')
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toBe(': connected\n\n')
    await push(hub, 'officer-1', [commandBy('officer-1', 'addNote', ids[5] ?? '', { text: 'geheim' })])
    const cursor = await readLastChange(hub.database.db)
    expect((await reader?.read())?.value).toBe(`event: changed\ndata: {"cursor":${cursor}}\n\n`)
    await reader?.cancel()
  })

  test('[SYN-36] a pull is compressed for a desk that accepts it', async () => {
    const headers = { 'accept-encoding': 'gzip' }
    const response = await send(hub, 'officer-1', 'POST', '/v1/sync/pull', pullRequest('officer-1'), headers)
    expect(response.headers.get('content-encoding')).toBe('gzip')
    const text = await response.text()
    expect(text.split('\n')).toHaveLength(1_203 + 4)
    const plain = await send(hub, 'officer-1', 'POST', '/v1/sync/pull', pullRequest('officer-1'), {
      'accept-encoding': 'identity',
    })
    expect(plain.headers.get('content-encoding')).toBeNull()
    await plain.text()
  })

  test('a desk that hangs up in the middle of a pull leaves a hub that answers', async () => {
    const aborter = new AbortController()
    const response = await fetch(`${hub.url}/v1/sync/pull`, {
      method: 'POST',
      signal: aborter.signal,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await hub.token('officer-1')}` },
      body: JSON.stringify(pullRequest('officer-1')),
    })
    await response.body?.getReader().read()
    aborter.abort()
    expect(lineOf(await pull(hub, 'officer-1'), 'end').count).toBe(1_203)
  })
})

onPostgres('a late commit', (engine) => {
  test('[SYN-30] a number is given out only when every earlier one is committed: nothing is skipped', async () => {
    const hub = await engine.startHub()
    const [caseId = ''] = await seedHub(hub, { cases: 1 })
    const { db } = hub.database
    const after = await readLastChange(db)
    const row = { officer_id: 'officer-1', case_id: caseId, kind: 'upsert' as const, eviction: null, at: NOW }
    const order: string[] = []
    const [held, numbered] = [aGate(), aGate()]
    const early = inTransaction(db, async (trx) => {
      await appendChangesInTrx(trx, [row])
      numbered.open()
      await held.opened
      order.push('early commits')
    })
    await numbered.opened
    const late = inTransaction(db, async (trx) => {
      const seq = await appendChangesInTrx(trx, [row])
      order.push('late numbered')
      return seq
    })
    // The second waits for the lock; meanwhile a reader sees neither, and so does not move its cursor past the first.
    await waitUntilBlocked(hub)
    expect(await readLastChange(db)).toBe(after)
    held.open()
    await early
    const last = await late
    expect(order).toEqual(['early commits', 'late numbered'])
    expect(last).toBe(after + 2)
    expect(await listFeed(db, { officerId: 'officer-1', after, limit: 10 })).toHaveLength(1)
  })
})

function aGate(): { open: () => void; opened: Promise<void> } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open: () => open(), opened }
}

async function waitUntilBlocked(hub: TestHub): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ waiting: number }>`
      select count(*)::integer as waiting from pg_locks where locktype = 'advisory' and not granted`.execute(
      hub.database.db,
    )
    if ((rows[0]?.waiting ?? 0) > 0) return
  }
}
