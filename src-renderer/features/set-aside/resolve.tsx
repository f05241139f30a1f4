import { Button, Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResolutionHow } from '#core/case-file.ts'
import type { SetAsideAct } from '#contract/case-view.ts'
import { draftsOfPayload } from '#renderer/lib/act-drafts.ts'
import { desk } from '#renderer/lib/desk.ts'
import { type Hotkey, useHotkeys } from '#renderer/lib/hotkeys.ts'
import { newId } from '#renderer/lib/new-id.ts'
import { navigate } from '#renderer/lib/route.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { SyncWord } from '#renderer/ui/sync-word.tsx'
import classes from './set-aside.module.css'

interface Props {
  act: SetAsideAct
  onResolved: () => void
}

/** Adopt it as it is, do it again on the case as it now stands, or let it go with a reason. Nothing disappears: the history keeps all of it. */
export function Resolve({ act, onResolved }: Props) {
  const { t } = useTranslation('set-aside')
  const run = useAct()
  const [commandId] = useState(newId)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const mayRework = act.mayResolve && act.caseHere && act.resolved === null
  const mayDiscard = act.mayResolve && act.resolved === null

  async function resolve(how: ResolutionHow) {
    if (busy) return
    if (how === 'discard' && reason.trim() === '') {
      field.current?.focus()
      return
    }
    setBusy(true)
    const taken = await run('resolveSetAside', {
      commandId,
      parkedCommandId: act.commandId,
      how,
      reason: reason.trim(),
    })
    if (taken.ok && how === 'redo') await redo(act)
    setBusy(false)
    onResolved()
  }

  const group = 'set-aside:key.group'
  const keys: Hotkey[] = [
    ...(mayRework
      ? [
          { keys: 'a', label: 'set-aside:key.adopt', group, run: () => void resolve('adopt') },
          { keys: 'r', label: 'set-aside:key.redo', group, run: () => void resolve('redo') },
        ]
      : []),
    ...(mayDiscard ? [{ keys: 'x', label: 'set-aside:key.discard', group, run: () => field.current?.focus() }] : []),
    ...(act.caseHere
      ? [
          {
            keys: 'Enter',
            label: 'set-aside:key.open',
            group,
            run: () => navigate({ screen: 'case', caseId: act.caseId }),
          },
        ]
      : []),
  ]
  useHotkeys(keys)

  if (act.resolved)
    return (
      <div className={classes.resolve}>
        <p className={classes.outcome}>
          {t(`resolved.${act.resolved.how}`)}
          {act.resolved.reason && `: ${act.resolved.reason}`}
          <SyncWord state={act.resolved.state} />
        </p>
      </div>
    )
  return (
    <div className={classes.resolve}>
      {!mayRework && <p className={classes.quiet}>{t(act.caseHere ? 'not_allowed' : 'elsewhere')}</p>}
      <div className={classes.choices}>
        {mayRework && (
          <>
            <Choice
              name="adopt"
              onClick={() => void resolve('adopt')}
              keys="a"
              disabled={busy}
              hint={t('adopt.hint')}
              label={t('adopt')}
            />
            <Choice
              name="redo"
              onClick={() => void resolve('redo')}
              keys="r"
              disabled={busy}
              hint={t('redo.hint')}
              label={t('redo')}
            />
          </>
        )}
        {act.caseHere && (
          <Button variant="subtle" onClick={() => navigate({ screen: 'case', caseId: act.caseId })}>
            {t('open_case')}
          </Button>
        )}
      </div>
      {mayDiscard && (
        <div className={classes.discard}>
          <Textarea
            ref={field}
            label={t('discard.reason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur()
            }}
            maxLength={2_000}
            autosize
            minRows={1}
            maxRows={4}
          />
          <Button
            variant="default"
            disabled={busy || reason.trim() === ''}
            onClick={() => void resolve('discard')}
            rightSection={<Kbd keys="x" />}
          >
            {t('discard')}
          </Button>
        </div>
      )}
    </div>
  )
}

interface ChoiceProps {
  name: string
  label: string
  hint: string
  keys: string
  disabled: boolean
  onClick: () => void
}

function Choice({ name, label, hint, keys, disabled, onClick }: ChoiceProps) {
  return (
    <span className={classes.choice}>
      <Button
        variant={name === 'redo' ? 'filled' : 'default'}
        disabled={disabled}
        onClick={onClick}
        rightSection={<Kbd keys={keys} />}
        aria-describedby={`hint-${name}`}
      >
        {label}
      </Button>
      <span id={`hint-${name}`} className={classes.quiet}>
        {hint}
      </span>
    </span>
  )
}

/** Puts the words of the act back as draft text and opens the case. */
async function redo(act: SetAsideAct): Promise<void> {
  for (const [field, text] of Object.entries(draftsOfPayload(act.kind, act.payload))) {
    await desk.saveDraft({ caseId: act.caseId, field, text })
  }
  navigate({ screen: 'case', caseId: act.caseId })
}
