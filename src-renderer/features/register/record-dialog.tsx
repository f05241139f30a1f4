import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallName, CallRefusal } from '#contract/calls.ts'
import type { DeadlineRule } from '#core/reference.ts'
import { subjectOf } from '#core/register.ts'
import { callDesk } from '#renderer/lib/desk.ts'
import { newId } from '#renderer/lib/new-id.ts'
import { useRefusalText } from '#renderer/lib/refusal-text.ts'
import type { About } from './about-table.ts'
import { type ChangeDraft, type DraftKind, emptyDraft, toChange } from './change-draft.ts'
import { ChangeFields } from './change-fields.tsx'
import { ChangePreview } from './change-preview.tsx'
import classes from './register.module.css'

interface Props {
  title: string
  kinds: DraftKind[]
  about: About
  rules?: DeadlineRule[]
  /** At which version a subject last changed, as shown when the form opened. */
  versionOf: (subject: string) => number
  today: string
  onClose: () => void
  onRecorded: () => void
}

/** An administrator records a change with its reason and source; what it would touch is counted before. It is recorded at the hub or not at all (REG-9). */
export function RecordDialog({ title, kinds, about, rules = [], versionOf, today, onClose, onRecorded }: Props) {
  const { t } = useTranslation('register')
  const refusalText = useRefusalText()
  const withLength = rules.filter((rule) => rule.days !== undefined || rule.months !== undefined)
  const [draft, setDraft] = useState<ChangeDraft>(() => ({
    ...emptyDraft(kinds[0] ?? 'status', withLength[0]?.id ?? ''),
    from: today,
  }))
  const [reason, setReason] = useState('')
  const [source, setSource] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<CallRefusal<CallName>>()
  // Made once: pressing again is the same record, and what changed while the form was open has not been seen.
  const [recordId] = useState(newId)
  const [seen] = useState(() => versionOf)
  const change = toChange(draft, about)
  const complete = change !== null && reason.trim() !== '' && source.trim() !== ''

  async function record(event: FormEvent) {
    event.preventDefault()
    if (change === null || !complete || busy) return
    setBusy(true)
    const expectedVersion = seen(subjectOf(change))
    const answer = await callDesk('recordChange', { recordId, expectedVersion, change, reason, source })
    setBusy(false)
    if (!answer.ok) return setRefusal(answer.refusal)
    notifications.show({ message: t('record.done', { version: answer.value.referenceVersion }) })
    onRecorded()
    onClose()
  }

  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form className={classes.form} onSubmit={(event) => void record(event)}>
        <ChangeFields
          draft={draft}
          kinds={kinds}
          rules={withLength}
          onChange={(part) => {
            setRefusal(undefined)
            setDraft({ ...draft, ...part })
          }}
        />
        <TextInput
          required
          label={t('form.source')}
          value={source}
          maxLength={500}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <Textarea
          required
          label={t('form.reason')}
          value={reason}
          maxLength={2_000}
          autosize
          minRows={2}
          maxRows={6}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {change && !refusal && <ChangePreview change={change} />}
        {refusal && (
          <p role="alert" className={`${classes.notice} ${classes.fault}`}>
            {refusalText(refusal)}
          </p>
        )}
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            {t('record.cancel')}
          </Button>
          <Button type="submit" disabled={!complete || busy}>
            {t('record.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
