import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#renderer/lib/format.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { useRefusalText } from '#renderer/lib/refusal-text.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { ErrorState, Loading } from '#renderer/ui/states.tsx'
import { AgeTable } from './age-table.tsx'
import { CasePanel } from './case-panel.tsx'
import { type Choice, concernsTeam } from './choice.ts'
import { type Handover, HandoverResult } from './handover-result.tsx'
import { MemberTable } from './member-table.tsx'
import classes from './team.module.css'

/** The board is read again so often while it is on screen. */
const AGAIN_MS = 10_000

/** Team: who holds what, what runs out, and giving cases away. */
export function TeamScreen() {
  const { t } = useTranslation('team')
  const format = useFormat()
  const refusalText = useRefusalText()
  const board = useCall('getTeamBoard', {}, { refreshOn: concernsTeam })
  const { reload } = board
  const [choice, setChoice] = useState<Choice>({ holder: 'all', band: 'all' })
  const [handover, setHandover] = useState<Handover | null>(null)
  useEffect(() => {
    const timer = setInterval(reload, AGAIN_MS)
    return () => clearInterval(timer)
  }, [reload])

  if (!board.value) {
    if (!board.refusal) return <Loading>{t('loading')}</Loading>
    return (
      <ErrorState title={t('failed')} onRetry={reload}>
        {refusalText(board.refusal)}
      </ErrorState>
    )
  }
  return (
    <div className={classes.screen}>
      <h1 className="visually-hidden">{t('title')}</h1>
      <div className={classes.board}>
        <Panel
          flush
          title={t('members', { count: board.value.members.length })}
          aside={
            <span className={classes.quiet}>
              {board.refusal ? refusalText(board.refusal) : t('as_of', { at: format.time(board.value.hubTime, true) })}
            </span>
          }
        >
          <MemberTable board={board.value} choice={choice} onChoose={setChoice} />
        </Panel>
        <Panel flush title={t('ages.title')}>
          <AgeTable ages={board.value.ages} />
        </Panel>
      </div>
      {handover && (
        <HandoverResult
          key={handover.moves[0]?.commandId}
          handover={handover}
          members={board.value.members}
          onUndo={setHandover}
          onClose={() => setHandover(null)}
        />
      )}
      <CasePanel board={board.value} choice={choice} onChoose={setChoice} onHandover={setHandover} />
    </div>
  )
}
