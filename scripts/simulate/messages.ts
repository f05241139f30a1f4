export interface Violation {
  kind: 'lost' | 'doubled' | 'diverged' | 'leaked'
  text: string
}

export interface HistoryReport {
  seed: number
  violations: Violation[]
  acts: number
  /** How often each fault was really met. */
  counts: Record<string, number | undefined>
  trace: string[]
}

/** What a worker is asked: live a history, whole or only some of its steps; or find the fewest steps of one that still go wrong. */
export type ToWorker =
  | { kind: 'run'; seed: number; only: number[] | null }
  | { kind: 'shrink'; seed: number }
  /** It takes too long: how far is it? */
  | { kind: 'where' }

export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'result'; result: HistoryReport }
  | { kind: 'shrunk'; seed: number; steps: number[]; trace: string[] }
  /** The simulation itself failed at this history. */
  | { kind: 'broken'; text: string }
