import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { QueueFilter } from '#contract/queue.ts'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { EMPTY_FILTER, setQueueFilter } from '#renderer/lib/queue-state.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { EmptyState } from '#renderer/ui/states.tsx'
import { useFacetLabel } from './facet-labels.ts'
import { clearFilters, countChosen } from './filters.ts'

/** Nothing matches: whether what was searched for is there outside the filters, and the way to it. */
export function NoHits({ filter }: { filter: QueueFilter }) {
  const { t } = useTranslation('queue')
  const labelOf = useFacetLabel()
  const { search, sort, descending } = filter
  const wider: QueueFilter = { ...EMPTY_FILTER, search, sort, descending }
  const enabled = search.trim() !== '' && countChosen(filter) > 0
  const facets = useCall('getQueueFacets', wider, { enabled })
  const statuses = enabled && facets.current ? (facets.value?.status.filter((one) => one.count > 0) ?? []) : []
  const count = statuses.reduce((sum, one) => sum + one.count, 0)
  const show = () => setQueueFilter(wider)
  const key = { keys: 'Enter', label: 'queue.showOutside', group: 'group.queue', inFields: true, run: show }
  useHotkeys([key], { enabled: count > 0 })

  if (count === 0)
    return (
      <EmptyState title={t('noHits.title')} action={<Button onClick={clearFilters}>{t('noHits.clear')}</Button>}>
        {t('noHits.text')}
      </EmptyState>
    )
  const where = statuses.map((one) => labelOf('status', one.value)).join(', ')
  return (
    <EmptyState
      title={t('noHits.outside', { count, where })}
      action={
        <Group gap={8}>
          <Button onClick={show} rightSection={<Kbd keys="Enter" />}>
            {t('noHits.show', { count })}
          </Button>
          <Button variant="default" onClick={clearFilters}>
            {t('noHits.clear')}
          </Button>
        </Group>
      }
    >
      {t('noHits.filtered')}
    </EmptyState>
  )
}
