import { Menu } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { desk } from '#renderer/lib/desk.ts'
import { useSession } from '#renderer/lib/session.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import classes from './top-bar.module.css'

/** Who works here, and what belongs to no screen. */
export function PersonMenu({ onKeys, onAbout }: { onKeys: () => void; onAbout: () => void }) {
  const { t } = useTranslation('common')
  const { person } = useSession()
  const name = person?.name ?? t('person.none')
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <button type="button" className={classes.plain} aria-label={t('person.menu', { name })}>
          <span className={classes.person}>{name}</span>
          <IconChevronDown size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item rightSection={<Kbd keys="mod+K" />} onClick={spotlight.open}>
          {t('person.palette')}
        </Menu.Item>
        <Menu.Item rightSection={<Kbd keys="?" />} onClick={onKeys}>
          {t('person.keys')}
        </Menu.Item>
        <Menu.Item onClick={onAbout}>{t('person.about')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void desk.shell.quit()}>{t('person.quit')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
