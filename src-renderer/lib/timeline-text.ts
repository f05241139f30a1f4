import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '#core/case-file.ts'
import { useFormat } from './format.ts'
import { formatValues } from './reason-text.tsx'

/** What happened, as a sentence in the present language. */
export function useTimelineText(): (entry: TimelineEntry) => string {
  const { t } = useTranslation('case')
  const format = useFormat()
  return useCallback(
    (entry) => {
      const { values } = entry
      const words = { ...formatValues(values, format), name: entry.by?.name ?? t('timeline.nobody') }
      switch (entry.kind) {
        case 'received':
          return t('timeline.received', { ...words, count: Number(values['documents'] ?? 0) })
        case 'assigned':
          return t(values['toName'] ? 'timeline.assigned' : 'timeline.returned', words)
        case 'decided':
          return t('timeline.decided', {
            ...words,
            outcome: t(`common:outcome.${values['outcome']}`),
            grounds: values['grounds'] ? `(${values['grounds']})` : '',
          })
        case 'parked':
          return t('timeline.parked', { ...words, act: t(`sync:kind.${values['act']}`) })
        case 'resolved':
          return t('timeline.resolved', { ...words, how: t(`sync:how.${values['how']}`) })
        default:
          return t(`timeline.${entry.kind}`, words)
      }
    },
    [t, format],
  )
}
