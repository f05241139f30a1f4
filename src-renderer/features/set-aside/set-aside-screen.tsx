import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { useRefusalText } from '#renderer/lib/refusal-text.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { touchesCases } from '#renderer/lib/use-changes.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { EmptyState, ErrorState, Loading } from '#renderer/ui/states.tsx'
import { ActList } from './act-list.tsx'
import { BothSides } from './both-sides.tsx'
import { Resolve } from './resolve.tsx'
import classes from './set-aside.module.css'

/** Acts that the hub kept whole but could not accept: mine beside what happened meanwhile, and the way on (SYN-13). */
export function SetAsideScreen() {
  const { t } = useTranslation('set-aside')
  const refusalText = useRefusalText()
  const call = useCall('listSetAside', {}, { refreshOn: (change) => change.kind === 'sync' || touchesCases(change) })
  const [chosenId, setChosenId] = useState<string | null>(null)
  const acts = call.value ?? []
  const chosen = acts.find((act) => act.commandId === chosenId) ?? acts[0]

  function walk(step: number) {
    const index = acts.findIndex((act) => act.commandId === chosen?.commandId)
    const next = acts[Math.min(Math.max(index + step, 0), acts.length - 1)]
    if (next) setChosenId(next.commandId)
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
        <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
      </>
    )
  const unresolved = acts.filter((act) => act.resolved === null).length
  return (
    <div className={classes.screen}>
      <h1 className="visually-hidden">{t('common:nav.setAside')}</h1>
      <Panel title={t('title', { count: unresolved })} className={classes.left ?? ''} flush>
        <ActList acts={acts} chosenId={chosen.commandId} onChoose={setChosenId} />
      </Panel>
      <div className={classes.right}>
        <BothSides key={chosen.commandId} act={chosen} />
        <Resolve key={`resolve ${chosen.commandId}`} act={chosen} onResolved={call.reload} />
      </div>
    </div>
  )
}
