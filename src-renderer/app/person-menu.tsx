import { Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { SignOutDialog } from '#renderer/features/sign-in/sign-out-dialog.tsx'
import { desk } from '#renderer/lib/desk.ts'
import { useSession } from '#renderer/lib/session.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { SessionLines } from './session-lines.tsx'
import classes from './top-bar.module.css'

interface Props {
  onPalette: () => void
  onKeys: () => void
  onAbout: () => void
}

/** Who works here, and what belongs to no screen. */
export function PersonMenu({ onPalette, onKeys, onAbout }: Props) {
  const { t } = useTranslation('common')
  const { person } = useSession()
  const name = person?.name ?? t('person.none')
  const letters = person ? initials(person.name) : '–'
  const [signingOut, signOut] = useDisclosure(false)
  return (
    <>
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <button
            type="button"
            className={classes.person}
            title={name}
            aria-label={`${letters}, ${t('person.menu', { name })}`}
          >
            {letters}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <SessionLines />
          <Menu.Item rightSection={<Kbd keys="mod+K" />} onClick={onPalette}>
            {t('person.palette')}
          </Menu.Item>
          <Menu.Item rightSection={<Kbd keys="?" />} onClick={onKeys}>
            {t('person.keys')}
          </Menu.Item>
          <Menu.Item onClick={onAbout}>{t('person.about')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={signOut.open}>{t('person.signOut')}</Menu.Item>
          <Menu.Item onClick={() => void desk.shell.quit()}>{t('person.quit')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SignOutDialog opened={signingOut} onClose={signOut.close} />
    </>
  )
}

/** First letters of the first and last word: 'Marloes van den Heuvel' → 'MH'. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const [first = ''] = words
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toUpperCase()
}
