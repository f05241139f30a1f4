import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { makeFormat } from '#renderer/lib/format.ts'
import { formatValues } from '#renderer/lib/reason-text.tsx'
import type { OfficialWords } from './motivation.ts'

/** Dutch, the language of the decision, whatever language the screen is in. */
export function useOfficialWords(): OfficialWords {
  const { i18n } = useTranslation()
  return useMemo(() => {
    const t = i18n.getFixedT('nl', 'decision')
    const reasons = i18n.getFixedT('nl', 'reasons')
    const format = makeFormat('nl', i18n.getFixedT('nl', 'common'))
    return {
      t: (key, values) => t(key, values ?? {}),
      reason: (reason) => reasons(`reason.${reason.code}`, formatValues(reason.values, format)),
      date: format.date,
    }
  }, [i18n])
}
