import { expect, test } from 'vitest'
import type { PortMessage } from '#contract/desk-port.ts'
import type { Change } from '#contract/sync-status.ts'
import { makeDeskLink } from '#preload/desk-link.ts'

interface Heard {
  id: number
  name: string
  input: unknown
}

/** The desk's end of a line. */
function makeLine() {
  const { port1, port2 } = new MessageChannel()
  const heard: Heard[] = []
  let arrived = () => {}
  port2.addEventListener('message', (event: MessageEvent<Heard>) => {
    heard.push(event.data)
    arrived()
  })
  port2.start()
  return {
    port: port1,
    heard,
    async hearing(count: number) {
      while (heard.length < count) await new Promise<void>((resolve) => (arrived = resolve))
      return heard
    },
    say: (message: PortMessage) => port2.postMessage(message),
    cut: () => port2.close(),
  }
}

test('calls made before the desk is there are asked once it is', async () => {
  const link = makeDeskLink()
  const answer = link.call('getSession', {})
  const line = makeLine()
  link.connect(line.port)
  const [call] = await line.hearing(1)
  expect(call).toMatchObject({ name: 'getSession', input: {} })
  line.say({ type: 'answer', id: call!.id, answer: { ok: true, value: null } })
  expect(await answer).toEqual({ ok: true, value: null })
  line.cut()
})

test('[SYN-3] what was not answered when the desk stopped is asked again, the same act with the same id', async () => {
  const link = makeDeskLink()
  const first = makeLine()
  link.connect(first.port)
  const input = {
    commandId: '0197b4c0-0000-7000-8000-000000000001',
    caseId: '0197b4c0-0000-7000-8000-000000000002',
    text: 'note',
  }
  const answer = link.call('addNote', input)
  await first.hearing(1)
  first.cut()
  const second = makeLine()
  link.connect(second.port)
  const [again] = await second.hearing(1)
  expect(again?.input).toEqual(input)
  second.say({ type: 'answer', id: again!.id, answer: { ok: true, value: null } })
  expect((await answer).ok).toBe(true)
  second.cut()
})

test('a call under way twice when the desk stopped is not sent a third time', async () => {
  const link = makeDeskLink()
  const answer = link.call('getSession', {})
  for (let stop = 0; stop < 2; stop += 1) {
    const line = makeLine()
    link.connect(line.port)
    await line.hearing(1)
    line.cut()
  }
  const third = makeLine()
  link.connect(third.port)
  expect(await answer).toEqual({ ok: false, refusal: { code: 'broken', reference: 'desk-stopped' } })
  expect(third.heard).toEqual([])
  third.cut()
})

test('a desk that came back makes every screen ask again', async () => {
  const link = makeDeskLink()
  const changes: Change[] = []
  link.onChanges((batch) => changes.push(...batch))
  const first = makeLine()
  link.connect(first.port)
  expect(changes).toEqual([])
  first.cut()
  const second = makeLine()
  link.connect(second.port)
  expect(changes).toEqual([{ kind: 'all' }, { kind: 'sync' }, { kind: 'session' }])
  second.cut()
})
