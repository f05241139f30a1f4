import { Button, Modal, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamBoard, TeamCase } from '#contract/team.ts'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { newId } from '#renderer/lib/new-id.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { Effect } from './effect.tsx'
import type { Handover } from './handover-result.tsx'
import { Holders } from './holders.tsx'
import { type Plan, planHandover, type Target } from './plan-handover.ts'
import classes from './team.module.css'

interface Props {
  board: TeamBoard
  cases: TeamCase[]
  onClose: () => void
  onDone: (handover: Handover) => void
}

const SPREAD = '*spread'
const POOL = '*pool'

/** To whom, why, and what it does: who may hold unsent work, and how many each will have. Nothing happens before it is confirmed. */
export function HandoverDialog({ board, cases, onClose, onDone }: Props) {
  const { t } = useTranslation('team')
  const act = useAct()
  // About the cases as they were when it was asked: the hub says of each whether that still holds.
  const [asked] = useState(cases)
  const [chosen, setChosen] = useState<string | null>(null)
  const [plan, setPlan] = useState<Plan | null>(null)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const ready = plan !== null && plan.moves.length > 0 && reason.trim() !== '' && !busy

  function choose(next: string | null): void {
    const target = toTarget(next)
    setChosen(next)
    // The ids belong to this wish: pressed twice it is one act (SYN-1).
    setPlan(target && planHandover(asked, target, board.members, newId))
  }

  async function confirm(): Promise<void> {
    if (!ready) return
    setBusy(true)
    const given = { moves: plan.moves, reason: reason.trim() }
    const taken = await act('reassignCases', given)
    setBusy(false)
    if (taken.ok) onDone({ ...given, undoes: false })
  }
  useHotkeys([{ keys: 'mod+Enter', label: 'team:key.confirm', inFields: true, run: () => void confirm() }], {
    inDialog: true,
  })

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('dialog.title', { count: asked.length })}
      size={640}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <div className={classes.dialog}>
        <Select
          label={t('dialog.to')}
          placeholder={t('dialog.choose')}
          data={[
            { value: SPREAD, label: t('dialog.spread') },
            { value: POOL, label: t('dialog.pool') },
            ...board.members
              .filter(({ holdsCases }) => holdsCases)
              .map(({ personId, name, open }) => ({
                value: personId,
                label: t('dialog.person', { name, count: open }),
              })),
          ]}
          value={chosen}
          onChange={choose}
          searchable
          data-autofocus
        />
        <Textarea
          label={t('dialog.reason')}
          description={t('dialog.reason_hint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={2_000}
          autosize
          minRows={2}
        />
        <Holders cases={asked} board={board} />
        {plan && <Effect plan={plan} asked={asked.length} />}
        <div className={classes.actions}>
          <Button variant="default" rightSection={<Kbd keys="Escape" />} onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button rightSection={<Kbd keys="mod+Enter" />} onClick={() => void confirm()} disabled={!ready}>
            {t('dialog.confirm', { count: plan?.moves.length ?? 0 })}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

function toTarget(chosen: string | null): Target | null {
  if (chosen === null) return null
  if (chosen === SPREAD) return { kind: 'spread' }
  return chosen === POOL ? { kind: 'pool' } : { kind: 'person', personId: chosen }
}
