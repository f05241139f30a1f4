import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallName, CallRefusal } from '#contract/calls.ts'
import { useReasonsText } from './reason-text.tsx'

/** Any refusal in words a person can act on. */
export function useRefusalText(): (refusal: CallRefusal<CallName>) => string {
  const { t } = useTranslation('common')
  const reasonsText = useReasonsText()
  return useCallback(
    (refusal) => {
      if (refusal.code === 'not_possible') return reasonsText(refusal.reasons)
      if (refusal.code === 'desk_closed') return t(`refusal.desk_closed.${refusal.reason}`)
      if (refusal.code === 'hub_away') return t('refusal.hub_away', { why: t(`sync:error.${refusal.why}`) })
      return t(`refusal.${refusal.code}`, { ...refusal })
    },
    [t, reasonsText],
  )
}
