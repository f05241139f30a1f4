import { Menu } from '@mantine/core'
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSettings } from './settings.tsx'
import classes from './top-bar.module.css'

export const LANGUAGES = ['nl', 'en'] as const
export const THEMES = ['light', 'dark', 'system'] as const
const THEME_ICONS = { light: IconSun, dark: IconMoon, system: IconDeviceDesktop }

export function LanguageSwitch() {
  const { t } = useTranslation('common')
  const { settings, change } = useSettings()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button
          type="button"
          className={classes.plain}
          aria-label={`${settings.language.toUpperCase()}, ${t('language.label')}: ${t(`language.${settings.language}`)}`}
        >
          <span>{settings.language.toUpperCase()}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            rightSection={settings.language === language ? <IconCheck size={14} /> : undefined}
            onClick={() => change({ language })}
          >
            {t(`language.${language}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

export function ThemeSwitch() {
  const { t } = useTranslation('common')
  const { settings, change } = useSettings()
  const Present = THEME_ICONS[settings.theme]
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button
          type="button"
          className={classes.plain}
          aria-label={`${t('theme.label')}: ${t(`theme.${settings.theme}`)}`}
        >
          <Present size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {THEMES.map((theme) => {
          const Icon = THEME_ICONS[theme]
          return (
            <Menu.Item
              key={theme}
              leftSection={<Icon size={14} aria-hidden />}
              rightSection={settings.theme === theme ? <IconCheck size={14} /> : undefined}
              onClick={() => change({ theme })}
            >
              {t(`theme.${theme}`)}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
