import { Button, Progress } from '@mantine/core'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueFilter } from '#contract/queue.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { navigate } from '#renderer/lib/route.ts'
import { useRefusalText } from '#renderer/lib/refusal-text.ts'
import { useSyncStatus } from '#renderer/lib/use-sync-status.ts'
import { EmptyState, ErrorState, Loading } from '#renderer/ui/states.tsx'
import { hasRestrictions } from './filters.ts'
import { NoHits } from './no-hits.tsx'
import { QueueTable } from './queue-table.tsx'
import type { Queue } from './use-queue.ts'
import type { Selection } from './use-selection.ts'

interface Props {
  queue: Queue
  filter: QueueFilter
  selection: Selection
  gridRef: RefObject<HTMLDivElement | null>
}

/** The list, or in words why there is none. */
export function QueueBody({ queue, filter, selection, gridRef }: Props) {
  const { t } = useTranslation('queue')
  const refusalText = useRefusalText()
  const status = useSyncStatus()
  const { shown, refusal } = queue
  if (refusal) {
    return (
      <ErrorState title={t('error.title')} onRetry={queue.refresh}>
        {refusalText(refusal)}
      </ErrorState>
    )
  }
  if (!shown) return <Loading>{t('loading')}</Loading>
  if (shown.outline.total > 0) {
    return (
      <QueueTable
        queue={queue}
        shown={shown}
        index={selection.index}
        onSelect={selection.select}
        onOpen={selection.open}
        gridRef={gridRef}
      />
    )
  }
  if (status?.activity === 'first_load') return <FirstLoad progress={status.progress} />
  if (hasRestrictions(filter) && (status?.cases ?? 0) > 0) return <NoHits filter={filter} />
  return <NoCases offline={status?.connection === 'offline'} />
}

function FirstLoad({ progress }: { progress: { done: number; total: number } | null }) {
  const { t } = useTranslation('queue')
  const format = useFormat()
  const done = progress?.done ?? 0
  const total = progress?.total ?? 0
  const words = progress
    ? t('firstLoad.progress', { done: format.number(done), total: format.number(total) })
    : t('firstLoad.begin')
  return (
    <EmptyState title={words}>
      {t('firstLoad.text')}
      <Progress
        component="span"
        display="block"
        mt={12}
        size={6}
        radius={2}
        value={total === 0 ? 0 : (done / total) * 100}
        aria-label={words}
      />
    </EmptyState>
  )
}

function NoCases({ offline }: { offline: boolean }) {
  const { t } = useTranslation('queue')
  return (
    <EmptyState
      title={t(offline ? 'noCases.offlineTitle' : 'noCases.title')}
      action={<Button onClick={() => navigate({ screen: 'pool' })}>{t('noCases.pool')}</Button>}
    >
      {t(offline ? 'noCases.offlineText' : 'noCases.text')}
    </EmptyState>
  )
}
