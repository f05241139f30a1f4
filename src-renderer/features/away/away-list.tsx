import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AwayItem } from '#contract/case-view.ts'
import type { CallInput } from '#contract/calls.ts'
import { draftsOfPayload } from '#renderer/lib/act-drafts.ts'
import { desk } from '#renderer/lib/desk.ts'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { navigate } from '#renderer/lib/route.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { AwayCase } from './away-case.tsx'
import classes from './away.module.css'
import { groupByCase } from './group-acts.ts'

type How = CallInput<'answerAway'>['how']

interface Props {
  items: AwayItem[]
  onAnswered: () => void
  onLater: () => void
}

/** The question case by case; the keys work on the chosen one. */
export function AwayList({ items, onAnswered, onLater }: Props) {
  const { t } = useTranslation('sync')
  const act = useAct()
  const [busy, setBusy] = useState(false)
  const [chosenId, setChosenId] = useState<string>()
  const groups = groupByCase(items)
  const index = Math.max(
    0,
    groups.findIndex(([first]) => first.caseId === chosenId),
  )
  const chosen = groups[index]
  const several = groups.length > 1

  async function answer(concerned: AwayItem[], how: How) {
    if (busy) return
    setBusy(true)
    const answered = await act('answerAway', { commandIds: concerned.map((item) => item.commandId), how })
    if (answered.ok && how === 'take_back') for (const item of concerned) await keepWords(item)
    setBusy(false)
    setChosenId((groups[index + 1] ?? groups[index - 1])?.[0].caseId)
    onAnswered()
  }
  const walk = (step: number) => setChosenId(groups[index + step]?.[0].caseId ?? chosenId)
  function open(caseId: string) {
    onLater()
    navigate({ screen: 'case', caseId })
  }

  const group = 'sync:away.title'
  const keys = [
    { keys: 'u', label: 'sync:away.take_back', group, run: () => chosen && void answer(chosen, 'take_back') },
    { keys: 'v', label: 'sync:away.send', group, run: () => chosen && void answer(chosen, 'send') },
  ]
  const keysForSeveral = [
    { keys: 'j|ArrowDown', label: 'sync:key.next', group, run: () => walk(1) },
    { keys: 'k|ArrowUp', label: 'sync:key.previous', group, run: () => walk(-1) },
    { keys: 'shift+U', label: 'sync:away.take_back_all', group, run: () => void answer(items, 'take_back') },
    { keys: 'shift+V', label: 'sync:away.send_all', group, run: () => void answer(items, 'send') },
  ]
  useHotkeys(several ? [...keys, ...keysForSeveral] : keys, { inDialog: true })

  return (
    <>
      <header>
        <h2>{t('away.title')}</h2>
        <p>{t('away.text', { count: items.length })}</p>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the dialog's focus begins on the list the keys work on */}
      <ul className={classes.items} tabIndex={0} data-autofocus aria-label={t('away.list')}>
        {groups.map((acts) => (
          <AwayCase
            key={acts[0].caseId}
            acts={acts}
            chosen={acts === chosen}
            busy={busy}
            onChoose={() => setChosenId(acts[0].caseId)}
            onOpen={() => open(acts[0].caseId)}
            onAnswer={(how) => void answer(acts, how)}
          />
        ))}
      </ul>
      <footer>
        <p>{t('away.explained')}</p>
        <Button variant="subtle" onClick={onLater} rightSection={<Kbd keys="Escape" />}>
          {t('away.later')}
        </Button>
        {several && (
          <>
            <Button
              variant="default"
              disabled={busy}
              onClick={() => void answer(items, 'take_back')}
              rightSection={<Kbd keys="shift+U" />}
            >
              {t('away.take_back_all')}
            </Button>
            <Button
              variant="default"
              disabled={busy}
              onClick={() => void answer(items, 'send')}
              rightSection={<Kbd keys="shift+V" />}
            >
              {t('away.send_all')}
            </Button>
          </>
        )}
      </footer>
    </>
  )
}

/** The words of an act taken back stay on its case as draft text, if the case is still here. */
async function keepWords(item: AwayItem): Promise<void> {
  for (const [field, text] of Object.entries(draftsOfPayload(item.kind, item.payload))) {
    await desk.saveDraft({ caseId: item.caseId, field, text })
  }
}
