import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import { IconBookmark, IconChevronDown, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueFilter, SavedView } from '#contract/queue.ts'
import { setQueueFilter } from '#renderer/lib/queue-state.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { OPEN_CASES } from './filters.ts'
import classes from './queue-toolbar.module.css'

const READY_MADE = {
  open: OPEN_CASES,
  urgent: { ...OPEN_CASES, status: ['open'], due: ['late', 'today', 'soon'] },
  clean: { ...OPEN_CASES, status: ['open'], preCheck: ['clean'] },
  points: { ...OPEN_CASES, status: ['open'], preCheck: ['points'] },
  waiting: { ...OPEN_CASES, status: ['waiting'] },
  decided: { ...OPEN_CASES, status: ['decided'] },
} as const satisfies Record<string, QueueFilter>

/** Ready-made and own views; the present filters can be saved under a name. */
export function SavedViews({ filter }: { filter: QueueFilter }) {
  const { t } = useTranslation('queue')
  const views = useCall('listSavedViews', {})
  const own = views.value ?? []
  const present = nameOf(filter, own) ?? readyMadeOf(filter)
  return (
    <Menu position="bottom-start" width={300} returnFocus>
      <Menu.Target>
        <Button
          id="queue-views"
          variant="default"
          size="compact-sm"
          h={28}
          leftSection={<IconBookmark size={14} aria-hidden />}
          rightSection={<IconChevronDown size={13} aria-hidden />}
        >
          <span className={classes.viewName}>
            {present ? (own.some((view) => view.name === present) ? present : t(`views.${present}`)) : t('views.title')}
          </span>
        </Button>
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

function nameOf(filter: QueueFilter, own: SavedView[]): string | undefined {
  const key = JSON.stringify(filter)
  return own.find((view) => JSON.stringify(view.filter) === key)?.name
}

function readyMadeOf(filter: QueueFilter): string | undefined {
  const key = JSON.stringify(filter)
  return Object.entries(READY_MADE).find(([, ready]) => JSON.stringify(ready) === key)?.[0]
}
