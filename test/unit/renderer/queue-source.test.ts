import { expect, test } from 'vitest'
import type { CommonRefusal } from '#contract/call.ts'
import type { CallAnswer, CallName } from '#contract/calls.ts'
import type { QueueFilter, QueueOutline, QueueRow } from '#contract/queue.ts'
import { makeQueueSource } from '#renderer/features/queue/queue-source.ts'
import { EMPTY_FILTER } from '#renderer/lib/queue-state.ts'

interface Asked {
  name: CallName
  input: { filter?: QueueFilter; anchor?: string; search?: string }
  answer: (value: unknown) => Promise<void>
  refuse: (refusal: CommonRefusal) => Promise<void>
}

/** A wire to a desk that answers when told to. */
function makeWire() {
  const asked: Asked[] = []
  const source = makeQueueSource((name, input) => {
    const { promise, resolve } = Promise.withResolvers<CallAnswer<typeof name>>()
    const answer = async (value: unknown) => {
      resolve({ ok: true, value } as CallAnswer<typeof name>)
      await settle()
    }
    const refuse = async (refusal: CommonRefusal) => {
      resolve({ ok: false, refusal })
      await settle()
    }
    asked.push({ name, input: input as Asked['input'], answer, refuse })
    return promise
  })
  const pending = () => asked.splice(0)
  return { source, pending }
}

async function settle() {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}

const outline = (total: number, edition = 1): QueueOutline => ({
  total,
  pageSize: 100,
  anchors: Array.from({ length: Math.ceil(total / 100) }, (_, page) => String(page)),
  today: '2026-11-23',
  edition,
})
const page = (name: string) => Array.from({ length: 100 }, (_, at) => ({ caseId: `${name}-${at}` }) as QueueRow)
const searching = (search: string): QueueFilter => ({ ...EMPTY_FILTER, search })

test('the old rows stay until the outline and the first page of the new filter are there', async () => {
  const { source, pending } = makeWire()
  source.show(searching('a'))
  await pending()[0]?.answer(outline(100))
  await pending()[0]?.answer(page('a'))
  expect(source.findRow(0)?.caseId).toBe('a-0')
  source.show(searching('ab'))
  await pending()[0]?.answer(outline(100))
  expect(source.findRow(0)?.caseId).toBe('a-0')
  await pending()[0]?.answer(page('ab'))
  expect(source.findRow(0)?.caseId).toBe('ab-0')
})

test('the latest filter wins, however late an older answer comes', async () => {
  const { source, pending } = makeWire()
  source.show(searching('a'))
  const [old] = pending()
  source.show(searching('ab'))
  await old?.answer(outline(5_000))
  const [latest] = pending()
  expect(latest?.input.search).toBe('ab')
  await latest?.answer(outline(1))
  await pending()[0]?.answer(page('ab').slice(0, 1))
  expect(source.getSnapshot().shown?.outline.total).toBe(1)
  expect(source.getSnapshot().shown?.filter.search).toBe('ab')
})

test('changes during a load lead to one more load, not to one each', async () => {
  const { source, pending } = makeWire()
  source.show(EMPTY_FILTER)
  const [first] = pending()
  for (let change = 0; change < 20; change += 1) source.refresh()
  expect(pending()).toHaveLength(0)
  await first?.answer(outline(0))
  const again = pending()
  expect(again.map(({ name }) => name)).toEqual(['getQueueOutline'])
  await again[0]?.answer(outline(0))
  expect(pending()).toHaveLength(0)
})

test('a page is asked for once with the ones around it, and again only when the edition changed', async () => {
  const { source, pending } = makeWire()
  source.show(EMPTY_FILTER)
  await pending()[0]?.answer(outline(1_000))
  await pending()[0]?.answer(page('p0'))
  source.need(250, 260)
  source.need(251, 261)
  const pages = pending()
  expect(pages.map(({ input }) => input.anchor)).toEqual(['2', '1', '3'])
  const { turn } = source.getSnapshot()
  await pages[1]?.answer(page('p1'))
  await pages[2]?.answer(page('p3'))
  expect(source.getSnapshot().turn).toBe(turn)
  await pages[0]?.answer(page('p2'))
  expect(source.getSnapshot().turn).toBeGreaterThan(turn)
  expect(source.findRow(255)?.caseId).toBe('p2-55')
  expect(source.findRow(300)?.caseId).toBe('p3-0')
  source.need(250, 260)
  expect(pending()).toHaveLength(0)
  source.refresh()
  await pending()[0]?.answer(outline(1_000, 2))
  expect(pending().map(({ input }) => input.anchor)).toEqual(['2'])
})

test('the window never holds more than twelve pages', async () => {
  const { source, pending } = makeWire()
  source.show(EMPTY_FILTER)
  await pending()[0]?.answer(outline(14_000))
  await pending()[0]?.answer(page('p0'))
  for (let at = 0; at < 14_000; at += 100) {
    source.need(at, at + 30)
    for (const { answer } of pending()) await answer(page(`p${at}`))
  }
  source.need(13_900, 13_999)
  const held = Array.from({ length: 140 }, (_, one) => source.findRow(one * 100)).filter(Boolean)
  expect(held.length).toBeLessThanOrEqual(12)
  expect(source.findRow(13_950)).toBeDefined()
})

test('a refusal is shown as a refusal, and goes when a load succeeds', async () => {
  const { source, pending } = makeWire()
  source.show(EMPTY_FILTER)
  await pending()[0]?.refuse({ code: 'broken', reference: 'r-1' })
  expect(source.getSnapshot().refusal).toEqual({ code: 'broken', reference: 'r-1' })
  source.refresh()
  await pending()[0]?.answer(outline(0))
  expect(source.getSnapshot().refusal).toBeUndefined()
})
