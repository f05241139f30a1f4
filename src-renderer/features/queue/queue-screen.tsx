import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueueState } from '#renderer/lib/queue-state.ts'
import { FacetPanel, FacetRail } from './facet-panel.tsx'
import { Preview } from './preview.tsx'
import { QueueBody } from './queue-body.tsx'
import { QueueTools } from './queue-tools.tsx'
import classes from './queue-screen.module.css'
import { useQueueKeys } from './use-queue-keys.ts'
import { useQueue } from './use-queue.ts'
import { useSelection } from './use-selection.ts'

/** Werkvoorraad: filters, list, preview. */
export function QueueScreen() {
  const { t } = useTranslation('queue')
  const { filter, showFacets, showPreview } = useQueueState()
  const queue = useQueue(filter)
  const selection = useSelection(queue)
  const gridRef = useRef<HTMLDivElement>(null)
  const searchRef = useRef<HTMLInputElement>(null)
  useQueueKeys({ selection, gridRef, searchRef })

  return (
    <div className={classes.screen}>
      <h1 className="visually-hidden">{t('grid.label')}</h1>
      {showFacets ? <FacetPanel filter={filter} /> : <FacetRail filter={filter} />}
      <div className={classes.list}>
        <QueueTools
          queue={queue}
          filter={filter}
          searchRef={searchRef}
          onLeaveSearch={() => {
            // Without a list there is nothing to go to; the keys work all the same.
            if (gridRef.current) gridRef.current.focus()
            else searchRef.current?.blur()
          }}
        />
        <QueueBody queue={queue} filter={filter} selection={selection} gridRef={gridRef} />
      </div>
      {showPreview && <Preview caseId={selection.caseId} onOpen={selection.openCurrent} />}
    </div>
  )
}
