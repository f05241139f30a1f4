import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SponsorLine } from '#contract/register-view.ts'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { EmptyState } from '#renderer/ui/states.tsx'
import classes from './register.module.css'
import { SponsorDetail } from './sponsor-detail.tsx'
import { SponsorList } from './sponsor-list.tsx'

export const STATUSES = ['recognised', 'suspended', 'withdrawn', 'none'] as const
type Shown = (typeof STATUSES)[number] | 'all'

/** The list of sponsors, searched and filtered, beside the history of the chosen one. */
export function SponsorsPart({ sponsors, mayRecord }: { sponsors: SponsorLine[]; mayRecord: boolean }) {
  const { t } = useTranslation('register')
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState<Shown>('all')
  const [chosenId, setChosenId] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const found = useMemo(() => sponsors.filter((one) => isFound(one, search, shown)), [sponsors, search, shown])
  const chosen = found.find((one) => one.sponsorId === chosenId) ?? found[0]

  function walk(step: number) {
    const index = found.findIndex((one) => one.sponsorId === chosen?.sponsorId)
    const next = found[Math.min(Math.max(index + step, 0), found.length - 1)]
    if (next) setChosenId(next.sponsorId)
  }
  const group = 'register:title'
  useHotkeys([
    { keys: 'j|ArrowDown', label: 'register:key.next', group, run: () => walk(1) },
    { keys: 'k|ArrowUp', label: 'register:key.previous', group, run: () => walk(-1) },
    { keys: '/', label: 'register:key.search', group, run: () => field.current?.focus() },
  ])

  return (
    <div className={classes.columns}>
      <Panel flush className={classes.left ?? ''} title={t('sponsors.count', { count: found.length })}>
        <div className={classes.tools}>
          <input
            ref={field}
            type="search"
            className={classes.search}
            value={search}
            maxLength={100}
            placeholder={t('search.placeholder')}
            aria-label={t('search.label')}
            aria-keyshortcuts="/"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setSearch(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
            }}
          />
          <select
            className={classes.filter}
            aria-label={t('filter.label')}
            value={shown}
            onChange={(event) => setShown(event.currentTarget.value as Shown)}
          >
            <option value="all">{t('filter.all')}</option>
            {STATUSES.map((status) => (
              <option key={status} value={status}>
                {t(`status.${status}`)}
              </option>
            ))}
          </select>
        </div>
        {found.length === 0 ? (
          <EmptyState title={t('sponsors.none')}>{t('sponsors.none_text')}</EmptyState>
        ) : (
          <SponsorList sponsors={found} chosenId={chosen?.sponsorId ?? null} onChoose={setChosenId} />
        )}
      </Panel>
      {chosen && <SponsorDetail key={chosen.sponsorId} sponsorId={chosen.sponsorId} mayRecord={mayRecord} />}
    </div>
  )
}

function isFound(sponsor: SponsorLine, search: string, shown: Shown): boolean {
  if (shown !== 'all' && (sponsor.status ?? 'none') !== shown) return false
  const text = plain(`${sponsor.name} ${sponsor.city} ${sponsor.brin}`)
  return plain(search)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Without capitals and diacritics: "academie" finds "Académie". */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .trim()
}
