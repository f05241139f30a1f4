import { Button, Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '#renderer/lib/use-act.ts'
import { useSyncStatus } from '#renderer/lib/use-sync-status.ts'
import classes from './sign-in.module.css'

/** Signing out asks once, and says what happens to what was not sent yet. */
export function SignOutDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('sign-in')
  return (
    <Modal opened={opened} onClose={onClose} title={t('out.title')} closeButtonProps={{ 'aria-label': t('cancel') }}>
      <SignOut onClose={onClose} />
    </Modal>
  )
}

function SignOut({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('sign-in')
  const act = useAct()
  const waiting = useSyncStatus()?.waiting ?? 0
  const [busy, setBusy] = useState(false)

  async function signOut() {
    setBusy(true)
    const answer = await act('signOut', {})
    setBusy(false)
    onClose()
    if (answer.ok && !answer.value.atIssuer) notifications.show({ message: t('out.hereOnly'), autoClose: 12_000 })
  }

  return (
    <>
      {waiting > 0 && <p className={classes.warning}>{t('out.unsent', { count: waiting })}</p>}
      <p>{t('out.explain')}</p>
      <div className={classes.actions}>
        <Button data-autofocus disabled={busy} onClick={() => void signOut()}>
          {t('out.confirm')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </>
  )
}
