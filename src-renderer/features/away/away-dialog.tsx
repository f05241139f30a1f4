import { Button } from '@mantine/core'
import { IconPlaneArrival } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AwayItem } from '#contract/case-view.ts'
import type { CallInput } from '#contract/calls.ts'
import { draftsOfPayload } from '#renderer/lib/act-drafts.ts'
import { desk } from '#renderer/lib/desk.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { touchesCases } from '#renderer/lib/use-changes.ts'
import { AwayCase } from './away-case.tsx'
import classes from './away.module.css'

type How = CallInput<'answerAway'>['how']

/** While you were away: acts not sent yet under which something changed. They wait for an answer; the rest of the program does not (SYN-40). */
export function AwayDialog() {
  const { t } = useTranslation('sync')
  const act = useAct()
  const call = useCall('listAway', {}, { refreshOn: (change) => change.kind === 'sync' || touchesCases(change) })
  const [folded, setFolded] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const items = call.value ?? []
  // Folded away for these acts; another one unfolds it again.
  const signature = items.map((item) => item.commandId).join()
  if (items.length === 0) return null

  async function answer(concerned: AwayItem[], how: How) {
    setBusy(true)
    const answered = await act('answerAway', { commandIds: concerned.map((item) => item.commandId), how })
    if (answered.ok && how === 'take_back') for (const item of concerned) await keepWords(item)
    setBusy(false)
    call.reload()
  }

  if (folded === signature)
    return (
      <button type="button" className={classes.folded} onClick={() => setFolded(null)}>
        <IconPlaneArrival size={16} aria-hidden /> {t('away.folded', { count: items.length })}
      </button>
    )
  return (
    <section className={classes.dialog} role="dialog" aria-labelledby="away-title" aria-describedby="away-text">
      <header>
        <h2 id="away-title">{t('away.title')}</h2>
        <p id="away-text" role="status">
          {t('away.text', { count: items.length })}
        </p>
      </header>
      <ul className={classes.items}>
        {groupByCase(items).map((acts) => (
          <AwayCase key={acts[0].caseId} acts={acts} busy={busy} onAnswer={(how) => void answer(acts, how)} />
        ))}
      </ul>
      <footer>
        <p>{t('away.explained')}</p>
        <Button variant="subtle" onClick={() => setFolded(signature)}>
          {t('away.later')}
        </Button>
        {groupByCase(items).length > 1 && (
          <>
            <Button variant="default" disabled={busy} onClick={() => void answer(items, 'take_back')}>
              {t('away.take_back_all')}
            </Button>
            <Button variant="default" disabled={busy} onClick={() => void answer(items, 'send')}>
              {t('away.send_all')}
            </Button>
          </>
        )}
      </footer>
    </section>
  )
}

/** The acts on one case hang together: they are answered as one. */
function groupByCase(items: AwayItem[]): [AwayItem, ...AwayItem[]][] {
  const groups: [AwayItem, ...AwayItem[]][] = []
  for (const item of items) {
    const known = groups.find(([first]) => first.caseId === item.caseId)
    if (known) known.push(item)
    else groups.push([item])
  }
  return groups
}

/** The words of an act taken back stay on its case as draft text, if the case is still here. */
async function keepWords(item: AwayItem): Promise<void> {
  for (const [field, text] of Object.entries(draftsOfPayload(item.kind, item.payload))) {
    await desk.saveDraft({ caseId: item.caseId, field, text })
  }
}
