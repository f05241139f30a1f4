import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActTime, TimelineEntry } from '#core/case-file.ts'
import type { CaseView } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { newId } from '#renderer/lib/new-id.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { SyncWord } from '#renderer/ui/sync-word.tsx'
import type { Drafts } from '../use-drafts.ts'
import classes from './facts.module.css'
import { gatherAnswers } from './gather-answers.ts'
import { Section } from './section.tsx'
import { useTimelineText } from '#renderer/lib/timeline-text.ts'

interface Props {
  view: CaseView
  drafts: Drafts
  reload: () => void
}

const FIELD = 'note'

/** What has happened, the newest first, and a note to add to it. */
export function Timeline({ view, drafts, reload }: Props) {
  const { t } = useTranslation('case')
  return (
    <>
      <AddNote view={view} drafts={drafts} reload={reload} />
      <Section title={t('facts.tab.timeline')}>
        <ol className={classes.timeline}>
          {gatherAnswers(view.file.timeline).map((entry, index) => (
            <Entry key={`${entry.version} ${entry.kind} ${index}`} entry={entry} />
          ))}
        </ol>
      </Section>
    </>
  )
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const timelineText = useTimelineText()
  const format = useFormat()
  return (
    <li>
      <p className={classes.when}>
        {format.dateTime(entry.at.hubTime ?? entry.at.deviceTime)}
        {entry.at.hubTime === null && <SyncWord state="saved" />}
      </p>
      <p className={classes.what}>{timelineText(entry)}</p>
      {entry.kind === 'noted' && <p className={classes.noteText}>{entry.values['text']}</p>}
      <Difference at={entry.at} />
    </li>
  )
}

const MINUTE = 60_000

/** A device that was away or whose clock runs off says a different time than the hub: both are shown. */
function Difference({ at }: { at: ActTime }) {
  const { t } = useTranslation('case')
  const format = useFormat()
  if (at.hubTime === null || Math.abs(Date.parse(at.hubTime) - Date.parse(at.deviceTime)) < MINUTE) return null
  return <p className={classes.note}>{t('timeline.device_time', { at: format.dateTime(at.deviceTime) })}</p>
}

function AddNote({ view, drafts, reload }: Props) {
  const { t } = useTranslation('case')
  const act = useAct()
  const [commandId, setCommandId] = useState(newId)
  const text = drafts.values[FIELD] ?? ''

  async function add() {
    if (text.trim() === '') return
    const taken = await act('addNote', { commandId, caseId: view.file.caseId, text: text.trim() })
    if (!taken.ok) return
    drafts.drop([FIELD])
    setCommandId(newId())
    reload()
  }

  return (
    <div className={classes.addNote}>
      <Textarea
        data-add-note
        label={
          <>
            {t('timeline.add')} <Kbd keys="c" />
          </>
        }
        value={text}
        onChange={(event) => drafts.set(FIELD, event.currentTarget.value)}
        onBlur={drafts.flush}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault()
            event.currentTarget.blur()
          }
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            void add()
          }
        }}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={20_000}
      />
      <Button
        variant="default"
        size="compact-sm"
        disabled={text.trim() === ''}
        onClick={() => void add()}
        rightSection={<Kbd keys="mod+Enter" />}
      >
        {t('timeline.add_button')}
      </Button>
    </div>
  )
}
