import { render, screen } from '@testing-library/react'
import { I18nextProvider } from 'react-i18next'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { SyncState } from '#contract/queue.ts'
import { i18n, startI18n } from '#renderer/app/i18n.ts'
import { type Format, useFormat } from '#renderer/lib/format.ts'
import { DuePill } from '#renderer/ui/due-pill.tsx'
import { SyncWord } from '#renderer/ui/sync-word.tsx'

beforeAll(() => startI18n('nl'))
beforeEach(() => i18n.changeLanguage('nl'))

function show(element: React.ReactNode) {
  return render(<I18nextProvider i18n={i18n}>{element}</I18nextProvider>)
}

const due = (dueOn: string) => <DuePill dueOn={dueOn} dueKind="target" status="open" today="2026-06-12" />

test.each([
  ['2026-06-09', '3 dagen te laat', '3 days late'],
  ['2026-06-11', '1 dag te laat', '1 day late'],
  ['2026-06-12', 'Vandaag', 'Today'],
  ['2026-06-13', 'Nog 1 dag', '1 day left'],
  ['2026-06-26', 'Nog 14 dagen', '14 days left'],
])('what runs out on %s on 12 June reads "%s"', async (dueOn, dutch, english) => {
  show(due(dueOn))
  expect(screen.getByText(dutch)).toBeVisible()
  await i18n.changeLanguage('en')
  expect(await screen.findByText(english)).toBeVisible()
})

test('a pill says in full what runs out and when', () => {
  show(due('2026-06-26'))
  expect(screen.getByTitle('Streeftermijn tot en met 26 jun 2026')).toBeVisible()
})

test('how far an act has got is said in a word, never by colour alone, and nothing pending says nothing', () => {
  const states: SyncState[] = ['saved', 'grace', 'sent', 'set_aside']
  for (const state of states) {
    const { container, unmount } = show(<SyncWord state={state} />)
    expect(container.textContent?.length).toBeGreaterThan(4)
    unmount()
  }
  expect(show(<SyncWord state="none" />).container.textContent).toBe('')
})

function Formatted({ write }: { write: (format: Format) => string }) {
  return <p>{write(useFormat())}</p>
}

test.each([
  [(format: Format) => format.date('2026-06-12'), '12 jun 2026', '12 Jun 2026'],
  [(format: Format) => format.money(1_356_924), '€ 13.569,24', '€13,569.24'],
  // In summer Amsterdam is two hours ahead of UTC, in winter one.
  [(format: Format) => format.dateTime('2026-06-30T22:30:00Z'), '1 jul 2026 00:30', '1 Jul 2026 00:30'],
  [(format: Format) => format.time('2026-12-01T09:42:05Z', true), '10:42:05', '10:42:05'],
  [(format: Format) => format.country('TUR'), 'Turkije', 'Türkiye'],
  [(format: Format) => format.country('XXA'), 'Staatloos', 'Stateless'],
])('case %#: dates, money and names follow the language', async (write, dutch, english) => {
  const { container } = show(<Formatted write={write} />)
  expect(container.textContent?.replace(/\s/g, ' ')).toBe(dutch)
  await i18n.changeLanguage('en')
  await expect.poll(() => container.textContent).toBe(english)
})
