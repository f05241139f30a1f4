import { sql } from 'kysely'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { CaseEvent } from '#core/event.ts'
import { addFact, type Underived } from '#core/fold-case.ts'
import { matchKeys } from '#core/person-match.ts'
import { asOwner } from '#db/hub/open.ts'
import { findLastAnchor } from '#db/hub/queries/anchors.ts'
import { listEvents } from '#db/hub/queries/events.ts'
import { anchorDay } from '#hub/history/anchoring.ts'
import { verifyHistory } from '#hub/history/verify-history.ts'
import { toCaseRow } from '#hub/judging/case-row.ts'
import type { Log } from '#hub/log.ts'
import { NOW } from '#test/support/case-builder.ts'
import { backUp, restoreBackup } from '#test/support/hub-backup.ts'
import { answerEverything, caseFileAt, grantBy } from '#test/support/hub-cases.ts'
import { commandBy, push, seedHub } from '#test/support/hub-client.ts'
import { onBothEngines } from '#test/support/hub-engines.ts'
import type { TestHub } from '#test/support/hub.ts'

const DAYS = ['2026-06-09', '2026-06-10', '2026-06-11'] as const

onBothEngines('the history', (engine) => {
  let hub: TestHub
  let caseIds: string[]
  const logged: { fields: object; message: string }[] = []
  const write = (fields: object, message: string) => void logged.push({ fields, message })
  const log: Log = { info: write, warn: write, error: write }

  beforeAll(async () => {
    hub = await engine.startHub({ log })
    caseIds = await seedHub(hub, { cases: 6 })
    const [granted = '', late = ''] = caseIds
    await push(hub, 'officer-1', [answerEverything('officer-1', await caseFileAt(hub, granted))])
    await push(hub, 'officer-1', [grantBy('officer-1', await caseFileAt(hub, granted))])
    // Parked and resolved: answers on a version that has moved.
    const file = await caseFileAt(hub, late)
    await push(hub, 'officer-1', [answerEverything('officer-1', file)])
    const parked = answerEverything('officer-1', file)
    await push(hub, 'officer-1', [{ ...parked, deskId: 'other-desk-of-officer-1' }])
    const payload = { parkedCommandId: parked.commandId, how: 'discard' as const, reason: 'dubbel' }
    await push(hub, 'officer-1', [commandBy('officer-1', 'resolveParked', late, payload)])
    await anchorDay(hub.database.db, DAYS[0], NOW)
    for (const caseId of caseIds.slice(2)) {
      await push(hub, 'officer-1', [commandBy('officer-1', 'addNote', caseId, { text: 'na het eerste anker' })])
    }
    await anchorDay(hub.database.db, DAYS[1], NOW)
    await push(hub, 'officer-1', [
      commandBy('officer-1', 'addNote', caseIds[5] ?? '', { text: 'na het laatste anker' }),
    ])
    await backUp(hub)
  })
  afterEach(async () => await restoreBackup(hub))

  async function verify(knownAnchors: string[] = []) {
    const onProgress = () => {}
    return await verifyHistory(hub.database.db, { knownAnchors, onProgress })
  }

  /** What someone does who can do everything at the database. */
  async function tamper(...statements: string[]): Promise<void> {
    await asOwner(hub.database, async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx)
      for (const statement of statements) await sql.raw(statement).execute(trx)
    })
  }

  async function foundAfter(...statements: string[]): Promise<string> {
    await tamper(...statements)
    const found = await verify()
    return found.ok ? 'whole' : found.refusal
  }

  async function numberOf(caseId: string): Promise<string> {
    return (await caseFileAt(hub, caseId)).caseNumber
  }

  test('[HIS-2, HIS-4] a history in which all kinds of things happened is whole', async () => {
    const { rows } = await sql<{ count: number }>`select count(*)::integer as count from event`.execute(hub.database.db)
    // One anchor more: the one the hub made by itself when it started.
    expect(await verify()).toEqual({ ok: true, value: { cases: 6, events: rows[0]?.count, anchors: 3 } })
  })

  const CASE = 3
  const HERE = (at = CASE) => `where case_id = '${caseIds[at]}'`
  const TAMPERINGS: [string, () => string[], string][] = [
    [
      'a changed event',
      () => [`update event set body = replace(body, 'na het eerste', 'na het tweede') ${HERE()} and kind = 'noted'`],
      'event 3 was changed: its hash does not fit its content',
    ],
    [
      'an event under another command',
      () => [`update event set command_id = gen_random_uuid() ${HERE()} and version = 3`],
      'event 3 was changed: its hash does not fit its content',
    ],
    ['a removed event', () => [`delete from event ${HERE()} and version = 2`], 'event 2 is missing'],
    ['a removed beginning', () => [`delete from event ${HERE()} and version = 1`], 'event 1 is missing'],
    [
      'a removed end',
      () => [`delete from event ${HERE()} and version = 3`],
      'event 3 is missing: the case is at version 3',
    ],
    ['a removed history', () => [`delete from event ${HERE()}`], 'event 1 is missing: nothing of its history is there'],
    [
      'events in another order',
      () => [
        `update event set version = 99 ${HERE()} and version = 2`,
        `update event set version = 2 ${HERE()} and version = 3`,
        `update event set version = 3 ${HERE()} and version = 99`,
      ],
      'event 2 does not follow the event before it: prev_hash is another',
    ],
    [
      'a hash of another event',
      () => [`update event set hash = (select hash from event ${HERE(4)} and version = 2) ${HERE()} and version = 2`],
      'event 2 was changed: its hash does not fit its content',
    ],
    [
      'another author beside the event',
      () => [`update event set by_id = 'officer-2' ${HERE()} and version = 3`],
      'event 3 was changed: its column by_id is not what it says',
    ],
    [
      'another time beside the event',
      () => [`update event set hub_time = hub_time - interval '1 day' ${HERE()} and version = 3`],
      'event 3 was changed: its column hub_time is not what it says',
    ],
    [
      'a changed case',
      () => [`update case_state set body = replace(body, 'na het eerste', 'na het tweede') ${HERE()}`],
      'the case as it is kept (case_state.body.notes) is not what its events make of it',
    ],
    [
      'a case at another holder',
      () => [`update case_state set holder_id = 'officer-2' ${HERE()}`],
      'the case as it is kept (case_state.holder_id) is not what its events make of it',
    ],
    ['a removed case', () => [`delete from case_state ${HERE()}`], 'its history is there, the case itself is not'],
    [
      'a removed receipt',
      () => [`delete from command_receipt where command_id = (select command_id from event ${HERE()} and version = 3)`],
      'event 3 came from it',
    ],
  ]
  test.each(TAMPERINGS)('[HIS-2, HIS-4] %s is found and named, with its case', async (name, statements, expected) => {
    const number = name === 'a removed case' ? '(number unknown)' : await numberOf(caseIds[CASE] ?? '')
    const found = await foundAfter(...statements())
    expect(found).toContain(expected)
    expect(found).toContain(`case ${number} (${caseIds[CASE]})`)
  })

  test('[HIS-4] of several broken links the first is named', async () => {
    const found = await foundAfter(
      `update event set body = '{}' ${HERE(4)} and version = 1`,
      `update event set body = '{}' ${HERE(1)} and version = 2`,
    )
    expect(found).toContain(`(${caseIds[1]}): event 2 was changed`)
  })

  /** The end of a history gone and the case put back to how it was then, by one who knows how everything is kept. */
  async function cutOff(at: number, from: number): Promise<void> {
    const caseId = caseIds[at] ?? ''
    const events = (await listEvents(hub.database.db, caseId)).filter((event) => event.version < from)
    let file: Underived | null = null
    for (const event of events) file = addFact(file, JSON.parse(event.body) as CaseEvent)
    if (file === null) throw new Error('something is left of the history')
    const { derived } = await caseFileAt(hub, caseId)
    const row = toCaseRow({ ...file, derived }, matchKeys(file.application), events.at(-1)?.hash ?? '')
    await tamper(`delete from event ${HERE(at)} and version >= ${from}`)
    await asOwner(hub.database, async (trx) => {
      await trx.updateTable('case_state').set(row).where('case_id', '=', caseId).execute()
    })
  }

  test('[HIS-4] an end that was cut off with skill is found by the receipt that tells of it', async () => {
    await cutOff(5, 4)
    const found = await verify()
    expect(found.ok ? 'whole' : found.refusal).toMatch(
      /event 4 is missing: the receipt of act [-0-9a-f]{36} tells of it$/,
    )
  })

  test('[HIS-3, HIS-4] an end that was cut off together with its receipts is found by the anchor', async () => {
    await cutOff(CASE, 3)
    const found = await foundAfter(`delete from command_receipt ${HERE()} and receipt::json ->> 'caseVersion' = '3'`)
    expect(found).toContain(`(${caseIds[CASE]}): event 3 is missing (anchor 3 tells)`)
  })

  test('[HIS-3, HIS-4] a case that was removed with all that tells of it is found by the anchor', async () => {
    const found = await foundAfter(
      `delete from case_state ${HERE()}`,
      `delete from event ${HERE()}`,
      `delete from command_receipt ${HERE()}`,
    )
    expect(found).toContain('event 2 is missing (anchor 2 tells)')
  })

  const ANCHOR_TAMPERINGS: [string, string[], string][] = [
    [
      'a changed hash',
      [`update anchor set hash = repeat('0', 64) where anchor_no = 3`],
      'anchor 3 of 2026-06-10 was changed',
    ],
    [
      'a changed day',
      [`update anchor set day = '2026-06-12' where anchor_no = 3`],
      'anchor 3 of 2026-06-12 was changed',
    ],
    ['a removed anchor', ['delete from anchor where anchor_no = 2'], 'anchor 2 is missing'],
    [
      'a removed last anchor',
      ['delete from anchor where anchor_no = 3'],
      'anchor 3 is missing: what it covers is there',
    ],
    ['a swapped predecessor', [`update anchor set prev_hash = repeat('1', 64) where anchor_no = 3`], 'does not follow'],
    [
      'a removed end of a chain',
      [
        'delete from anchor_head where anchor_no = 2 and case_id = (select case_id from anchor_head where anchor_no = 2 limit 1)',
      ],
      'anchor 2 of 2026-06-09 covers 6 chains, 5 are kept with it',
    ],
    [
      'a changed end of a chain',
      [`update anchor_head set version = 1 where anchor_no = 2`],
      'anchor 2 of 2026-06-09 was changed: its hash does not fit what it covers',
    ],
  ]
  test.each(ANCHOR_TAMPERINGS)(
    '[HIS-3, HIS-4] %s among the anchors is found and named',
    async (_, statements, expected) => {
      expect(await foundAfter(...statements)).toContain(expected)
    },
  )

  test('[HIS-3] whoever rewrites a history together with all its anchors is found by the hash that was kept elsewhere', async () => {
    const kept = (await findLastAnchor(hub.database.db))?.hash ?? ''
    expect((await verify([kept])).ok).toBe(true)
    await tamper('delete from anchor', 'delete from anchor_head')
    for (const day of DAYS.slice(0, 2)) await anchorDay(hub.database.db, day, NOW)
    expect((await verify()).ok).toBe(true)
    expect(await verify([kept])).toEqual({
      ok: false,
      refusal: `no anchor has the hash ${kept} that was kept elsewhere`,
    })
  })

  test('[HIS-3] a day is anchored once, whoever asks and however often; only what grew is kept again', async () => {
    const { db } = hub.database
    const made = await Promise.all([1, 2, 3].map(async () => await anchorDay(db, DAYS[2], NOW)))
    const anchors = made.filter((anchor) => anchor !== undefined)
    expect(anchors).toMatchObject([{ day: DAYS[2], chains: 6, grown: 1 }])
    expect(await anchorDay(db, DAYS[0], NOW)).toBeUndefined()
    expect((await verify()).ok).toBe(true)
  })

  test('[HIS-3] the hub anchors by itself and writes it to the log, so that it can be kept elsewhere', async () => {
    hub.at('2026-06-20T10:00:00.000Z')
    await hub.restart()
    await expect.poll(() => logged.filter(({ message }) => message === 'the histories are anchored').length).toBe(2)
    const line = logged.findLast(({ message }) => message === 'the histories are anchored')
    const { hash, prev_hash: previous } = (await findLastAnchor(hub.database.db)) ?? {}
    expect(line?.fields).toEqual({ anchor: 4, day: '2026-06-20', chains: 6, grown: 1, previous, hash })
  })
})
