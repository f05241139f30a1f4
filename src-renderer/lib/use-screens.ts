import { useSession } from './session.ts'
import type { Route } from './route.ts'

export type ScreenName = Exclude<Route['screen'], 'case'>

const EVERYONES = ['queue', 'setAside', 'pool', 'sync'] as const satisfies ScreenName[]

/** The screens that this person has, in the order in which they are shown: a supervisor has the team as well. */
export function useScreens(): ScreenName[] {
  const { person } = useSession()
  return [...EVERYONES, ...(person?.roles.includes('supervisor') ? (['team'] as const) : []), 'register']
}
