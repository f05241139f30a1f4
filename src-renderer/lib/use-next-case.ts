import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { forgetPassed, keepChosen, listPassed, passOver } from './next-case.ts'
import { getQueueState, setQueueFilter, setQueueState } from './queue-state.ts'
import { navigate } from './route.ts'
import { useAct } from './use-act.ts'

/** The desk takes no more than this many. */
const MOST_PASSED = 1_000

/** Opens the next right case of the chosen view; its header says why. `from` is the case the officer leaves: it does not come back while there are others. */
export function useNextCase(): (from: string | null) => Promise<void> {
  const { t } = useTranslation('common')
  const act = useAct()
  return useCallback(
    async (from) => {
      if (from !== null) passOver(from)
      const { filter } = getQueueState()
      const find = () => act('findNextCase', { after: listPassed().slice(-MOST_PASSED), filter })
      let answer = await find()
      if (answer.ok && answer.value === null) {
        forgetPassed(from)
        answer = await find()
      }
      if (!answer.ok) return
      if (answer.value === null) {
        notifications.show({ message: t('next.none') })
        return
      }
      const { caseId } = answer.value
      keepChosen(answer.value)
      // The case need not match what was typed to find another one; the queue shows it among its neighbours.
      if (filter.search !== '') setQueueFilter({ search: '' })
      setQueueState({ selectedId: caseId })
      navigate({ screen: 'case', caseId })
    },
    [act, t],
  )
}
