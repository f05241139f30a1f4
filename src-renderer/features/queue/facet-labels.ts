import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#renderer/lib/format.ts'
import type { FacetName } from './filters.ts'

/** A facet's value in words: codes are translated here, institutions come with their name. */
export function useFacetLabel(): (facet: FacetName, value: string, label?: string) => string {
  const { t } = useTranslation('queue')
  const { t: common } = useTranslation('common')
  const format = useFormat()
  return useCallback(
    (facet, value, label) => {
      switch (facet) {
        case 'institution':
          return label ?? value
        case 'nationality':
          return format.country(value)
        case 'procedure':
          return common(`procedure.${value}`)
        case 'status':
          return common(`status.${value}`)
        case 'preCheck':
          return t(`facet.preCheck.${value}`)
        case 'due':
          return t(`facet.due.${value}`)
      }
    },
    [t, common, format],
  )
}
