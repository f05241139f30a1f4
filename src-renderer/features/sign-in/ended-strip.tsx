import { Button } from '@mantine/core'
import { IconLogin2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAct } from '#renderer/lib/use-act.ts'
import { useSession } from '#renderer/lib/session.ts'
import classes from './sign-in.module.css'
import { Waiting } from './waiting.tsx'

/** The sign-in has ended while work goes on: a strip that says what that means and leads back in. Nothing while signed in. */
export function EndedStrip() {
  const { t } = useTranslation('sign-in')
  const act = useAct()
  const { person, signIn } = useSession()
  if (signIn.state !== 'ended') return null
  const { failure, waiting } = signIn
  return (
    <section className={classes.strip} aria-label={t('ended.label')}>
      <p role={failure ? 'alert' : 'status'}>
        {failure && !waiting ? t(`failure.${failure}`, { name: person?.name ?? '' }) : t('ended.text')}
      </p>
      {waiting ? (
        <Waiting address={waiting.address} />
      ) : (
        <Button
          size="compact-sm"
          leftSection={<IconLogin2 size={16} aria-hidden />}
          onClick={() => void act('signIn', {})}
        >
          {t('ended.again')}
        </Button>
      )}
    </section>
  )
}
