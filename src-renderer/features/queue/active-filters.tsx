import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { QueueFilter } from '#contract/queue.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { useFacetLabel } from './facet-labels.ts'
import { clearFilters, FACETS, toggleFacet } from './filters.ts'
import classes from './chips.module.css'

/** What restricts the list, each with its way out. */
export function ActiveFilters({ filter }: { filter: QueueFilter }) {
  const { t } = useTranslation('queue')
  const labelOf = useFacetLabel()
  const facets = useCall('getQueueFacets', filter, { enabled: filter.institution.length > 0 })
  const names = new Map(facets.value?.institution.map((one) => [one.value, one.label]))
  const chips = FACETS.flatMap((facet) => filter[facet].map((value) => ({ facet, value })))
  if (chips.length === 0) return null
  return (
    <div className={classes.chips} role="group" aria-label={t('chips.label')}>
      {chips.map(({ facet, value }) => {
        const label = labelOf(facet, value, names.get(value))
        const whole = `${t(`facets.${facet}`)}: ${label}`
        return (
          <button
            key={`${facet} ${value}`}
            type="button"
            className={classes.chip}
            title={whole}
            aria-label={t('chips.remove', { label: whole })}
            onClick={() => toggleFacet(filter, facet, value)}
          >
            <span>{label}</span>
            <IconX size={12} aria-hidden />
          </button>
        )
      })}
      <button type="button" className={classes.all} onClick={clearFilters}>
        {t('chips.clear')}
      </button>
    </div>
  )
}
