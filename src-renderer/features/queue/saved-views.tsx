import { ActionIcon, Button, Popover, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconBookmark, IconChevronDown, IconTrash } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueFilter, SavedView } from '#contract/queue.ts'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { newId } from '#renderer/lib/new-id.ts'
import { setQueueFilter } from '#renderer/lib/queue-state.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { OPEN_CASES } from './filters.ts'
import viewClasses from './saved-views.module.css'
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
  const [opened, setOpened] = useState(false)
  const views = useCall('listSavedViews', {})
  const own = views.value ?? []
  const ready = findReadyMade(filter)
  const present = findOwn(filter, own)?.name ?? (ready ? t(`views.${ready}`) : t('views.unsaved'))
  useHotkeys([{ keys: 'v', label: 'queue.views', group: 'group.queue', run: () => setOpened(true) }])

  function show(chosen: QueueFilter) {
    setQueueFilter(chosen)
    setOpened(false)
  }

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={280} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={small ? classes.railButton : classes.views}
          aria-label={t('views.present', { name: present })}
          title={t('views.present', { name: present })}
          onClick={() => setOpened(!opened)}
        >
          <IconBookmark size={15} aria-hidden />
          {!small && <span className={classes.label}>{present}</span>}
          {!small && <IconChevronDown size={13} aria-hidden />}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('views.title')} onKeyDown={keepKeys}>
        <ul className={viewClasses.list}>
          {Object.entries(READY_MADE).map(([name, made]) => (
            <li key={name}>
              <button type="button" className={viewClasses.view} onClick={() => show(made)}>
                {t(`views.${name}`)}
              </button>
            </li>
          ))}
        </ul>
        {own.length > 0 && (
          <ul className={viewClasses.list} aria-label={t('views.own')}>
            {own.map((view) => (
              <OwnView key={view.viewId} view={view} onShow={() => show(view.filter)} onDeleted={views.reload} />
            ))}
          </ul>
        )}
        <SaveView
          filter={filter}
          onSaved={(name) => {
            views.reload()
            setOpened(false)
            notifications.show({ message: t('views.saved', { name }), autoClose: 4_000 })
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

function OwnView({ view, onShow, onDeleted }: { view: SavedView; onShow: () => void; onDeleted: () => void }) {
  const { t } = useTranslation('queue')
  const act = useAct()
  const label = t('views.delete', { name: view.name })
  return (
    <li className={viewClasses.own}>
      <button type="button" className={viewClasses.view} onClick={onShow}>
        {view.name}
      </button>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        title={label}
        aria-label={label}
        onClick={() => void act('deleteView', { viewId: view.viewId }).then(onDeleted)}
      >
        <IconTrash size={14} />
      </ActionIcon>
    </li>
  )
}

function SaveView({ filter, onSaved }: { filter: QueueFilter; onSaved: (name: string) => void }) {
  const { t } = useTranslation('queue')
  const act = useAct()
  const [name, setName] = useState('')

  async function save(event: FormEvent) {
    event.preventDefault()
    const answer = await act('saveView', { viewId: newId(), name, filter })
    if (!answer.ok) return
    setName('')
    onSaved(answer.value.name)
  }

  return (
    <form className={viewClasses.save} onSubmit={(event) => void save(event)}>
      <TextInput
        flex={1}
        value={name}
        maxLength={80}
        aria-label={t('views.name')}
        placeholder={t('views.name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {t('views.save')}
      </Button>
    </form>
  )
}

/** The list's own keys do not work in here; Escape closes. */
function keepKeys(event: KeyboardEvent): void {
  if (event.key !== 'Escape') event.stopPropagation()
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
