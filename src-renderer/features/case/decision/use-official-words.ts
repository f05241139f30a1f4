import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { makeFormat } from '#renderer/lib/format.ts'
import { formatValues } from '#renderer/lib/reason-text.tsx'
import type { OfficialWords } from './motivation.ts'

const DATES = new Intl.DateTimeFormat('nl-NL', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** '2026-12-07' → '7 december 2026', as a letter writes it. */
function dateInFull(isoDate: string): string {
  return DATES.format(new Date(`${isoDate}T00:00:00Z`))
}

/** Dutch, the language of the decision, whatever language the screen is in. */
export function useOfficialWords(): OfficialWords {
  const { i18n } = useTranslation()
  return useMemo(() => {
    const t = i18n.getFixedT('nl', 'decision')
    const reasons = i18n.getFixedT('nl', 'reasons')
    const format = { ...makeFormat('nl', i18n.getFixedT('nl', 'common')), date: dateInFull }
    return {
      t: (key, values) => t(key, values ?? {}),
      reason: (reason) => reasons(`reason.${reason.code}`, formatValues(reason.values, format)),
      date: dateInFull,
    }
  }, [i18n])
}
