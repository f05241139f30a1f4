import { useTranslation } from 'react-i18next'
import type { CommandKind } from '#core/command.ts'
import type { CaseView } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { touchesCase } from '#renderer/lib/use-changes.ts'
import { SyncWord } from '#renderer/ui/sync-word.tsx'
import { howFar } from '../how-far.ts'
import classes from './decision.module.css'

/** The decision taken, how far it has got, and the hub's receipt once there is one. */
export function Decided({ view }: { view: CaseView }) {
  const { t } = useTranslation('decision')
  const format = useFormat()
  const { decision } = view.file
  if (!decision) return null
  const hubTime = decision.at.hubTime
  return (
    <>
      <p className={classes.taken}>
        {t(`taken.${decision.outcome}`, { date: format.date(decision.decidedOn), name: decision.by.name })}
        {decision.validity &&
          ` · ${t('bar.validity', { from: format.date(decision.validity.startsOn), to: format.date(decision.validity.endsOn) })}`}
      </p>
      <p className={classes.far}>
        <HowFar view={view} />
        {hubTime && t('taken.final', { at: format.dateTime(hubTime) })}
        <ReceiptWord caseId={view.file.caseId} kind="decide" />
      </p>
    </>
  )
}

/** What can still be taken back is, all the same, saved already. */
function HowFar({ view }: { view: CaseView }) {
  const { t } = useTranslation('common')
  const state = howFar(view)
  return (
    <>
      {state === 'grace' && <span>{t('sync.saved')} ·</span>}
      <SyncWord state={state} />
    </>
  )
}

/** The hub's receipt for the last act of this kind on the case, as far as this desk has it. */
function ReceiptWord({ caseId, kind }: { caseId: string; kind: CommandKind }) {
  const { t } = useTranslation('decision')
  const answered = useCall(
    'listOutbox',
    { which: 'answered', limit: 500 },
    { refreshOn: (change) => change.kind === 'sync' || touchesCase(change, caseId) },
  ).value
  const receipt = answered?.find((row) => row.caseId === caseId && row.kind === kind && row.receipt)?.receipt
  if (!receipt) return null
  return <span title={receipt.commandId}>{t('taken.receipt', { receipt: receipt.commandId.slice(-12) })}</span>
}

/** Waiting for the sponsor: for what, and until when. */
export function Waiting({ view }: { view: CaseView }) {
  const { t } = useTranslation('decision')
  const format = useFormat()
  const request = view.file.requests.at(-1)
  if (!request) return null
  const lapsed = view.clocks.recovery?.lapsed ?? false
  return (
    <>
      <p className={classes.taken}>
        {t(lapsed ? 'bar.lapsed' : 'bar.waiting', {
          date: format.date(request.endsOn),
          items: request.items.join(', '),
        })}
      </p>
      <p className={classes.far}>
        <HowFar view={view} />
        {t('bar.asked', { date: format.date(request.askedOn), name: request.by.name })}
        <ReceiptWord caseId={view.file.caseId} kind="requestInformation" />
      </p>
    </>
  )
}
