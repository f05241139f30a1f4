import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutboxRow } from '#contract/case-view.ts'
import type { TeamMember } from '#contract/team.ts'
import { useReasonText } from '#renderer/lib/reason-text.tsx'
import { newId } from '#renderer/lib/new-id.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import { type Move, planUndo } from './plan-handover.ts'
import classes from './team.module.css'
import { concernsTeam } from './choice.ts'

export interface Handover {
  moves: Move[]
  reason: string
  /** It takes an earlier one back. */
  undoes: boolean
}

interface Props {
  handover: Handover
  members: TeamMember[]
  onUndo: (handover: Handover) => void
  onClose: () => void
}

/** What became of it: how many moved, and each that did not with why. Taking it back is one press away. */
export function HandoverResult({ handover, members, onUndo, onClose }: Props) {
  const { t } = useTranslation('team')
  const act = useAct()
  const commandIds = handover.moves.map(({ commandId }) => commandId)
  const rows = useCall('followActs', { commandIds }, { refreshOn: concernsTeam }).value ?? []
  const moved = rows.filter(({ state }) => state === 'accepted')
  const failed = rows.filter(({ state }) => state === 'parked' || state === 'refused')
  const waiting = handover.moves.length - moved.length - failed.length
  const undoing = useRef<Move[] | null>(null)

  async function undo(): Promise<void> {
    const accepted = new Set(moved.map(({ commandId }) => commandId))
    const given = handover.moves.filter(({ commandId }) => accepted.has(commandId))
    // A second press is the same wish.
    undoing.current ??= planUndo(given, members, newId)
    const back = { moves: undoing.current, reason: t('result.undo_reason', { reason: handover.reason }) }
    const taken = await act('reassignCases', back)
    if (taken.ok) onUndo({ ...back, undoes: true })
  }

  return (
    <section className={classes.result} aria-label={t('result.title')}>
      <div className={classes.resultLine} role="status">
        <ToneIcon tone={waiting > 0 ? 'info' : failed.length > 0 ? 'warn' : 'ok'} />
        <span>
          {t(handover.undoes ? 'result.taken_back' : 'result.moved', { count: moved.length })}
          {waiting > 0 && ` ${t('result.waiting', { count: waiting })}`}
          {failed.length > 0 && ` ${t('result.failed', { count: failed.length })}`}
        </span>
        {!handover.undoes && moved.length > 0 && waiting === 0 && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconArrowBackUp size={15} aria-hidden />}
            onClick={() => void undo()}
          >
            {t('result.undo')}
          </Button>
        )}
        <Button variant="subtle" size="compact-sm" onClick={onClose}>
          {t('common:close')}
        </Button>
      </div>
      {failed.length > 0 && <Failed rows={failed} />}
    </section>
  )
}

function Failed({ rows }: { rows: OutboxRow[] }) {
  const reasonText = useReasonText()
  return (
    <ul className={classes.failed}>
      {rows.map(({ commandId, caseNumber, receipt }) => (
        <li key={commandId}>
          <span className="tabular">{caseNumber}</span> {receipt?.reasons.map(reasonText).join('; ')}
        </li>
      ))}
    </ul>
  )
}
