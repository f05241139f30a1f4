import { MantineProvider } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '#contract/sync-status.ts'
import { RefusalScreen } from '#renderer/features/refusal/refusal-screen.tsx'
import { SignInScreen } from '#renderer/features/sign-in/sign-in-screen.tsx'
import { desk } from '#renderer/lib/desk.ts'
import { SessionContext } from '#renderer/lib/session.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { Loading } from '#renderer/ui/states.tsx'
import { DeskStateNotice } from './desk-state-notice.tsx'
import { Frame } from './frame.tsx'
import classes from './frame.module.css'
import { SettingsProvider } from './settings.tsx'
import { LanguageSwitch, ThemeSwitch } from './switches.tsx'
import { cssVariables, theme } from './theme.ts'

/** The whole window: the frame when someone works here, the way in when nobody is signed in, the reason when the desk is not open. */
export function App({ nonce }: { nonce: string }) {
  const { t, i18n } = useTranslation('common')
  const session = useCall('getSession', {}, { refreshOn: (change) => change.kind === 'session' })
  const settings = session.value?.settings
  const language = settings?.language ?? 'nl'
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', undefined, { getInitialValueInEffect: false })
  const chosen = settings?.theme ?? 'system'
  const scheme = chosen === 'system' ? (systemDark ? 'dark' : 'light') : chosen

  useEffect(() => {
    void i18n.changeLanguage(language)
    document.documentElement.lang = language
    void desk.shell.setLanguage(language)
  }, [i18n, language])
  useEffect(() => {
    if (settings) void desk.shell.setTheme(settings.theme)
  }, [settings])

  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={scheme}
      getStyleNonce={() => nonce}
    >
      <Notifications position="bottom-right" limit={3} transitionDuration={100} className={classes.notifications} />
      <DeskStateNotice />
      <SettingsProvider session={session.value} onSaved={session.reload}>
        {session.value ? (
          <Opened session={session.value} onRebuilt={session.reload} />
        ) : (
          <Loading>{t('desk.starting')}</Loading>
        )}
      </SettingsProvider>
    </MantineProvider>
  )
}

function Opened({ session, onRebuilt }: { session: Session; onRebuilt: () => void }) {
  if (session.refusal) return <RefusalScreen refusal={session.refusal} onRebuilt={onRebuilt} />
  if (session.signIn.state === 'signed_out') {
    const switches = (
      <>
        <LanguageSwitch />
        <ThemeSwitch />
      </>
    )
    return <SignInScreen session={session} switches={switches} />
  }
  return (
    <SessionContext value={session}>
      <Frame />
    </SessionContext>
  )
}
