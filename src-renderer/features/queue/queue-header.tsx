import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { QueueFilter, QueueSort } from '#contract/queue.ts'
import { setQueueFilter } from '#renderer/lib/queue-state.ts'
import type { Column } from './columns.ts'
import classes from './queue-table.module.css'

interface Props {
  columns: Column[]
  template: string
  filter: QueueFilter
}

/** Column names; a press sorts by that column, a second turns the order round. */
export function QueueHeader({ columns, template, filter }: Props) {
  const { t } = useTranslation('queue')
  return (
    <div role="row" aria-rowindex={1} className={classes.header} style={{ gridTemplateColumns: template }}>
      {columns.map(({ id, sort }, index) => (
        <div key={id} role="columnheader" aria-colindex={index + 1} aria-sort={ariaSort(sort, filter)}>
          {sort ? (
            <button
              type="button"
              className={classes.sort}
              title={t(`column.long.${id}`)}
              onClick={() => sortBy(sort, filter)}
            >
              <span className={classes.cut}>{t(`column.${id}`)}</span>
              {filter.sort === sort &&
                (filter.descending ? (
                  <IconChevronDown size={13} aria-hidden />
                ) : (
                  <IconChevronUp size={13} aria-hidden />
                ))}
            </button>
          ) : (
            <span className={classes.cut} title={t(`column.long.${id}`)}>
              {t(`column.${id}`)}
            </span>
          )}
        </div>
      ))}
    </div>
  )
}

function sortBy(sort: QueueSort, filter: QueueFilter): void {
  setQueueFilter({ sort, descending: filter.sort === sort && !filter.descending })
}

function ariaSort(sort: QueueSort | null, filter: QueueFilter): 'ascending' | 'descending' | 'none' | undefined {
  if (sort === null) return undefined
  if (filter.sort !== sort) return 'none'
  return filter.descending ? 'descending' : 'ascending'
}
