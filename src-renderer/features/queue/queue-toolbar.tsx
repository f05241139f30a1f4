import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconFilter, IconLayoutSidebarRight, IconPlayerTrackNext } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueFilter } from '#contract/queue.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { setQueueState, useQueueState } from '#renderer/lib/queue-state.ts'
import { useNextCase } from '#renderer/lib/use-next-case.ts'
import { useSyncStatus } from '#renderer/lib/use-sync-status.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { ActiveFilters } from './active-filters.tsx'
import classes from './queue-toolbar.module.css'
import { SavedViews } from './saved-views.tsx'
import { SearchField } from './search-field.tsx'
import type { Queue } from './use-queue.ts'

interface Props {
  queue: Queue
  filter: QueueFilter
  searchRef: RefObject<HTMLInputElement | null>
  onLeaveSearch: () => void
}

/** Search, views, what restricts the list and how much is left. */
export function QueueToolbar({ queue, filter, searchRef, onLeaveSearch }: Props) {
  const { t } = useTranslation('queue')
  const { showFacets, showPreview } = useQueueState()
  const openNext = useNextCase()
  return (
    <div className={classes.toolbar}>
      <div className={classes.line}>
        <Tooltip label={t(showFacets ? 'facets.hide' : 'facets.show')}>
          <ActionIcon
            variant={showFacets ? 'light' : 'default'}
            size={28}
            aria-label={t('facets.title')}
            aria-pressed={showFacets}
            onClick={() => setQueueState({ showFacets: !showFacets })}
          >
            <IconFilter size={16} />
          </ActionIcon>
        </Tooltip>
        <SearchField value={filter.search} inputRef={searchRef} onLeave={onLeaveSearch} />
        <SavedViews filter={filter} />
        <span className={classes.grow} />
        <Total queue={queue} />
        <Button
          size="compact-sm"
          h={28}
          leftSection={<IconPlayerTrackNext size={14} aria-hidden />}
          rightSection={<Kbd keys="n" />}
          onClick={() => void openNext(null)}
        >
          {t('next')}
        </Button>
        <Tooltip label={t(showPreview ? 'preview.hide' : 'preview.show')}>
          <ActionIcon
            variant={showPreview ? 'light' : 'default'}
            size={28}
            aria-label={t('preview.title')}
            aria-pressed={showPreview}
            onClick={() => setQueueState({ showPreview: !showPreview })}
          >
            <IconLayoutSidebarRight size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      <ActiveFilters filter={filter} />
    </div>
  )
}

function Total({ queue }: { queue: Queue }) {
  const { t } = useTranslation('queue')
  const format = useFormat()
  const status = useSyncStatus()
  if (!queue.shown) return null
  const shown = format.number(queue.shown.outline.total)
  const all = format.number(status?.cases ?? queue.shown.outline.total)
  return (
    <output className={classes.total} aria-live="polite">
      {t('total', { shown, all })}
    </output>
  )
}
