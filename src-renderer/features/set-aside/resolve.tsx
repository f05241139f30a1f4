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
import type { SetAsideGroup } from './group-acts.ts'
import classes from './set-aside.module.css'

interface Props {
  group: SetAsideGroup
  onResolved: () => void
}

/**
 * All acts on the case at once: adopt them as they are, do them again on the case as it now stands, or let them go with one reason. Nothing disappears: the
 * history keeps all of it.
 */
export function Resolve({ group: { acts, head, open }, onResolved }: Props) {
  const { t } = useTranslation('set-aside')
  const run = useAct()
  // Made once for each act, so that pressing again is the same act.
  const [commandIds] = useState(() => new Map(open.map((act) => [act.commandId, newId()])))
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const mayRework = open.length > 0 && open.every((act) => act.mayResolve && act.caseHere)
  const mayDiscard = open.length > 0 && open.every((act) => act.mayResolve)

  async function resolve(how: ResolutionHow) {
    if (busy) return
    if (how === 'discard' && reason.trim() === '') {
      field.current?.focus()
      return
    }
    setBusy(true)
    let resolved = true
    for (const act of open) {
      const commandId = commandIds.get(act.commandId) ?? newId()
      const taken = await run('resolveSetAside', {
        commandId,
        parkedCommandId: act.commandId,
        how,
        reason: reason.trim(),
      })
      resolved = taken.ok
      // What builds on an act that could not be resolved cannot be resolved either.
      if (!resolved) break
    }
    if (resolved && how === 'redo') await redo(open)
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
    ...(head.caseHere
      ? [
          {
            keys: 'Enter',
            label: 'set-aside:key.open',
            group,
            run: () => navigate({ screen: 'case', caseId: head.caseId }),
          },
        ]
      : []),
  ]
  useHotkeys(keys)

  if (open.length === 0) return <Outcomes acts={acts} />
  return (
    <div className={classes.resolve}>
      {!mayRework && <p className={classes.quiet}>{t(head.caseHere ? 'not_allowed' : 'elsewhere')}</p>}
      <div className={classes.choices}>
        {mayRework && (
          <>
            <Choice
              name="adopt"
              onClick={() => void resolve('adopt')}
              keys="a"
              disabled={busy}
              hint={t('adopt.hint')}
              label={t('adopt', { count: open.length })}
            />
            <Choice
              name="redo"
              onClick={() => void resolve('redo')}
              keys="r"
              disabled={busy}
              hint={t('redo.hint')}
              label={t('redo', { count: open.length })}
            />
          </>
        )}
        {head.caseHere && (
          <Button variant="subtle" onClick={() => navigate({ screen: 'case', caseId: head.caseId })}>
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
            {t('discard', { count: open.length })}
          </Button>
        </div>
      )}
    </div>
  )
}

/** How the acts were resolved, each way and reason once. */
function Outcomes({ acts }: { acts: SetAsideAct[] }) {
  const { t } = useTranslation('set-aside')
  const outcomes = new Map(
    acts.flatMap(({ resolved }) => (resolved ? [[`${resolved.how} ${resolved.reason}`, resolved] as const] : [])),
  )
  return (
    <div className={classes.resolve}>
      {[...outcomes].map(([key, { how, reason, state }]) => (
        <p key={key} className={classes.outcome}>
          {t(`resolved.${how}`)}
          {reason && `: ${reason}`}
          <SyncWord state={state} />
        </p>
      ))}
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

/** Puts the words of the acts back as draft text and opens the case. */
async function redo(acts: SetAsideAct[]): Promise<void> {
  for (const act of acts) {
    for (const [field, text] of Object.entries(draftsOfPayload(act.kind, act.payload))) {
      await desk.saveDraft({ caseId: act.caseId, field, text })
    }
  }
  const [first] = acts
  if (first) navigate({ screen: 'case', caseId: first.caseId })
}
