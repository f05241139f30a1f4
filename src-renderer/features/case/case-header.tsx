import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowLeft, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ageOn } from '#core/dates.ts'
import type { CaseView } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { useWhyNext } from '#renderer/lib/next-case.ts'
import { setQueueState, useQueueState } from '#renderer/lib/queue-state.ts'
import { navigate } from '#renderer/lib/route.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { touchesCases } from '#renderer/lib/use-changes.ts'
import { DuePill } from '#renderer/ui/due-pill.tsx'
import { Pill } from '#renderer/ui/pill.tsx'
import { StatusPill } from '#renderer/ui/status-pill.tsx'
import { SyncWord } from '#renderer/ui/sync-word.tsx'
import { WhyNext } from '#renderer/ui/why-next.tsx'
import classes from './case.module.css'
import { howFar } from './how-far.ts'

/** From this age no representative has to consent (art. 23 Vw). */
const ADULT = 18

/** Which case this is and how it stands, and the way to the ones before and after it in the queue. */
export function CaseHeader({ view }: { view: CaseView }) {
  const { t } = useTranslation('case')
  const format = useFormat()
  const { file, clocks, today, sponsor } = view
  const { applicant, procedure } = file.application
  const age = ageOn(applicant.birthDate, clocks.receivedOn)
  const { filter } = useQueueState()
  const whyNext = useWhyNext(file.caseId)
  const present = useCall('findNeighbours', { filter, caseId: file.caseId }, { refreshOn: touchesCases }).value
  // A case that has just been decided leaves the queue as it is filtered: the way on stays the one it had.
  const [neighbours, setNeighbours] = useState(present)
  if (present && present !== neighbours && (present.position !== null || !neighbours)) setNeighbours(present)

  function open(caseId: string | null | undefined) {
    if (!caseId) return
    setQueueState({ selectedId: caseId })
    navigate({ screen: 'case', caseId })
  }
  useHotkeys([
    {
      keys: '[',
      label: 'case:key.previous_case',
      group: 'case:key.group.case',
      run: () => open(neighbours?.previous),
    },
    { keys: ']', label: 'case:key.next_case', group: 'case:key.group.case', run: () => open(neighbours?.next) },
  ])

  return (
    <header className={classes.header}>
      <Tooltip label={t('back')}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('back')} onClick={() => navigate({ screen: 'queue' })}>
          <IconArrowLeft size={18} />
        </ActionIcon>
      </Tooltip>
      <h1 className={classes.caseNumber}>{file.caseNumber}</h1>
      <span className={classes.applicant}>
        {applicant.familyName}
        {applicant.givenNames && `, ${applicant.givenNames}`}
      </span>
      {age < ADULT && (
        <Pill tone="points" title={t('facts.minor_title', { age })}>
          {t('facts.minor')}
        </Pill>
      )}
      <span className={classes.about}>
        {[format.country(applicant.nationality), sponsor?.name, t(`procedure.${procedure}`)]
          .filter(Boolean)
          .join(' · ')}
        <WhyNext reasons={whyNext} />
      </span>
      <span className={classes.states}>
        <StatusPill status={file.status} outcome={file.decision?.outcome ?? null} />
        {file.status !== 'decided' && file.status !== 'withdrawn' && (
          <DuePill dueOn={clocks.dueOn} dueKind={clocks.dueKind} status={file.status} today={today} />
        )}
        <SyncWord state={howFar(view)} plain={false} />
      </span>
      <span className={classes.walk}>
        <Walk label={t('previous_case')} to={neighbours?.previous} open={open} icon={<IconChevronLeft size={18} />} />
        <Walk label={t('next_case')} to={neighbours?.next} open={open} icon={<IconChevronRight size={18} />} />
      </span>
    </header>
  )
}

interface WalkProps {
  label: string
  to: string | null | undefined
  open: (caseId: string | null | undefined) => void
  icon: React.ReactNode
}

function Walk({ label, to, open, icon }: WalkProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} disabled={!to} onClick={() => open(to)}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}
