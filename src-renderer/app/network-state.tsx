import { Tooltip } from '@mantine/core'
import { IconCloudCheck, IconCloudOff, IconCloudSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Connection, SyncStatus } from '#contract/sync-status.ts'
import { navigate } from '#renderer/lib/route.ts'
import classes from './top-bar.module.css'

const ICONS = {
  online: IconCloudCheck,
  offline: IconCloudOff,
  connecting: IconCloudSearch,
} as const satisfies Record<Connection, unknown>

/** The network in a word and what waits for it; a press shows the details. */
export function NetworkState({ status }: { status: SyncStatus }) {
  const { t } = useTranslation('common')
  const Icon = ICONS[status.connection]
  return (
    <span className={classes.networkPlace}>
      <Tooltip label={t(`network.${status.connection}Title`)} multiline maw={320}>
        <button
          type="button"
          className={classes.network}
          data-connection={status.connection}
          onClick={() => navigate({ screen: 'sync' })}
        >
          <Icon size={16} aria-hidden />
          <span aria-live="polite">{t(`network.${status.connection}`)}</span>
          {status.waiting > 0 && <span>· {t('network.waiting', { count: status.waiting })}</span>}
        </button>
      </Tooltip>
    </span>
  )
}
