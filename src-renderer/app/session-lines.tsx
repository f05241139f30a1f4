import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#renderer/lib/format.ts'
import { useSession } from '#renderer/lib/session.ts'
import classes from './top-bar.module.css'

/** Who is signed in, as what, since when and until when. */
export function SessionLines() {
  const { t } = useTranslation('sign-in')
  const format = useFormat()
  const { person, signIn } = useSession()
  const roles = person?.roles.map((role) => t(`role.${role}`)).join(', ')
  return (
    <Menu.Label className={classes.session}>
      <strong>{person?.name ?? t('session.none')}</strong>
      {roles && <span>{t('session.roles', { roles })}</span>}
      {signIn.since && <span>{t('session.since', { when: format.dateTime(signIn.since) })}</span>}
      {signIn.state === 'signed_in' ? (
        <span>
          {signIn.renewsAt ? t('session.until', { when: format.time(signIn.renewsAt) }) : t('session.renewing')}
        </span>
      ) : (
        person && <span>{t('session.none')}</span>
      )}
    </Menu.Label>
  )
}
