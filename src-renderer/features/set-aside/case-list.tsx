import { IconAlertSquareRounded, IconCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { outcomeOfPayload, useActWords } from '#renderer/lib/act-words.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { Pill } from '#renderer/ui/pill.tsx'
import type { SetAsideGroup } from './group-acts.ts'
import classes from './set-aside.module.css'

interface Props {
  groups: SetAsideGroup[]
  chosenKey: string
  onChoose: (key: string) => void
}

/** One line a case, what is still open first. */
export function CaseList({ groups, chosenKey, onChoose }: Props) {
  const { t } = useTranslation('set-aside')
  const actWords = useActWords()
  const format = useFormat()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosenKey])
  return (
    <ul ref={list} className={classes.list}>
      {groups.map(({ key, acts, head, open }) => (
        <li key={key}>
          <button type="button" className={classes.act} aria-current={key === chosenKey} onClick={() => onChoose(key)}>
            <span className={classes.actHead}>
              <span className={classes.actCase}>
                {head.caseNumber} {head.applicantName}
              </span>
              {open.length === 0 && head.resolved ? (
                <Pill tone="quiet" icon={IconCheck} plain>
                  {t(`resolved.${head.resolved.how}`)}
                </Pill>
              ) : (
                <Pill tone="parked" icon={IconAlertSquareRounded} plain>
                  {t('open')}
                </Pill>
              )}
            </span>
            <span>
              {actWords(head.kind, outcomeOfPayload(head.kind, head.payload))}
              {acts.length > 1 && ` ${t('and_more', { count: acts.length - 1 })}`}
            </span>
            <span className={classes.quiet}>
              {head.takenByName}, {format.dateTime(head.takenAt)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
