import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './states.module.css'

/** Nothing to show, why, and the way out. Top-left aligned: it stands where the content would. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.state} role="status">
      <p className={classes.title}>{title}</p>
      {children && <p className={classes.text}>{children}</p>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}

/** Something went wrong: what, and try again. */
export function ErrorState({
  title,
  children,
  onRetry,
}: {
  title: string
  children?: ReactNode
  onRetry?: () => void
}) {
  const { t } = useTranslation('common')
  return (
    <div className={classes.state} role="alert">
      <p className={classes.title}>
        <IconAlertTriangle size={16} color="var(--late)" aria-hidden /> {title}
      </p>
      {children && <p className={classes.text}>{children}</p>}
      {onRetry && (
        <div className={classes.action}>
          <Button variant="default" onClick={onRetry}>
            {t('retry')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Waiting, in words: never a spinner alone. */
export function Loading({ children }: { children: ReactNode }) {
  return (
    <div className={classes.state} role="status">
      <p className={classes.text}>{children}</p>
    </div>
  )
}
