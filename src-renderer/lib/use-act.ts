import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallAnswer, CallInput, CallName } from '#contract/calls.ts'
import { callDesk } from './desk.ts'
import { useRefusalText } from './refusal-text.ts'

export type Act = <Name extends CallName>(name: Name, input: CallInput<Name>) => Promise<CallAnswer<Name>>

/** Does something at the desk; a refusal is shown in words and handed back, so that the screen can keep what was typed. */
export function useAct(): Act {
  const { t } = useTranslation('common')
  const refusalText = useRefusalText()
  return useCallback(
    async (name, input) => {
      const answer = await callDesk(name, input)
      if (!answer.ok) {
        notifications.show({
          color: 'red',
          title: t('refusal.title'),
          message: refusalText(answer.refusal),
          autoClose: 12_000,
        })
      }
      return answer
    },
    [t, refusalText],
  )
}
