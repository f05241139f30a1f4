import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacetValue, QueueFilter } from '#contract/queue.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { setQueueFilter } from '#renderer/lib/queue-state.ts'
import { useFacetLabel } from './facet-labels.ts'
import classes from './facet-panel.module.css'
import { type FacetName, sortFacet, toggleFacet } from './filters.ts'

/** Above this many a group is cut, and has a field to search it. */
const MOST = 8

export function FacetGroup({ facet, values, filter }: { facet: FacetName; values: FacetValue[]; filter: QueueFilter }) {
  const { t } = useTranslation('queue')
  const labelOf = useFacetLabel()
  const [open, setOpen] = useState(true)
  const [wanted, setWanted] = useState('')
  const [all, setAll] = useState(false)
  const id = useId()
  const chosen = filter[facet]
  const labelled = sortFacet(facet, values).map((one) => ({ ...one, label: labelOf(facet, one.value, one.label) }))
  const found = labelled.filter((one) => one.label.toLowerCase().includes(wanted.trim().toLowerCase()))
  const shown = all || wanted ? found : found.filter((one, index) => index < MOST || chosen.includes(one.value))

  return (
    <section className={classes.group} aria-labelledby={id}>
      <div className={classes.head}>
        <button type="button" className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? <IconChevronDown size={13} aria-hidden /> : <IconChevronRight size={13} aria-hidden />}
          <span id={id}>{t(`facets.${facet}`)}</span>
        </button>
        {chosen.length > 0 && (
          <button type="button" className={classes.clear} onClick={() => setQueueFilter({ [facet]: [] })}>
            {t('facets.clear', { count: chosen.length })}
          </button>
        )}
      </div>
      {open && values.length > MOST && (
        <input
          type="search"
          className={classes.find}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          placeholder={t(`facets.find.${facet}`)}
          aria-label={t(`facets.find.${facet}`)}
        />
      )}
      {open && (
        <ul className={classes.values}>
          {shown.map((one) => (
            <FacetRow key={one.value} facet={facet} one={one} filter={filter} />
          ))}
        </ul>
      )}
      {open && !wanted && found.length > MOST && (
        <button type="button" className={classes.more} onClick={() => setAll(!all)}>
          {all ? t('facets.fewer') : t('facets.all', { count: found.length })}
        </button>
      )}
    </section>
  )
}

function FacetRow({ facet, one, filter }: { facet: FacetName; one: FacetValue; filter: QueueFilter }) {
  const format = useFormat()
  return (
    <li>
      <label className={classes.value} title={one.label}>
        <input
          type="checkbox"
          checked={filter[facet].includes(one.value)}
          onChange={() => toggleFacet(filter, facet, one.value)}
        />
        <span className={classes.label}>{one.label}</span>
        <span className={classes.count}>{format.number(one.count)}</span>
      </label>
    </li>
  )
}
