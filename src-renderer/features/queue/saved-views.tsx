import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import { IconBookmark, IconChevronDown, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueFilter, SavedView } from '#contract/queue.ts'
import { setQueueFilter } from '#renderer/lib/queue-state.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { OPEN_CASES } from './filters.ts'
import classes from './facet-panel.module.css'

const READY_MADE = {
  open: OPEN_CASES,
  urgent: { ...OPEN_CASES, status: ['open'], due: ['late', 'today', 'soon'] },
  clean: { ...OPEN_CASES, status: ['open'], preCheck: ['clean'] },
  points: { ...OPEN_CASES, status: ['open'], preCheck: ['points'] },
  waiting: { ...OPEN_CASES, status: ['waiting'] },
  decided: { ...OPEN_CASES, status: ['decided'] },
} as const satisfies Record<string, QueueFilter>

/** Ready-made and own views; the present filters can be saved under a name. */
export function SavedViews({ filter, small = false }: { filter: QueueFilter; small?: boolean }) {
  const { t } = useTranslation('queue')
  const views = useCall('listSavedViews', {})
  const own = views.value ?? []
  const ready = findReadyMade(filter)
  const present = findOwn(filter, own)?.name ?? (ready ? t(`views.${ready}`) : t('views.unsaved'))
  return (
    <Menu position="bottom-start" width={300} returnFocus>
      <Menu.Target>
        <button
          type="button"
          id="queue-views"
          className={small ? classes.railButton : classes.views}
          aria-label={t('views.present', { name: present })}
          title={t('views.present', { name: present })}
        >
          <IconBookmark size={15} aria-hidden />
          {!small && <span className={classes.label}>{present}</span>}
          {!small && <IconChevronDown size={13} aria-hidden />}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.entries(READY_MADE).map(([name, ready]) => (
          <Menu.Item key={name} onClick={() => setQueueFilter(ready)}>
            {t(`views.${name}`)}
          </Menu.Item>
        ))}
        {own.length > 0 && <Menu.Label>{t('views.own')}</Menu.Label>}
        {own.map((view) => (
          <OwnView key={view.viewId} view={view} onDeleted={views.reload} />
        ))}
        <Menu.Divider />
        <SaveView filter={filter} onSaved={views.reload} />
      </Menu.Dropdown>
    </Menu>
  )
}

function OwnView({ view, onDeleted }: { view: SavedView; onDeleted: () => void }) {
  const { t } = useTranslation('queue')
  const act = useAct()
  const remove = () => void act('deleteView', { viewId: view.viewId }).then(onDeleted)
  return (
    <Menu.Item
      onClick={() => setQueueFilter(view.filter)}
      onKeyDown={(event) => event.key === 'Delete' && remove()}
      rightSection={
        <ActionIcon
          component="span"
          variant="subtle"
          color="gray"
          size="xs"
          title={t('views.delete', { name: view.name })}
          onClick={(event) => {
            event.stopPropagation()
            remove()
          }}
        >
          <IconTrash size={13} />
        </ActionIcon>
      }
    >
      {view.name}
    </Menu.Item>
  )
}

function SaveView({ filter, onSaved }: { filter: QueueFilter; onSaved: () => void }) {
  const { t } = useTranslation('queue')
  const act = useAct()
  const [name, setName] = useState('')

  async function save(event: FormEvent) {
    event.preventDefault()
    const answer = await act('saveView', { viewId: crypto.randomUUID(), name, filter })
    if (!answer.ok) return
    setName('')
    onSaved()
  }

  return (
    <form onSubmit={(event) => void save(event)} style={{ display: 'flex', gap: 6, padding: 6 }}>
      <TextInput
        style={{ flex: 1 }}
        value={name}
        maxLength={80}
        aria-label={t('views.name')}
        placeholder={t('views.name')}
        onChange={(event) => setName(event.currentTarget.value)}
        // The menu moves along its items by letter and arrow; here they are typed.
        onKeyDown={(event) => event.key !== 'Escape' && event.stopPropagation()}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {t('views.save')}
      </Button>
    </form>
  )
}

function findOwn(filter: QueueFilter, own: SavedView[]): SavedView | undefined {
  return own.find((view) => isSame(view.filter, filter))
}

function findReadyMade(filter: QueueFilter): string | undefined {
  return Object.entries(READY_MADE).find(([, ready]) => isSame(ready, filter))?.[0]
}

/** The same cases in the same order, whatever the order in which values were chosen. */
function isSame(one: QueueFilter, other: QueueFilter): boolean {
  return canonical(one) === canonical(other)
}

function canonical(filter: QueueFilter): string {
  const entries = Object.entries(filter).map(([name, value]) => [name, Array.isArray(value) ? value.toSorted() : value])
  return JSON.stringify(entries.toSorted(([a], [b]) => String(a).localeCompare(String(b))))
}
