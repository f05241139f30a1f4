import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { SponsorView } from '#contract/register-view.ts'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { useRefusalText } from '#renderer/lib/refusal-text.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { Field, FieldList } from '#renderer/ui/field.tsx'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { ErrorState, Loading } from '#renderer/ui/states.tsx'
import { subjectVersion } from '#core/register.ts'
import { PeriodList } from './period-list.tsx'
import { ProgrammeTable } from './programme-table.tsx'
import { RecordDialog } from './record-dialog.tsx'
import { RecordLog } from './record-log.tsx'
import classes from './register.module.css'
import { SponsorStatusPill } from './sponsor-status-pill.tsx'

/** One sponsor: its status and its membership of the Code of Conduct through time, its programmes, and who recorded what. */
export function SponsorDetail({ sponsorId, mayRecord }: { sponsorId: string; mayRecord: boolean }) {
  const { t } = useTranslation('register')
  const refusalText = useRefusalText()
  const call = useCall('openSponsor', { sponsorId }, { refreshOn: (change) => change.kind === 'all' })
  if (call.refusal)
    return (
      <ErrorState title={t('failed')} onRetry={call.reload}>
        {refusalText(call.refusal)}
      </ErrorState>
    )
  if (!call.value) return <Loading>{t('loading')}</Loading>
  return <Opened view={call.value} mayRecord={mayRecord} onRecorded={call.reload} />
}

function Opened({ view, mayRecord, onRecorded }: { view: SponsorView; mayRecord: boolean; onRecorded: () => void }) {
  const { t } = useTranslation('register')
  const { sponsor, records, today, cases } = view
  const [shown, dialog] = useDisclosure(false)
  useHotkeys([{ keys: 'n', label: 'register:key.record', group: 'register:title', run: dialog.open }], {
    enabled: mayRecord,
  })
  return (
    <Panel
      title={sponsor.name}
      aside={
        mayRecord && (
          <Button size="compact-xs" onClick={dialog.open} rightSection={<Kbd keys="n" />}>
            {t('record.open')}
          </Button>
        )
      }
    >
      <div className={classes.detail}>
        <FieldList>
          <Field label={t('field.city')}>{sponsor.city}</Field>
          <Field label={t('field.brin')}>{sponsor.brin}</Field>
          <Field label={t('field.client_number')}>{sponsor.clientNumber}</Field>
          <Field label={t('field.cases')}>{cases}</Field>
        </FieldList>
        <PeriodList
          title={t('section.status')}
          today={today}
          records={records}
          periods={sponsor.status.map((period) => ({
            ...period,
            what: <SponsorStatusPill status={period.status} />,
          }))}
        />
        <PeriodList
          title={t('section.code_of_conduct')}
          today={today}
          records={records}
          periods={sponsor.codeOfConduct.map((period) => ({ ...period, what: t('member.yes') }))}
        />
        <ProgrammeTable programmes={sponsor.programmes} today={today} />
        <RecordLog records={records} />
      </div>
      {shown && (
        <RecordDialog
          title={t('record.title', { subject: sponsor.name })}
          kinds={['status', 'codeOfConduct']}
          about={{ sponsorId: sponsor.sponsorId }}
          versionOf={(subject) => subjectVersion(records, subject)}
          today={today}
          onClose={dialog.close}
          onRecorded={onRecorded}
        />
      )}
    </Panel>
  )
}
