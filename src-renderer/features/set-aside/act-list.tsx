import { IconAlertSquareRounded, IconCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SetAsideAct } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { Pill } from '#renderer/ui/pill.tsx'
import classes from './set-aside.module.css'

interface Props {
  acts: SetAsideAct[]
  chosenId: string
  onChoose: (commandId: string) => void
}

/** One line an act, what is still open first as the desk lists it. */
export function ActList({ acts, chosenId, onChoose }: Props) {
  const { t } = useTranslation('set-aside')
  const format = useFormat()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])
  return (
    <ul ref={list} className={classes.list}>
      {acts.map((act) => (
        <li key={act.commandId}>
          <button
            type="button"
            className={classes.act}
            aria-current={act.commandId === chosenId}
            onClick={() => onChoose(act.commandId)}
          >
            <span className={classes.actHead}>
              <span>{t(`sync:kind.${act.kind}`)}</span>
              {act.resolved ? (
                <Pill tone="quiet" icon={IconCheck} plain>
                  {t(`resolved.${act.resolved.how}`)}
                </Pill>
              ) : (
                <Pill tone="parked" icon={IconAlertSquareRounded} plain>
                  {t('open')}
                </Pill>
              )}
            </span>
            <span className={classes.actCase}>
              {act.caseNumber} {act.applicantName}
            </span>
            <span className={classes.quiet}>
              {act.takenByName}, {format.dateTime(act.takenAt)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
