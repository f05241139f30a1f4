import { Button } from '@mantine/core'
import { IconPlayerTrackNext } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueFilter } from '#contract/queue.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { InSlot } from '#renderer/lib/slots.tsx'
import { useNextCase } from '#renderer/lib/use-next-case.ts'
import { useSyncStatus } from '#renderer/lib/use-sync-status.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { SearchField } from './search-field.tsx'
import type { Queue } from './use-queue.ts'

interface Props {
  queue: Queue
  filter: QueueFilter
  searchRef: RefObject<HTMLInputElement | null>
  onLeaveSearch: () => void
}

/** Search and the next case in the top bar, the total in the status line: the list itself gets all the height there is. */
export function QueueTools({ queue, filter, searchRef, onLeaveSearch }: Props) {
  const { t } = useTranslation('queue')
  const openNext = useNextCase()
  return (
    <>
      <InSlot slot="bar">
        <SearchField
          value={filter.search}
          inputRef={searchRef}
          found={queue.shown?.outline.total !== 0}
          onLeave={onLeaveSearch}
        />
        <Button
          size="compact-sm"
          h={28}
          style={{ flex: 'none' }}
          leftSection={<IconPlayerTrackNext size={14} aria-hidden />}
          rightSection={<Kbd keys="n" />}
          onClick={() => void openNext(null)}
        >
          {t('next')}
        </Button>
      </InSlot>
      <InSlot slot="status">
        <Total queue={queue} />
      </InSlot>
    </>
  )
}

function Total({ queue }: { queue: Queue }) {
  const { t } = useTranslation('queue')
  const format = useFormat()
  const status = useSyncStatus()
  if (!queue.shown) return null
  const { total } = queue.shown.outline
  const shown = format.number(total)
  // The list may hear of new cases a moment before the status does.
  const all = format.number(Math.max(total, status?.cases ?? 0))
  return <output aria-live="polite">{t('total', { shown, all })}</output>
}
