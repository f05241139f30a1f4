import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react'
import type { Session, Settings } from '#contract/sync-status.ts'
import { useAct } from '#renderer/lib/use-act.ts'

interface SettingsAccess {
  settings: Settings
  change: (part: Partial<Settings>) => void
}

const DEFAULTS: Settings = { language: 'nl', theme: 'system', graceSeconds: 120 }
const SettingsContext = createContext<SettingsAccess>({ settings: DEFAULTS, change: () => {} })

/** Language, theme and grace period of this person; a change is kept by the desk and shown at once. */
export function SettingsProvider({
  session,
  onSaved,
  children,
}: {
  session: Session | undefined
  onSaved: () => void
  children: ReactNode
}) {
  const act = useAct()
  const settings = session?.settings ?? DEFAULTS
  const change = useCallback(
    (part: Partial<Settings>) => void act('saveSettings', { ...settings, ...part }).then(onSaved),
    [act, settings, onSaved],
  )
  const access = useMemo(() => ({ settings, change }), [settings, change])
  return <SettingsContext value={access}>{children}</SettingsContext>
}

export function useSettings(): SettingsAccess {
  return useContext(SettingsContext)
}
