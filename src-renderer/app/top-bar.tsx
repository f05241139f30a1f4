import { useTranslation } from 'react-i18next'
import { navigate, useRoute } from '#renderer/lib/route.ts'
import { useScreens } from '#renderer/lib/use-screens.ts'
import { useSyncStatus } from '#renderer/lib/use-sync-status.ts'
import { NetworkState } from './network-state.tsx'
import { PersonMenu } from './person-menu.tsx'
import classes from './top-bar.module.css'
import { LanguageSwitch, ThemeSwitch } from './switches.tsx'

interface Props {
  /** Hears where the shown screen may put its own tools. */
  slot: (element: HTMLElement | null) => void
  onPalette: () => void
  onKeys: () => void
  onAbout: () => void
}

/** Product, screens, the screen's own tools, network, appearance, person. */
export function TopBar({ slot, onPalette, onKeys, onAbout }: Props) {
  const { t } = useTranslation('common')
  const route = useRoute()
  const screens = useScreens()
  const status = useSyncStatus()
  // A case is opened from the queue and goes back to it.
  const shown = route.screen === 'case' ? 'queue' : route.screen

  return (
    <header className={classes.bar}>
      <span className={classes.product}>{t('app.name')}</span>
      <nav aria-label={t('nav.label')} className={classes.tabs}>
        {screens.map((screen) => (
          <button
            key={screen}
            type="button"
            className={classes.tab}
            aria-current={screen === shown ? 'page' : undefined}
            onClick={() => navigate({ screen })}
          >
            {t(`nav.${screen}`)}
            {screen === 'setAside' && !!status?.setAside && (
              <span className={classes.count} aria-label={t('nav.setAsideCount', { count: status.setAside })}>
                {status.setAside}
              </span>
            )}
          </button>
        ))}
      </nav>
      <div ref={slot} className={classes.slot} />
      <div className={classes.right}>
        {status && <NetworkState status={status} />}
        <LanguageSwitch />
        <ThemeSwitch />
        <PersonMenu onPalette={onPalette} onKeys={onKeys} onAbout={onAbout} />
      </div>
    </header>
  )
}
