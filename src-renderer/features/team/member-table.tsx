import { useTranslation } from 'react-i18next'
import type { TeamBoard, TeamMember, Workload } from '#contract/team.ts'
import type { WorkloadBand } from '#core/workload.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { Health } from './health.tsx'
import classes from './team.module.css'
import type { Choice } from './choice.ts'

const BANDS = ['all', 'late', 'atRisk', 'thisWeek', 'waiting'] as const satisfies WorkloadBand[]

interface Props {
  board: TeamBoard
  choice: Choice
  onChoose: (choice: Choice) => void
}

/** Who holds how much, and how it stands: every number opens its cases. */
export function MemberTable({ board, choice, onChoose }: Props) {
  const { t } = useTranslation('team')
  const total = sum([...board.members, board.pool])
  return (
    <table className={classes.table} aria-label={t('title')}>
      <thead>
        <tr>
          <th scope="col">{t('column.name')}</th>
          {BANDS.map((band) => (
            <th key={band} scope="col" className={classes.figure} title={t(`band.long.${band}`)}>
              {t(`band.${band}`)}
            </th>
          ))}
          <th scope="col">{t('column.desk')}</th>
        </tr>
      </thead>
      <tbody>
        <Row holder="all" name={t('everyone')} load={total} {...{ choice, onChoose }} />
        <Row holder="pool" name={t('pool')} load={board.pool} {...{ choice, onChoose }} />
        {board.members.map((member) => (
          <Row
            key={member.personId}
            holder={member.personId}
            name={member.name}
            load={member}
            member={member}
            hubTime={board.hubTime}
            {...{ choice, onChoose }}
          />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  holder: string
  name: string
  load: Workload
  choice: Choice
  onChoose: (choice: Choice) => void
  member?: TeamMember
  hubTime?: string
}

function Row({ holder, name, load, choice, onChoose, member, hubTime = '' }: RowProps) {
  const { t } = useTranslation('team')
  const format = useFormat()
  return (
    <tr aria-current={choice.holder === holder}>
      <th scope="row">{name}</th>
      {BANDS.map((band) => {
        const count = load[band === 'all' ? 'open' : band]
        return (
          <td key={band} className={classes.figure}>
            <button
              type="button"
              className={`${classes.count} ${count > 0 ? (classes[band] ?? '') : classes.none}`}
              aria-pressed={choice.holder === holder && choice.band === band}
              aria-label={t('count', { name, count, band: t(`band.long.${band}`) })}
              onClick={() => onChoose({ holder, band })}
            >
              {format.number(count)}
            </button>
          </td>
        )
      })}
      <td>{member && <Health desks={member.desks} hubTime={hubTime} />}</td>
    </tr>
  )
}

function sum(loads: Workload[]): Workload {
  const add = (key: keyof Workload) => loads.reduce((total, load) => total + load[key], 0)
  return {
    open: add('open'),
    late: add('late'),
    atRisk: add('atRisk'),
    thisWeek: add('thisWeek'),
    waiting: add('waiting'),
  }
}
