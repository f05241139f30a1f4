import { Button } from '@mantine/core'
import { IconArrowBackUp, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView, OutboxRow } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { undoAct } from '#renderer/lib/undo-act.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { useNow } from '#renderer/lib/use-now.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import classes from './decision.module.css'

interface Props {
  view: CaseView
  /** The act is taken back; here is what was typed for it. */
  onUndone: (drafts: Record<string, string>) => void
}

/** The decision is taken but can still be taken back: until when, undo, or send now. */
export function GraceBanner({ view, onUndone }: Props) {
  const row = view.pending.find((one) => one.state === 'grace' && one.graceEndsAt !== null)
  return row ? <Banner key={row.commandId} row={row} onUndone={onUndone} /> : null
}

function Banner({ row, onUndone }: { row: OutboxRow } & Pick<Props, 'onUndone'>) {
  const { t } = useTranslation('decision')
  const format = useFormat()
  const act = useAct()
  const now = useNow(1_000)
  const [busy, setBusy] = useState(false)
  const endsAt = row.graceEndsAt ?? ''
  const left = Math.max(0, Math.ceil((Date.parse(endsAt) - now) / 1_000))

  async function undo() {
    if (busy) return
    setBusy(true)
    const drafts = await undoAct(act, row)
    setBusy(false)
    if (drafts) onUndone(drafts)
  }
  const sendNow = () => void act('sendNow', { commandId: row.commandId })
  const group = 'decision:key.group'
  useHotkeys([
    { keys: 'u', label: 'decision:key.undo', group, run: () => void undo() },
    { keys: 's', label: 'decision:key.send', group, run: sendNow },
  ])

  return (
    <div className={classes.banner}>
      <p role="status">
        <strong>{t(`grace.${row.kind}`)}</strong> {t('grace.until', { at: format.time(endsAt, true) })}
      </p>
      <span className={classes.left} aria-hidden>
        {t('grace.left', { time: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}` })}
      </span>
      <Button
        variant="default"
        disabled={busy}
        onClick={() => void undo()}
        leftSection={<IconArrowBackUp size={14} />}
        rightSection={<Kbd keys="u" />}
      >
        {t('grace.undo')}
      </Button>
      <Button variant="default" onClick={sendNow} leftSection={<IconSend size={14} />} rightSection={<Kbd keys="s" />}>
        {t('grace.send')}
      </Button>
    </div>
  )
}
