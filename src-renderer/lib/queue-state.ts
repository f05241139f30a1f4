import { useSyncExternalStore } from 'react'
import type { QueueFilter } from '#contract/queue.ts'

/** How the officer left the queue, in memory only: coming back from a case restores it exactly. */
export interface QueueState {
  filter: QueueFilter
  /** Row the keyboard is on. */
  index: number
  selectedId: string | null
  scrollTop: number
  showPreview: boolean
  showFacets: boolean
}

export const EMPTY_FILTER: QueueFilter = {
  search: '',
  institution: [],
  nationality: [],
  procedure: [],
  status: [],
  preCheck: [],
  due: [],
  sort: 'due',
  descending: false,
}

let state: QueueState = {
  filter: { ...EMPTY_FILTER, status: ['open', 'waiting'] },
  index: 0,
  selectedId: null,
  scrollTop: 0,
  showPreview: true,
  showFacets: true,
}
const listeners = new Set<() => void>()

export function getQueueState(): QueueState {
  return state
}

export function setQueueState(part: Partial<QueueState>): void {
  state = { ...state, ...part }
  for (const listener of listeners) listener()
}

/** Another filter begins at the top. */
export function setQueueFilter(part: Partial<QueueFilter>): void {
  setQueueState({ filter: { ...state.filter, ...part }, index: 0, selectedId: null, scrollTop: 0 })
}

export function useQueueState(): QueueState {
  return useSyncExternalStore(subscribe, getQueueState)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
