import { useTranslation } from 'react-i18next'
import type { CaseMoved } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'

/** To whom a case went, by whom, when and why, as far as the hub said. */
export function MovedLine({ moved }: { moved: CaseMoved }) {
  const { t } = useTranslation('common')
  const format = useFormat()
  const { toName, byName, at, reason } = moved
  const what = t(toName === null ? 'moved.nobody' : 'moved.to', { name: toName })
  const by = t(byName === null ? 'moved.at' : 'moved.by', { name: byName, at: format.dateTime(at) })
  return (
    <>
      {what} {by}
      {reason && `: ‘${reason}’`}.
    </>
  )
}
