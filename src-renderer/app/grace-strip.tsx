import { notifications } from '@mantine/notifications'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutboxRow } from '#contract/case-view.ts'
import { useActWords } from '#renderer/lib/act-words.ts'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { navigate, type Route, useRoute } from '#renderer/lib/route.ts'
import { undoAct } from '#renderer/lib/undo-act.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { useNow } from '#renderer/lib/use-now.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import classes from './status-line.module.css'

const SHOWN = 500

/** The acts in their grace period on cases that are not on screen, the latest first: a case on screen has its own button. */
export function useGraceElsewhere(): OutboxRow[] {
  const route = useRoute()
  const refreshOn = (change: { kind: string }) => change.kind === 'sync' || change.kind === 'all'
  const waiting = useCall('listOutbox', { which: 'waiting', limit: SHOWN }, { refreshOn }).value ?? []
  return waiting.filter((row) => row.graceEndsAt !== null && isElsewhere(row, route)).toReversed()
}

function isElsewhere(row: OutboxRow, route: Route): boolean {
  return route.screen !== 'case' || route.caseId !== row.caseId
}

/** What can still be undone, on every screen: which case, how long, and the button. */
export function GraceStrip({ row, more }: { row: OutboxRow; more: number }) {
  const { t } = useTranslation('common')
  const actWords = useActWords()
  const act = useAct()
  const [busy, setBusy] = useState(false)
  const left = Math.max(0, Math.ceil((Date.parse(row.graceEndsAt ?? '') - useNow(1_000)) / 1_000))
  const { caseNumber, caseId } = row

  async function undo() {
    if (busy) return
    setBusy(true)
    const drafts = await undoAct(act, row)
    setBusy(false)
    if (drafts) notifications.show({ message: t('undo.done', { caseNumber }), autoClose: 6_000 })
  }
  useHotkeys([{ keys: 'u', label: 'everywhere.undo', group: 'group.everywhere', run: () => void undo() }])

  return (
    <span className={classes.undo} role="group" aria-label={t('undo.label')}>
      <button type="button" className={classes.link} onClick={() => navigate({ screen: 'case', caseId })}>
        {caseNumber}
      </button>
      <span>{actWords(row.kind, row.outcome)}</span>
      <span aria-hidden>
        · {t('undo.left', { time: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}` })}
      </span>
      <button type="button" className={classes.button} disabled={busy} onClick={() => void undo()}>
        <IconArrowBackUp size={13} aria-hidden /> {t('undo')} <Kbd keys="u" />
      </button>
      {more > 0 && <span>{t('undo.more', { count: more })}</span>}
    </span>
  )
}
