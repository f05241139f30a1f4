import { ActionIcon } from '@mantine/core'
import { IconFilter, IconLayoutSidebarLeftCollapse } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { QueueFilter } from '#contract/queue.ts'
import { setQueueState } from '#renderer/lib/queue-state.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { touchesCases } from '#renderer/lib/use-changes.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { ActiveFilters } from './active-filters.tsx'
import { FacetGroup } from './facet-group.tsx'
import classes from './facet-panel.module.css'
import { countChosen, FACETS } from './filters.ts'
import { SavedViews } from './saved-views.tsx'

/** Views, what restricts the list, and what the queue holds, counted, each to be chosen. */
export function FacetPanel({ filter }: { filter: QueueFilter }) {
  const { t } = useTranslation('queue')
  const facets = useCall('getQueueFacets', filter, { refreshOn: touchesCases })
  return (
    <div className={classes.panel}>
      <Panel
        title={t('facets.title')}
        flush
        aside={
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            title={t('facets.hide')}
            aria-label={t('facets.hide')}
            onClick={() => setQueueState({ showFacets: false })}
          >
            <IconLayoutSidebarLeftCollapse size={16} />
          </ActionIcon>
        }
      >
        <SavedViews filter={filter} />
        <ActiveFilters filter={filter} />
        {facets.value &&
          FACETS.map((facet) => (
            <FacetGroup key={facet} facet={facet} values={facets.value?.[facet] ?? []} filter={filter} />
          ))}
      </Panel>
    </div>
  )
}

/** The panel folded up: how many filters work, and the views. */
export function FacetRail({ filter }: { filter: QueueFilter }) {
  const { t } = useTranslation('queue')
  const chosen = countChosen(filter)
  return (
    <div className={classes.rail}>
      <button
        type="button"
        className={classes.railButton}
        title={t('facets.show')}
        aria-label={t('facets.showChosen', { count: chosen })}
        onClick={() => setQueueState({ showFacets: true })}
      >
        <IconFilter size={15} aria-hidden />
        {chosen > 0 && <span className={classes.badge}>{chosen}</span>}
      </button>
      <SavedViews filter={filter} small />
    </div>
  )
}
