import { Button, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { desk } from '#renderer/lib/desk.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import classes from './sign-in.module.css'

/** The browser has the sign-in: how to give it up, and the address for when no browser opened. */
export function Waiting({ address }: { address: string | null }) {
  const { t } = useTranslation('sign-in')
  const act = useAct()
  return (
    <div className={classes.waiting}>
      <p role="status">{t(address === null ? 'waiting.hub' : 'waiting.browser')}</p>
      <div className={classes.actions}>
        <Button variant="default" onClick={() => void act('cancelSignIn', {})}>
          {t('cancel')}
        </Button>
      </div>
      {address !== null && <Address key={address} address={address} />}
    </div>
  )
}

function Address({ address }: { address: string }) {
  const { t } = useTranslation('sign-in')
  const [copied, setCopied] = useState(false)
  return (
    <div className={classes.address}>
      <TextInput
        className={classes.addressField}
        label={t('address.label')}
        value={address}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant="default"
        leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        onClick={() => void desk.shell.copyAddress(address).then(() => setCopied(true))}
      >
        {t(copied ? 'address.copied' : 'address.copy')}
      </Button>
    </div>
  )
}
