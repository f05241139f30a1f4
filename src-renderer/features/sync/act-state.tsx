import { IconArrowBackUp, IconCircleX, IconHandStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OutboxState } from '#contract/case-view.ts'
import { Pill } from '#renderer/ui/pill.tsx'
import { SyncWord } from '#renderer/ui/sync-word.tsx'

/** How far an act has got: the words used everywhere, and three that only the outbox knows. */
export function ActState({ state }: { state: OutboxState }) {
  const { t } = useTranslation('sync')
  switch (state) {
    case 'grace':
      return <SyncWord state="grace" />
    case 'due':
      return <SyncWord state="saved" />
    case 'sending':
      return <SyncWord state="sent" />
    case 'accepted':
      return <SyncWord state="final" />
    case 'parked':
      return <SyncWord state="set_aside" />
    case 'held_back':
      return (
        <Pill tone="parked" icon={IconHandStop} plain>
          {t('state.held_back')}
        </Pill>
      )
    case 'refused':
      return (
        <Pill tone="late" icon={IconCircleX} plain>
          {t('state.refused')}
        </Pill>
      )
    case 'undone':
      return (
        <Pill tone="quiet" icon={IconArrowBackUp} plain>
          {t('state.undone')}
        </Pill>
      )
  }
}
