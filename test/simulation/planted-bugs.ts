import type { Patch } from './patches.ts'

/** A bug that could have been made, to show that the simulation would have found it. */
export interface PlantedBug {
  name: string
  /** The rule it breaks. */
  rule: string
  patches: Patch[]
  /** From this seed on a history finds it soon. */
  fromSeed: number
}

export const PLANTED_BUGS: PlantedBug[] = [
  {
    name: 'the receipt is looked up after the permission check',
    rule: 'SYN-3',
    fromSeed: 14,
    patches: [
      {
        file: 'src-hub/judging/judge-command.ts',
        from: 'if (earlier !== undefined && earlier.actorId === docket.person.personId) return earlier.receipt',
        to: `const holder = docket.ledger.cases.get(command.caseId)?.file.holder
  if (earlier !== undefined && holder?.personId === docket.person.personId) return earlier.receipt`,
      },
    ],
  },
  {
    name: 'receipts are kept after the effect, in a transaction of their own',
    rule: 'SYN-3',
    fromSeed: 59,
    patches: [
      {
        file: 'src-hub/judging/judge-batch.ts',
        from: '  await insertReceiptsInTrx(trx, docket.kept)\n',
        to: '  trx.kept = docket.kept\n',
      },
      {
        file: 'src-hub/services/push.ts',
        from: 'await inTransaction(hub.db, async (trx) => await judge(trx, reference))',
        to: `await inTransaction(hub.db, async (trx) => {
    const judged = await judge(trx, reference)
    return { judged, kept: trx.kept }
  }).then(async ({ judged, kept }) => {
    await inTransaction(hub.db, async (trx) => await insertReceiptsInTrx(trx, kept))
    return judged
  })`,
      },
      {
        file: 'src-hub/services/push.ts',
        from: `import { inTransaction } from '#db/kit/in-transaction.ts'\n`,
        to: `import { inTransaction } from '#db/kit/in-transaction.ts'\nimport { insertReceiptsInTrx } from '#db/hub/queries/receipts.ts'\n`,
      },
    ],
  },
  {
    name: 'a parked act is not kept in its case',
    rule: 'SYN-5',
    fromSeed: 3,
    patches: [
      {
        file: 'src-hub/judging/judge-command.ts',
        from: `if (kind === 'takeCase') return\n`,
        to: 'if (kind !== undefined) return\n',
      },
    ],
  },
  {
    name: 'taking a case does not compare before it sets',
    rule: 'SYN-12',
    fromSeed: 7,
    patches: [
      {
        file: 'src-shared/core/apply-command/take-case.ts',
        from: 'if (file.holder !== null) return park',
        to: 'if (file.holder !== null && act.today === undefined) return park',
      },
    ],
  },
  {
    name: 'the cursor is read in another transaction than its page',
    rule: 'SYN-30',
    fromSeed: 43,
    patches: [
      {
        file: 'src-hub/services/pull.ts',
        from: `return await inSnapshot(hub.db, async (trx) => {
    const rows`,
        to: `return await (async (trx) => {
    const rows`,
      },
      {
        file: 'src-hub/services/pull.ts',
        from: `return { rows, end: { cursor, ...toScope(await sumScope(trx, officerId)) } }
  })`,
        to: `return { rows, end: { cursor, ...toScope(await sumScope(trx, officerId)) } }
  })(hub.db)`,
      },
    ],
  },
  {
    name: 'who held a case is not told that it has gone',
    rule: 'SYN-31',
    fromSeed: 11,
    patches: [
      {
        file: 'src-hub/judging/ledger.ts',
        from: 'if (from !== undefined && from !== to) {',
        to: 'if (from !== undefined && to === undefined) {',
      },
    ],
  },
  {
    name: 'a hub restored from a backup keeps its epoch',
    rule: 'SYN-33',
    fromSeed: 13,
    patches: [
      {
        file: 'src-hub/app.ts',
        from: 'if (known === undefined || restored) await',
        to: 'if (known === undefined) await',
      },
    ],
  },
  {
    name: 'the cursor is moved before its page',
    rule: 'SYN-30',
    fromSeed: 21,
    patches: [
      {
        file: 'src-main/desk/sync/pull.ts',
        from: `  await inTransaction(context.db, async (trx) => {
    await upsertCasesInTrx`,
        to: `  await inTransaction(context.db, async (trx) => await rememberInTrx(trx, { cursor }))
  await inTransaction(context.db, async (trx) => {
    await upsertCasesInTrx`,
      },
    ],
  },
  {
    name: 'a first load that ends too early is taken for complete',
    rule: 'SYN-32',
    fromSeed: 4,
    patches: [
      {
        file: 'src-main/desk/sync/first-load.ts',
        from: `if (resynced || context.memory.staging?.complete) return resynced`,
        to: `if (!resynced && context.memory.staging) await markComplete(context)
  if (resynced || context.memory.staging?.complete) return resynced`,
      },
    ],
  },
  {
    name: 'unsent acts go with a case that leaves',
    rule: 'SYN-31',
    fromSeed: 11,
    patches: [
      {
        file: 'db/local/evictions.ts',
        from: '  await removeLeftCasesInTrx(trx)\n}',
        to: `  await sql\`delete from command where case_id in (select value from json_each(\${ids}))
    and state in ('grace', 'due', 'sending', 'held_back')\`.execute(trx)
  await removeLeftCasesInTrx(trx)\n}`,
      },
    ],
  },
  {
    name: 'the body of a case that left stays on the desk',
    rule: 'SYN-31',
    fromSeed: 3,
    patches: [
      {
        file: 'db/local/evictions.ts',
        from: `for (const table of ['case_base', 'case_document', 'draft']) {`,
        to: `for (const table of ['case_document', 'draft']) {`,
      },
    ],
  },
  {
    name: 'words typed on a case that leaves are thrown away',
    rule: 'SYN-7',
    fromSeed: 56,
    patches: [
      {
        file: 'src-main/desk/sync/keep-drafts.ts',
        from: 'for (const draft of await listDraftsOf(trx, caseIds)) {',
        to: 'for (const draft of await listDraftsOf(trx, [])) {',
      },
    ],
  },
  {
    name: 'an act that was not answered counts as accepted',
    rule: 'SYN-5',
    fromSeed: 12,
    patches: [
      {
        file: 'db/local/commands.ts',
        from: `set state = 'due', last_error = coalesce`,
        to: `set state = 'accepted', last_error = coalesce`,
      },
    ],
  },
  {
    name: 'an act is sent again under a new id',
    rule: 'SYN-5',
    fromSeed: 14,
    patches: [
      {
        file: 'src-main/desk/sync/push.ts',
        from: `const commands = rows.map((row) => JSON.parse(row.body ?? 'null') as Command)`,
        to: `const commands = rows.map((row) => ({
    ...JSON.parse(row.body ?? 'null'),
    ...(row.attempts > 0 ? { commandId: context.environment.newId() } : {}),
  }))`,
      },
    ],
  },
  {
    name: 'the newest act is sent first',
    rule: 'SYN-4',
    fromSeed: 2,
    patches: [
      {
        file: 'db/local/commands.ts',
        from: `w.state in ('grace', 'held_back'))
    order by seq limit`,
        to: `w.state in ('grace', 'held_back'))
    order by seq desc limit`,
      },
    ],
  },
  {
    name: 'later acts overtake one that waits',
    rule: 'SYN-4',
    fromSeed: 3,
    patches: [
      {
        file: 'db/local/commands.ts',
        from: `w.seq < c.seq and w.state in ('grace', 'held_back'))`,
        to: `w.seq < c.seq and w.state in ('never'))`,
      },
    ],
  },
  {
    name: 'an act shows before it is kept, in a transaction of its own',
    rule: 'SYN-1',
    fromSeed: 17,
    patches: [
      {
        file: 'src-main/desk/services/take-act.ts',
        from: `    await insertCommandInTrx(trx, {
      command,`,
        to: `    insertLater = async (trx) => await insertCommandInTrx(trx, {
      command,`,
      },
      {
        file: 'src-main/desk/services/take-act.ts',
        from: '  const answer = await inTransaction(context.db, async (trx): Promise<ActAnswer> => {\n',
        to: '  let insertLater = async (_trx) => {}\n  const answer = await inTransaction(context.db, async (trx): Promise<ActAnswer> => {\n',
      },
      {
        file: 'src-main/desk/services/take-act.ts',
        from: '  if (answer.ok) {\n',
        to: '  await inTransaction(context.db, async (trx) => await insertLater(trx))\n  if (answer.ok) {\n',
      },
    ],
  },
  {
    name: 'a full disk is answered as saved',
    rule: 'SYN-1',
    fromSeed: 5,
    patches: [
      {
        file: 'src-main/desk/desk.ts',
        from: `return { ok: false, refusal: { code: 'desk_closed', reason: failure.reason } }
        }`,
        to: `return { ok: true, value: null }
        }`,
      },
    ],
  },
  {
    name: 'acknowledged acts are not offered again after a restored backup',
    rule: 'SYN-33',
    fromSeed: 13,
    patches: [
      {
        file: 'src-main/desk/sync/run.ts',
        from: 'const count = await offerAgainInTrx(trx)',
        to: 'const count = 0',
      },
    ],
  },
  {
    name: 'what is due is reckoned by the clock of the device',
    rule: 'SYN-20',
    fromSeed: 5,
    patches: [
      {
        file: 'src-main/desk/context.ts',
        from: 'return context.environment.now() + (context.memory.clockOffsetMs ?? 0)',
        to: 'return context.environment.now()',
      },
    ],
  },
]
