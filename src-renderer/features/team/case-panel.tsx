import { Button } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamBoard, TeamCase } from '#contract/team.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { useRefusalText } from '#renderer/lib/refusal-text.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { EmptyState, ErrorState, Loading } from '#renderer/ui/states.tsx'
import { CaseRows } from './case-rows.tsx'
import { HandoverDialog } from './handover-dialog.tsx'
import type { Handover } from './handover-result.tsx'
import classes from './team.module.css'
import { type Choice, concernsTeam } from './choice.ts'

/** As many can be given away in one act. */
const MOST = 1_000

interface Props {
  board: TeamBoard
  choice: Choice
  onChoose: (choice: Choice) => void
  onHandover: (handover: Handover) => void
}

/** The cases behind a number of the board, to be chosen and given away. */
export function CasePanel({ board, choice, onHandover }: Props) {
  const { t } = useTranslation('team')
  const format = useFormat()
  const refusalText = useRefusalText()
  const list = useCall('listTeamCases', { ...choice, limit: MOST }, { refreshOn: concernsTeam })
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState(false)
  // What went away meanwhile is no longer chosen.
  const cases = list.current ? (list.value?.cases ?? []) : []
  const chosen = cases.filter(({ caseId }) => picked.has(caseId))
  const pickAll = () => setPicked(new Set(chosen.length === cases.length ? [] : cases.map(({ caseId }) => caseId)))

  const group = 'team:title'
  useHotkeys(
    [
      { keys: 'a', label: 'team:key.all', group, run: pickAll },
      { keys: 'h', label: 'team:key.handover', group, run: () => chosen.length > 0 && setAsking(true) },
    ],
    { enabled: !asking },
  )
  return (
    <>
      <Panel
        flush
        className={classes.cases ?? ''}
        title={`${nameOf(choice.holder, board, t)} · ${t(`band.long.${choice.band}`)}`}
        aside={
          <>
            <span className={classes.quiet}>{list.value && countText(list.value.total, cases)}</span>
            <Button
              variant="default"
              size="compact-sm"
              rightSection={<Kbd keys="a" />}
              disabled={cases.length === 0}
              onClick={pickAll}
            >
              {t(chosen.length === cases.length && cases.length > 0 ? 'pick_none' : 'pick_all')}
            </Button>
            <Button
              size="compact-sm"
              leftSection={<IconArrowsExchange size={15} aria-hidden />}
              rightSection={<Kbd keys="h" />}
              disabled={chosen.length === 0}
              onClick={() => setAsking(true)}
            >
              {t('handover', { count: chosen.length })}
            </Button>
          </>
        }
      >
        {list.refusal ? (
          <ErrorState title={t('failed')} onRetry={list.reload}>
            {refusalText(list.refusal)}
          </ErrorState>
        ) : !list.current ? (
          <Loading>{t('loading')}</Loading>
        ) : cases.length === 0 ? (
          <EmptyState title={t('empty')} />
        ) : (
          <CaseRows cases={cases} board={board} picked={picked} onPick={setPicked} />
        )}
      </Panel>
      {asking && (
        <HandoverDialog
          board={board}
          cases={chosen}
          onClose={() => setAsking(false)}
          onDone={(handover) => {
            setAsking(false)
            setPicked(new Set())
            onHandover(handover)
          }}
        />
      )}
    </>
  )

  function countText(total: number, shown: TeamCase[]): string {
    if (total > shown.length) return t('shown', { shown: format.number(shown.length), total: format.number(total) })
    return t('cases', { count: total, shown: format.number(total) })
  }
}

function nameOf(holder: string, board: TeamBoard, t: (key: 'everyone' | 'pool') => string): string {
  if (holder === 'all') return t('everyone')
  if (holder === 'pool') return t('pool')
  return board.members.find(({ personId }) => personId === holder)?.name ?? holder
}
