import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useReasonsText } from './reason-text.tsx'
import { navigate } from './route.ts'
import { useAct } from './use-act.ts'

/** Opens the next right case and says why it is the next; `after` is the case the officer comes from. */
export function useNextCase(): (after: string | null) => Promise<void> {
  const { t } = useTranslation('common')
  const act = useAct()
  const reasonsText = useReasonsText()
  return useCallback(
    async (after) => {
      const answer = await act('findNextCase', { after })
      if (!answer.ok) return
      if (answer.value === null) {
        notifications.show({ message: t('next.none') })
        return
      }
      const { caseId, caseNumber, reasons } = answer.value
      navigate({ screen: 'case', caseId })
      notifications.show({ title: t('next.title', { caseNumber }), message: reasonsText(reasons), autoClose: 6_000 })
    },
    [act, t, reasonsText],
  )
}
