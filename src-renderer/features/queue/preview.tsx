import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useRefusalText } from '#renderer/lib/refusal-text.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { touchesCase } from '#renderer/lib/use-changes.ts'
import { DuePill } from '#renderer/ui/due-pill.tsx'
import { Field, FieldList } from '#renderer/ui/field.tsx'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { Pill } from '#renderer/ui/pill.tsx'
import { StatusPill } from '#renderer/ui/status-pill.tsx'
import { EmptyState, ErrorState } from '#renderer/ui/states.tsx'
import { SyncWord } from '#renderer/ui/sync-word.tsx'
import { isMinor } from './is-minor.ts'
import { PreviewChecks } from './preview-checks.tsx'
import { PreviewTimeline } from './preview-timeline.tsx'
import classes from './preview.module.css'

/** While a key is held down the rows passed by are not opened. */
const SETTLE_MS = 60

/** The case under the cursor in short: enough to know whether to open it. */
export function Preview({ caseId, onOpen }: { caseId: string | null; onOpen: () => void }) {
  const { t } = useTranslation('queue')
  const [settled] = useDebouncedValue(caseId, SETTLE_MS)
  return (
    <div className={classes.preview}>
      <Panel
        title={t('preview.title')}
        aside={
          <Button
            size="compact-xs"
            variant="default"
            rightSection={<Kbd keys="Enter" />}
            disabled={caseId === null}
            onClick={onOpen}
          >
            {t('preview.open')}
          </Button>
        }
      >
        {settled === null ? <EmptyState title={t('preview.none')} /> : <PreviewCase caseId={settled} />}
      </Panel>
    </div>
  )
}

function PreviewCase({ caseId }: { caseId: string }) {
  const { t } = useTranslation('queue')
  const refusalText = useRefusalText()
  const opened = useCall('openCase', { caseId }, { refreshOn: (change) => touchesCase(change, caseId) })
  if (opened.refusal) return <ErrorState title={t('preview.refused')}>{refusalText(opened.refusal)}</ErrorState>
  if (!opened.value) return null
  return <PreviewBody view={opened.value} />
}

function PreviewBody({ view }: { view: CaseView }) {
  const { t } = useTranslation('queue')
  const { t: common } = useTranslation('common')
  const format = useFormat()
  const { file, clocks } = view
  const { applicant, study } = file.application
  return (
    <>
      <h3 className={classes.name}>
        {applicant.familyName}
        {applicant.givenNames && `, ${applicant.givenNames}`}
      </h3>
      <p className={classes.number}>{file.caseNumber}</p>
      <div className={classes.pills}>
        {clocks.dueKind !== 'none' && (
          <DuePill dueOn={clocks.dueOn} dueKind={clocks.dueKind} status={file.status} today={view.today} />
        )}
        <StatusPill status={file.status} outcome={file.decision?.outcome ?? null} />
        <SyncWord state={view.sync} />
        {isMinor(applicant.birthDate, clocks.receivedOn) && <Pill tone="points">{t('row.minor')}</Pill>}
      </div>
      <FieldList>
        {clocks.dueKind !== 'none' && (
          <Field label={common(`due.kind.${clocks.dueKind}`)}>{format.date(clocks.dueOn)}</Field>
        )}
        <Field label={t('preview.born')}>{format.date(applicant.birthDate)}</Field>
        <Field label={t('preview.nationality')}>{format.country(applicant.nationality)}</Field>
        <Field label={t('preview.institution')}>{view.sponsor?.name ?? file.sponsorId}</Field>
        <Field label={t('preview.programme')}>{study.programmeName}</Field>
        <Field label={t('preview.period')}>
          {format.date(study.startsOn)} – {format.date(study.endsOn)}
        </Field>
        <Field label={t('preview.procedure')}>{common(`procedure.long.${file.application.procedure}`)}</Field>
        <Field label={t('preview.received')}>{format.date(clocks.receivedOn)}</Field>
      </FieldList>
      <PreviewChecks view={view} />
      <PreviewTimeline entries={file.timeline} />
    </>
  )
}
