import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '#contract/sync-status.ts'
import { desk } from '#renderer/lib/desk.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import classes from './refusal-screen.module.css'

interface Props {
  refusal: NonNullable<Session['refusal']>
  onRebuilt: () => void
}

/** The desk would not open its database: what is wrong, what became of the work, what to do. */
export function RefusalScreen({ refusal, onRebuilt }: Props) {
  const { t } = useTranslation('common')
  return (
    <main className={classes.screen}>
      <h1 className={classes.title}>
        <IconLock size={22} aria-hidden /> {t('refused.title')}
      </h1>
      <p className={classes.what}>{t(`refused.${refusal.reason}.what`)}</p>
      <h2 className={classes.heading}>{t('refused.lost')}</h2>
      <p>{t(`refused.${refusal.reason}.kept`)}</p>
      <h2 className={classes.heading}>{t('refused.do')}</h2>
      <p>{t(`refused.${refusal.reason}.do`)}</p>
      <div className={classes.actions}>
        {refusal.canRebuild && <Rebuild onRebuilt={onRebuilt} />}
        <Button variant="default" onClick={() => void desk.shell.quit()}>
          {t('refused.quit')}
        </Button>
      </div>
      {refusal.detail && (
        <details className={classes.detail}>
          <summary>{t('refused.detail')}</summary>
          <code>{refusal.detail}</code>
        </details>
      )}
    </main>
  )
}

/** Two steps, the second after reading what happens to unsent acts. */
function Rebuild({ onRebuilt }: { onRebuilt: () => void }) {
  const { t } = useTranslation('common')
  const act = useAct()
  const [step, setStep] = useState<'offered' | 'asked' | 'busy'>('offered')

  async function rebuild() {
    setStep('busy')
    const answer = await act('rebuildDesk', {})
    setStep('asked')
    if (!answer.ok) return
    const { outboxKept, keptAs } = answer.value
    const message = t('refused.rebuilt', { count: outboxKept, keptAs })
    notifications.show({ message, autoClose: false })
    onRebuilt()
  }

  if (step === 'offered') return <Button onClick={() => setStep('asked')}>{t('refused.rebuild')}</Button>
  return (
    <div className={classes.rebuild}>
      <p>{t('refused.rebuildExplain')}</p>
      <Button onClick={() => void rebuild()} disabled={step === 'busy'}>
        {step === 'busy' ? t('refused.rebuilding') : t('refused.rebuildConfirm')}
      </Button>
    </div>
  )
}
