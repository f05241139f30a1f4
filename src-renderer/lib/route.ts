import { useSyncExternalStore } from 'react'

export type Route =
  | { screen: 'queue' }
  | { screen: 'case'; caseId: string }
  | { screen: 'setAside' }
  | { screen: 'sync' }
  | { screen: 'pool' }
  | { screen: 'team' }
  | { screen: 'register' }

let route: Route = { screen: 'queue' }
const listeners = new Set<() => void>()

/** Shows another screen, at once. What the queue looked like is kept in queue-state.ts. */
export function navigate(to: Route): void {
  route = to
  for (const listener of listeners) listener()
}

export function getRoute(): Route {
  return route
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, getRoute)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
