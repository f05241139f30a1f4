import { createContext, useContext } from 'react'
import type { Session } from '#contract/sync-status.ts'

/** Who works here and how; set by the frame, never without a value below it. */
export const SessionContext = createContext<Session | null>(null)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('broken promise: a screen is shown only with a session')
  return session
}
