import { Button } from '@mantine/core'
import { IconLogin2 } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '#contract/sync-status.ts'
import { desk } from '#renderer/lib/desk.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { useSyncStatus } from '#renderer/lib/use-sync-status.ts'
import classes from './sign-in.module.css'
import { Waiting } from './waiting.tsx'

interface Props {
  session: Session
  /** Language and colours, which can be chosen before anyone has signed in. */
  switches: ReactNode
}

/** Nobody is signed in: what happens on signing in, how it goes, and what became of work not sent yet. */
export function SignInScreen({ session, switches }: Props) {
  const { t } = useTranslation('sign-in')
  const act = useAct()
  const { signIn, person } = session
  const { failure, waiting } = signIn
  const idle = waiting === null
  // The first thing to do on this screen, for whoever comes by keyboard.
  useEffect(() => {
    if (idle) document.getElementById('sign-in')?.focus()
  }, [idle])

  return (
    <main className={classes.screen}>
      <div className={classes.switches}>{switches}</div>
      <h1 className={classes.title}>{t(person ? 'title.again' : 'title.first')}</h1>
      <p>{person ? t('explain.again', { name: person.name }) : t('explain.first')}</p>
      {person && <Unsent />}
      {failure && !waiting && (
        <p className={classes.failure} role="alert">
          {t(`failure.${failure}`, { name: person?.name ?? '' })}
        </p>
      )}
      {waiting ? (
        <Waiting address={waiting.address} />
      ) : (
        <div className={classes.actions}>
          <Button
            id="sign-in"
            size="md"
            leftSection={<IconLogin2 size={18} aria-hidden />}
            onClick={() => void act('signIn', {})}
          >
            {t(failure ? 'again' : 'begin')}
          </Button>
          <Button variant="default" size="md" onClick={() => void desk.shell.quit()}>
            {t('quit')}
          </Button>
        </div>
      )}
      {session.sampleData && <p className={classes.sample}>{t('sample')}</p>}
    </main>
  )
}

function Unsent() {
  const { t } = useTranslation('sign-in')
  const waiting = useSyncStatus()?.waiting ?? 0
  return waiting > 0 ? <p>{t('unsent', { count: waiting })}</p> : null
}
