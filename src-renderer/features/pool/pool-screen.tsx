import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PoolCase } from '#contract/wire.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { newId } from '#renderer/lib/new-id.ts'
import { useRefusalText } from '#renderer/lib/refusal-text.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { useAnnounce } from '#renderer/lib/use-announce.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { touchesCases } from '#renderer/lib/use-changes.ts'
import { EmptyState, ErrorState, Loading } from '#renderer/ui/states.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { PoolTable } from './pool-table.tsx'
import classes from './pool.module.css'
import { TakenCases } from './taken-cases.tsx'

/** Cases nobody holds, without anything that names the person; taking one asks the hub (SYN-12). */
export function PoolScreen() {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const refusalText = useRefusalText()
  const act = useAct()
  const [announcement, announce] = useAnnounce()
  const [chosenId, setChosenId] = useState<string | null>(null)
  // One act a case: a second press on the same row is the same wish.
  const commandIds = useRef(new Map<string, string>())
  const refreshOn = (change: Parameters<typeof touchesCases>[0]) => change.kind === 'sync' || touchesCases(change)
  const pool = useCall('listPool', {}, { refreshOn })
  const status = useCall('getSyncStatus', {}, { refreshOn }).value
  const online = status?.connection === 'online'
  const cases = pool.value?.cases ?? []
  const requested = pool.value?.requested ?? []
  const chosen = cases.find((one) => one.caseId === chosenId) ?? cases[0]

  async function take(wanted: PoolCase | undefined) {
    if (!wanted || requested.includes(wanted.caseId)) return
    const commandId = commandIds.current.get(wanted.caseId) ?? newId()
    commandIds.current.set(wanted.caseId, commandId)
    const taken = await act('takeCase', { commandId, caseId: wanted.caseId })
    if (taken.ok) announce(t(online ? 'pool.asked' : 'pool.asked_offline', { caseNumber: wanted.caseNumber }))
    pool.reload()
  }

  function walk(step: number) {
    const index = cases.findIndex((one) => one.caseId === chosen?.caseId)
    const next = cases[Math.min(Math.max(index + step, 0), cases.length - 1)]
    if (next) setChosenId(next.caseId)
  }
  const group = 'sync:pool.title'
  useHotkeys([
    { keys: 'j|ArrowDown', label: 'sync:key.next', group, run: () => walk(1) },
    { keys: 'k|ArrowUp', label: 'sync:key.previous', group, run: () => walk(-1) },
    { keys: 'PageDown', label: 'sync:key.next', group, hidden: true, run: () => walk(20) },
    { keys: 'PageUp', label: 'sync:key.previous', group, hidden: true, run: () => walk(-20) },
    { keys: 'Enter', label: 'sync:key.take', group, run: () => void take(chosen) },
  ])

  if (pool.refusal)
    return (
      <ErrorState title={t('pool.failed')} onRetry={pool.reload}>
        {refusalText(pool.refusal)}
      </ErrorState>
    )
  if (!pool.value) return <Loading>{t('pool.loading')}</Loading>
  return (
    <div className={classes.screen}>
      <h1 className="visually-hidden">{t('pool.title')}</h1>
      <Panel
        flush
        title={t('pool.count', { count: pool.value.total, shown: format.number(pool.value.total) })}
        aside={
          <span className={classes.asOf}>
            {pool.value.asOf ? t('pool.as_of', { at: format.dateTime(pool.value.asOf) }) : t('pool.never')}
            {!online && ` · ${t('pool.offline')}`}
          </span>
        }
      >
        <TakenCases />
        {cases.length > 0 ? (
          <PoolTable
            cases={cases}
            chosenId={chosen?.caseId ?? null}
            requested={requested}
            online={online}
            onChoose={setChosenId}
            onTake={(one) => void take(one)}
          />
        ) : (
          <EmptyState title={t('pool.empty')}>{t('pool.empty_text')}</EmptyState>
        )}
      </Panel>
      <div className="visually-hidden" role="status" aria-live="polite">
        {announcement}
      </div>
    </div>
  )
}
