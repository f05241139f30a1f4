import { Button } from '@mantine/core'
import { IconCheck, IconFlag, IconHourglass } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { amsterdamDate } from '#core/dates.ts'
import type { PoolCase } from '#contract/wire.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useNow } from '#renderer/lib/use-now.ts'
import { DuePill } from '#renderer/ui/due-pill.tsx'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { Pill } from '#renderer/ui/pill.tsx'
import classes from './pool.module.css'

interface Props {
  cases: PoolCase[]
  chosenId: string | null
  requested: string[]
  online: boolean
  onChoose: (caseId: string) => void
  onTake: (one: PoolCase) => void
}

/** What runs out first stands on top, as the hub lists it. */
export function PoolTable({ cases, chosenId, requested, online, onChoose, onTake }: Props) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const today = amsterdamDate(new Date(useNow(60_000)).toISOString())
  const body = useRef<HTMLTableSectionElement>(null)
  useEffect(() => {
    body.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])
  return (
    <table className={classes.table} aria-label={t('pool.title')}>
      <thead>
        <tr>
          <th scope="col">{t('column.due')}</th>
          <th scope="col">{t('column.number')}</th>
          <th scope="col">{t('column.nationality')}</th>
          <th scope="col">{t('column.institution')}</th>
          <th scope="col">{t('column.procedure')}</th>
          <th scope="col">{t('column.precheck')}</th>
          <th scope="col">{t('column.received')}</th>
          <th scope="col">{t('column.take')}</th>
        </tr>
      </thead>
      <tbody ref={body}>
        {cases.map((one) => (
          <tr key={one.caseId} aria-current={one.caseId === chosenId} onMouseDown={() => onChoose(one.caseId)}>
            <td>
              <DuePill dueOn={one.dueOn} dueKind="target" status="open" today={today} />
            </td>
            <td>{one.caseNumber}</td>
            <td>{format.country(one.nationality)}</td>
            <td className={classes.long}>{one.sponsorName}</td>
            <td>{t(`common:procedure.${one.procedure}`)}</td>
            <td>
              {one.failedChecks === 0 ? (
                <Pill tone="clean" icon={IconCheck} plain>
                  {t('pool.clean')}
                </Pill>
              ) : (
                <Pill tone="points" icon={IconFlag} plain>
                  {t('pool.points', { count: one.failedChecks })}
                </Pill>
              )}
            </td>
            <td className={classes.date}>{format.date(one.receivedOn)}</td>
            <td>
              {requested.includes(one.caseId) ? (
                <Pill tone="soon" icon={IconHourglass} plain>
                  {t(online ? 'pool.requested' : 'pool.requested_offline')}
                </Pill>
              ) : (
                <Button
                  variant="default"
                  size="compact-xs"
                  tabIndex={one.caseId === chosenId ? 0 : -1}
                  onClick={() => onTake(one)}
                  rightSection={one.caseId === chosenId ? <Kbd keys="Enter" /> : undefined}
                >
                  {t('pool.take')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
