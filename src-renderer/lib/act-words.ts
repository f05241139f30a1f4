import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '#core/case-file.ts'
import type { CommandKind } from '#core/command.ts'
import { decidePayload } from '#contract/command-schema.ts'

/** What was done, a decision by its outcome. */
export function useActWords(): (kind: CommandKind, outcome: Outcome | null) => string {
  const { t } = useTranslation('sync')
  return useCallback((kind, outcome) => t(outcome === null ? `kind.${kind}` : `kind.decide.${outcome}`), [t])
}

/** The outcome of a decision by its payload; null for other acts. */
export function outcomeOfPayload(kind: CommandKind, payload: unknown): Outcome | null {
  return (kind === 'decide' && decidePayload.safeParse(payload).data?.outcome) || null
}
