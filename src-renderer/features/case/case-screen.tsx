import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Change } from '#contract/sync-status.ts'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { useRefusalText } from '#renderer/lib/refusal-text.ts'
import { navigate } from '#renderer/lib/route.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { touchesCase } from '#renderer/lib/use-changes.ts'
import { EmptyState, ErrorState, Loading } from '#renderer/ui/states.tsx'
import { CaseWorkspace } from './case-workspace.tsx'

/** One case: checklist, evidence, facts; and the decision. */
export function CaseScreen({ caseId }: { caseId: string }) {
  const { t } = useTranslation('case')
  const refusalText = useRefusalText()
  const call = useCall('openCase', { caseId }, { refreshOn: (change) => concerns(change, caseId) })
  useHotkeys([{ keys: 'Escape', label: 'case:key.back', group: 'case:key.group.case', run: backToQueue }])

  if (call.refusal?.code === 'not_here')
    return (
      <EmptyState
        title={t('not_here.title')}
        action={
          <Button variant="default" onClick={backToQueue}>
            {t('back')}
          </Button>
        }
      >
        {t('not_here.text')}
      </EmptyState>
    )
  if (call.refusal)
    return (
      <ErrorState title={t('broken.title')} onRetry={call.reload}>
        {refusalText(call.refusal)}
      </ErrorState>
    )
  if (call.value?.file.caseId !== caseId) return <Loading>{t('loading')}</Loading>
  return <CaseWorkspace key={caseId} view={call.value} reload={call.reload} />
}

function backToQueue(): void {
  navigate({ screen: 'queue' })
}

/** A case shows how far its acts have got, so it also changes when the outbox does. */
function concerns(change: Change, caseId: string): boolean {
  return change.kind === 'sync' || touchesCase(change, caseId)
}
