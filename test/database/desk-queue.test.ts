import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { QUEUE_SORTS, type QueueFilter } from '#contract/queue.ts'
import type { CaseFile } from '#core/case-file.ts'
import { dueState } from '#core/due.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { upsertCasesInTrx } from '#db/local/cases-write.ts'
import { evictCasesInTrx } from '#db/local/evictions.ts'
import { foldText } from '#db/local/fold-text.ts'
import {
  countBefore,
  countFacet,
  findNextTo,
  findSortKey,
  readQueueOutline,
  readQueuePage,
} from '#db/local/queue-read.ts'
import { aFilter } from '#test/support/desk.ts'
import {
  manyCaseFiles,
  openTestDatabase,
  putCases,
  type TestDatabase,
  toIncoming,
} from '#test/support/desk-database.ts'

const TODAY = '2026-06-10'
const PAGE = 100
const files = manyCaseFiles(730)
let database: TestDatabase

beforeAll(async () => {
  database = await openTestDatabase()
  await putCases(database, files)
})

afterAll(async () => await database.close())

/** What the queue must be, said plainly. */
function expected(filter: QueueFilter): string[] {
  const kept = files.filter((file) => matches(file, filter)).map((file, at) => ({ file, at }))
  const sorted = kept.toSorted(
    (a, b) => compare(keyOf(a.file, filter), keyOf(b.file, filter)) || files.indexOf(a.file) - files.indexOf(b.file),
  )
  const ids = sorted.map(({ file }) => file.caseId)
  return filter.descending ? ids.toReversed() : ids
}

function matches(file: CaseFile, filter: QueueFilter): boolean {
  const points = file.derived.failedChecks.length === 0 ? 'clean' : 'points'
  const { band } = dueState(file.derived.dueOn, file.status, TODAY)
  const has = (chosen: string[], value: string) => chosen.length === 0 || chosen.includes(value)
  return (
    has(filter.status, file.status) &&
    has(filter.procedure, file.application.procedure) &&
    has(filter.nationality, file.application.applicant.nationality) &&
    has(filter.institution, file.sponsorId) &&
    has(filter.preCheck, points) &&
    has(filter.due, band)
  )
}

function keyOf(file: CaseFile, { sort }: QueueFilter): (string | number)[] {
  const due = file.derived.dueKind === 'none' ? '9999' : file.derived.dueOn
  const { familyName, givenNames, nationality } = file.application.applicant
  switch (sort) {
    case 'due':
      return [due]
    case 'received':
      return [file.derived.receivedOn]
    case 'applicant':
      return [foldText(`${familyName}, ${givenNames}`)]
    case 'caseNumber':
      return [file.caseNumber]
    case 'institution':
      return ['', due]
    case 'nationality':
      return [nationality, due]
    case 'points':
      return [file.derived.failedChecks.length, due]
  }
}

function compare(a: (string | number)[], b: (string | number)[]): number {
  const at = a.findIndex((part, index) => part !== b[index])
  const [left, right] = [a[at], b[at]]
  return at < 0 || left === undefined || right === undefined ? 0 : left < right ? -1 : 1
}

async function walk(filter: QueueFilter): Promise<{ total: number; ids: string[] }> {
  const { total, keys } = await readQueueOutline(database.db, filter, TODAY, PAGE)
  const ids: string[] = []
  for (const key of keys) {
    const rows = await readQueuePage(database.db, filter, TODAY, key, PAGE)
    ids.push(...rows.map((row) => row.case_id))
  }
  return { total, ids }
}

describe('the queue, page by page by its anchors', () => {
  for (const sort of QUEUE_SORTS) {
    for (const descending of [false, true]) {
      test(`is whole and in order: ${sort}${descending ? ', descending' : ''}`, async () => {
        for (const part of [
          {},
          { status: ['open'] },
          { due: ['late', 'soon'], preCheck: ['points'] },
          { nationality: ['TUR', 'BRA'], procedure: ['VVR'] },
        ]) {
          const filter = aFilter({ sort, descending, ...part })
          const { total, ids } = await walk(filter)
          expect(ids).toEqual(expected(filter))
          expect(total).toBe(ids.length)
        }
      })
    }
  }

  test('neighbours and position agree with the order', async () => {
    for (const filter of [aFilter(), aFilter({ sort: 'points', descending: true, status: ['open'] })]) {
      const ids = expected(filter)
      for (const at of [0, 1, 99, 100, ids.length - 1]) {
        const key = await findSortKey(database.db, filter, TODAY, ids[at] ?? '')
        if (!key) throw new Error('the case is in the queue')
        expect(await findNextTo(database.db, filter, TODAY, key, 'before')).toBe(ids[at - 1] ?? null)
        expect(await findNextTo(database.db, filter, TODAY, key, 'after')).toBe(ids[at + 1] ?? null)
        expect(await countBefore(database.db, filter, TODAY, key)).toBe(at)
      }
    }
  })

  test('each facet is counted under the restrictions of the others', async () => {
    const filter = aFilter({ status: ['open'], nationality: ['TUR'], due: ['late'] })
    for (const facet of ['nationality', 'status', 'procedure', 'preCheck', 'due', 'institution'] as const) {
      const counted = await countFacet(database.db, filter, TODAY, facet)
      for (const { value, count } of counted) {
        expect(count, `${facet} ${value}`).toBe(expected({ ...filter, [facet]: [value] }).length)
      }
    }
  })
})

describe('search as typed', () => {
  async function found(search: string): Promise<string[]> {
    return (await readQueuePage(database.db, aFilter({ search, sort: 'caseNumber' }), TODAY, null, 1_000)).map(
      (row) => row.case_id,
    )
  }
  const having = (test: (file: CaseFile) => boolean) => files.filter(test).map((file) => file.caseId)

  test('finds beginnings of names without their marks, in any order', async () => {
    expect(await found('mull')).toEqual(having((file) => file.application.applicant.familyName.startsWith('Müll')))
    expect(await found('MÜLLER')).toEqual(having((file) => file.application.applicant.familyName === 'Müller'))
    expect(await found('nguye 41')).toEqual(
      having(
        (file) =>
          file.application.applicant.familyName === 'Nguyễn' &&
          file.application.applicant.givenNames.startsWith('Student 41'),
      ),
    )
    expect(await found('odegard')).toEqual(having((file) => file.application.applicant.familyName === 'Ødegård'))
    expect(await found('hassan')).toEqual(having((file) => file.application.applicant.familyName === 'al-Hassan'))
    expect(await found("o'neill")).toEqual(having((file) => file.application.applicant.familyName === "O'Neill"))
  })

  test('finds case numbers whole, by their digits and without zeros, V-numbers and passports', async () => {
    expect(await found('Z1-0000000612')).toEqual([files[611]?.caseId])
    expect(await found('0000000612')).toEqual([files[611]?.caseId])
    expect(await found('612')).toContain(files[611]?.caseId)
    expect(await found('2800000400')).toEqual([files[400]?.caseId])
    expect(await found('pa000613')).toEqual([files[613]?.caseId])
  })

  test('takes whatever is typed as words, never as a language', async () => {
    for (const search of ['"', '*', 'a AND', 'NEAR(', 'words:x', '-', "'; drop", '(', '\\', '%', '😀', 'Ю']) {
      await expect(found(search), search).resolves.toBeInstanceOf(Array)
    }
    expect(await found('AND OR NOT')).toEqual([])
  })

  test('forgets the old name of a case that changed, and a case that left', async () => {
    const file = files[5]
    if (!file) throw new Error('there is such a case')
    const renamed = {
      ...file,
      version: file.version + 1,
      application: { ...file.application, applicant: { ...file.application.applicant, familyName: 'Zwaluwstaart' } },
    }
    await inTransaction(database.db, async (trx) => await upsertCasesInTrx(trx, [toIncoming(renamed)]))
    expect(await found('zwaluw')).toEqual([file.caseId])
    expect(await found('lukasik')).not.toContain(file.caseId)
    const eviction = {
      caseId: file.caseId,
      caseNumber: file.caseNumber,
      at: TODAY,
      toName: 'Daan Bakker',
      byName: null,
      reason: '',
    }
    await inTransaction(database.db, async (trx) => await evictCasesInTrx(trx, [eviction]))
    expect(await found('zwaluw')).toEqual([])
    await inTransaction(database.db, async (trx) => await upsertCasesInTrx(trx, [toIncoming(file)]))
    expect(await found('lukasik')).toContain(file.caseId)
  })
})

describe('plans', () => {
  async function planOf(work: () => Promise<unknown>): Promise<string> {
    const queries: CompiledQuery[] = []
    const executor = database.db.getExecutor()
    const original = executor.executeQuery.bind(executor)
    const spy = { executeQuery: (query: CompiledQuery) => (queries.push(query), original(query)) }
    Object.assign(executor, spy)
    try {
      await work()
    } finally {
      Object.assign(executor, { executeQuery: original })
    }
    const plans: string[] = []
    for (const query of queries) {
      const explained = CompiledQuery.raw(`explain query plan ${query.sql}`, [...query.parameters])
      const { rows } = await database.db.executeQuery<{ detail: string }>(explained)
      plans.push(...rows.map((row) => row.detail))
    }
    return plans.join('\n')
  }

  const INDEXES = {
    due: 'queue_due',
    received: 'queue_received',
    applicant: 'queue_applicant',
    caseNumber: 'queue_case_number',
    institution: 'queue_institution',
    nationality: 'queue_nationality',
    points: 'queue_points',
  }

  for (const sort of QUEUE_SORTS) {
    test(`a page by ${sort} walks its index and sorts nothing`, async () => {
      for (const filter of [aFilter({ sort }), aFilter({ sort, descending: true, status: ['open'] })]) {
        const { keys } = await readQueueOutline(database.db, filter, TODAY, PAGE)
        const plan = await planOf(async () => await readQueuePage(database.db, filter, TODAY, keys[2] ?? null, PAGE))
        expect(plan).toContain(`USING INDEX ${INDEXES[sort]} (`)
        expect(plan).not.toContain('USE TEMP B-TREE')
      }
    })
  }

  test('the default outline never touches the rows', async () => {
    const plan = await planOf(
      async () => await readQueueOutline(database.db, aFilter({ status: ['open'], due: ['late'] }), TODAY, PAGE),
    )
    expect(plan).toContain('COVERING INDEX queue_due')
  })

  test('the digest is summed over an index', async () => {
    const { deskDigest } = await import('#db/local/staging.ts')
    expect(await planOf(async () => await deskDigest(database.db))).toContain('COVERING INDEX case_digest')
  })

  test('what may be sent is found among the open acts only', async () => {
    const { listSendable } = await import('#db/local/commands.ts')
    const plan = await planOf(async () => await listSendable(database.db, 500))
    expect(plan).toContain('INDEX command_open')
  })
})
