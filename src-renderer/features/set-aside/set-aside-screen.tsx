import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { useRefusalText } from '#renderer/lib/refusal-text.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { touchesCases } from '#renderer/lib/use-changes.ts'
import { useSyncStatus } from '#renderer/lib/use-sync-status.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { EmptyState, ErrorState, Loading } from '#renderer/ui/states.tsx'
import { BothSides } from './both-sides.tsx'
import { CaseList } from './case-list.tsx'
import { groupByCase } from './group-acts.ts'
import { Resolve } from './resolve.tsx'
import classes from './set-aside.module.css'

/** Acts that the hub kept whole but could not accept, by case: mine beside what happened meanwhile, and the way on (SYN-13). */
export function SetAsideScreen() {
  const { t } = useTranslation('set-aside')
  const refusalText = useRefusalText()
  const call = useCall('listSetAside', {}, { refreshOn: (change) => change.kind === 'sync' || touchesCases(change) })
  const [chosenKey, setChosenKey] = useState<string | null>(null)
  const groups = groupByCase(call.value ?? [])
  const chosen = groups.find((group) => group.key === chosenKey) ?? groups[0]

  function walk(step: number) {
    const index = groups.findIndex((group) => group.key === chosen?.key)
    const next = groups[Math.min(Math.max(index + step, 0), groups.length - 1)]
    if (next) setChosenKey(next.key)
  }
  const group = 'set-aside:key.group'
  useHotkeys([
    { keys: 'j|ArrowDown', label: 'set-aside:key.next', group, run: () => walk(1) },
    { keys: 'k|ArrowUp', label: 'set-aside:key.previous', group, run: () => walk(-1) },
  ])

  if (call.refusal)
    return (
      <ErrorState title={t('failed')} onRetry={call.reload}>
        {refusalText(call.refusal)}
      </ErrorState>
    )
  if (!call.value) return <Loading>{t('loading')}</Loading>
  if (!chosen)
    return (
      <>
        <h1 className="visually-hidden">{t('common:nav.setAside')}</h1>
        <Nothing />
      </>
    )
  const open = groups.filter((one) => one.open.length > 0)
  const acts = open.reduce((sum, one) => sum + one.open.length, 0)
  return (
    <div className={classes.screen}>
      <h1 className="visually-hidden">{t('common:nav.setAside')}</h1>
      <Panel
        title={t('title', { count: open.length })}
        aside={acts > 0 && <span className={classes.quiet}>{t('acts', { count: acts })}</span>}
        className={classes.left ?? ''}
        flush
      >
        <CaseList groups={groups} chosenKey={chosen.key} onChoose={setChosenKey} />
      </Panel>
      <div className={classes.right}>
        <BothSides key={chosen.key} group={chosen} />
        <Resolve
          key={`resolve ${chosen.key}`}
          group={chosen}
          onResolved={() => {
            // The list orders itself anew; what was just resolved stays on screen with its outcome.
            setChosenKey(chosen.key)
            call.reload()
          }}
        />
      </div>
    </div>
  )
}

/** Nothing here; what still waits for the officer or for the hub may end up here. */
function Nothing() {
  const { t } = useTranslation('set-aside')
  const status = useSyncStatus()
  if (status && status.heldBack > 0)
    return <EmptyState title={t('empty.title')}>{t('empty.held_back', { count: status.heldBack })}</EmptyState>
  if (status && status.waiting > 0)
    return <EmptyState title={t('empty.title')}>{t('empty.waiting', { count: status.waiting })}</EmptyState>
  return <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
}
