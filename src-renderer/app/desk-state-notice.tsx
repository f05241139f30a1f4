import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskProcessState } from '#contract/desk-port.ts'
import { desk } from '#renderer/lib/desk.ts'
import classes from './frame.module.css'

/** A strip over the window while the desk's process is not there; the rest stays as it was. */
export function DeskStateNotice() {
  const { t } = useTranslation('common')
  const [state, setState] = useState<DeskProcessState>('running')
  useEffect(() => desk.shell.onDeskState(setState), [])
  if (state !== 'restarting' && state !== 'stopped') return null
  return (
    <div className={classes.notice} role="alert">
      {t(`desk.${state}`)}
    </div>
  )
}
