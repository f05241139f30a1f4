import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallName, CallRefusal } from '#contract/calls.ts'
import { useFormat } from './format.ts'
import { useReasonsText } from './reason-text.tsx'

/** Any refusal in words a person can act on. */
export function useRefusalText(): (refusal: CallRefusal<CallName>) => string {
  const { t } = useTranslation('common')
  const reasonsText = useReasonsText()
  const format = useFormat()
  return useCallback(
    (refusal) => {
      if (refusal.code === 'not_possible') return reasonsText(refusal.reasons)
      if (refusal.code === 'not_recordable') {
        const { code, values } = refusal.fault
        return t(`register:fault.${code}`, mapValues(values, format.date))
      }
      if (refusal.code === 'desk_closed') return t(`refusal.desk_closed.${refusal.reason}`)
      if (refusal.code === 'hub_away') return t('refusal.hub_away', { why: t(`sync:error.${refusal.why}`) })
      return t(`refusal.${refusal.code}`, { ...refusal })
    },
    [t, reasonsText, format],
  )
}

/** Dates among the values of a sentence as people read them; `show` leaves what is no date as it is. */
function mapValues(
  values: Record<string, string | number>,
  show: (isoDate: string) => string,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? show(value) : value]),
  )
}
