import { ActionIcon } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { QueueFilter } from '#contract/queue.ts'
import { setQueueState } from '#renderer/lib/queue-state.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { touchesCases } from '#renderer/lib/use-changes.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { FacetGroup } from './facet-group.tsx'
import classes from './facet-panel.module.css'
import { FACETS } from './filters.ts'

/** What the queue holds, counted, each to be chosen. */
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
            aria-label={t('facets.hide')}
            onClick={() => setQueueState({ showFacets: false })}
          >
            <IconLayoutSidebarLeftCollapse size={16} />
          </ActionIcon>
        }
      >
        {facets.value &&
          FACETS.map((facet) => (
            <FacetGroup key={facet} facet={facet} values={facets.value?.[facet] ?? []} filter={filter} />
          ))}
      </Panel>
    </div>
  )
}
