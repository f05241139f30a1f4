import { Button } from '@mantine/core'
import { IconPlugConnected, IconPlugConnectedX, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '#contract/sync-status.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { Field, FieldList } from '#renderer/ui/field.tsx'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { DocumentsField } from './documents-field.tsx'
import classes from './sync.module.css'

/** A clock that is off by more than this is worth a word (SYN-20). */
const DRIFT_MS = 2 * 60_000

/** The connection and the state of this desk's copy, in words. */
export function Standing({ status }: { status: SyncStatus }) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const act = useAct()
  const syncNow = () => void act('syncNow', {})
  useHotkeys([{ keys: 's', label: 'sync:key.now', group: 'sync:key.group', run: syncNow }])
  const online = status.connection === 'online'
  const Icon = online ? IconPlugConnected : IconPlugConnectedX
  return (
    <Panel title={t('title')} className={classes.standing ?? ''}>
      <p className={classes.headline} data-online={online} role="status">
        <Icon size={20} aria-hidden /> {t(`connection.${status.connection}`)}
      </p>
      <p className={classes.explain}>{t(`explain.${status.connection}`)}</p>
      <Button onClick={syncNow} leftSection={<IconRefresh size={14} />} rightSection={<Kbd keys="s" />}>
        {t('now')}
      </Button>
      <FieldList>
        <Field label={t('field.activity')}>{activity()}</Field>
        <Field label={t('field.contact')}>
          {status.lastContactAt ? format.dateTime(status.lastContactAt) : t('never')}
        </Field>
        {status.nextTryAt && <Field label={t('field.next_try')}>{format.time(status.nextTryAt, true)}</Field>}
        {status.lastError && <Field label={t('field.error')}>{t(`error.${status.lastError}`)}</Field>}
        <Field label={t('field.copy')} note={t(status.inSync ? 'copy.in_sync_text' : 'copy.behind_text')}>
          {t(status.inSync ? 'copy.in_sync' : 'copy.behind')}
        </Field>
        <Field label={t('field.waiting')}>{format.number(status.waiting)}</Field>
        {status.inGrace > 0 && <Field label={t('field.grace')}>{format.number(status.inGrace)}</Field>}
        {status.heldBack > 0 && <Field label={t('field.held_back')}>{format.number(status.heldBack)}</Field>}
        <Field label={t('field.set_aside')}>{format.number(status.setAside)}</Field>
        <Field label={t('field.cases')}>{format.number(status.cases)}</Field>
        <DocumentsField documents={status.documents} />
        <Field label={t('field.repairs')} note={status.repairs > 0 ? t('repairs_text') : undefined}>
          {format.number(status.repairs)}
        </Field>
        <Field label={t('field.clock')} note={isOff(status) ? t('clock.off_text') : undefined}>
          {clock()}
        </Field>
        <Field label={t('field.hub')}>{status.hubUrl}</Field>
      </FieldList>
    </Panel>
  )

  function activity(): string {
    if (status.activity !== 'first_load' || !status.progress) return t(`activity.${status.activity}`)
    const { done, total } = status.progress
    return t('activity.loading', { done: format.number(done), total: format.number(total) })
  }

  function clock(): string {
    if (status.driftMs === null || !isOff(status)) return t(status.lastContactAt ? 'clock.right' : 'clock.unknown')
    const minutes = Math.round(Math.abs(status.driftMs) / 60_000)
    return t(status.driftMs > 0 ? 'clock.behind' : 'clock.ahead', { count: minutes })
  }
}

function isOff(status: SyncStatus): boolean {
  return status.driftMs !== null && Math.abs(status.driftMs) > DRIFT_MS
}
