import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { navigate } from '#renderer/lib/route.ts'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import classes from './facts.module.css'
import { useCall } from '#renderer/lib/use-call.ts'
import { Section } from './section.tsx'

/** Other cases that may be of the same person; nothing when there are none. */
export function Duplicates({ view }: { view: CaseView }) {
  const { t } = useTranslation('case')
  const format = useFormat()
  const { duplicates } = view.file
  if (duplicates.length === 0) return null
  return (
    <Section title={t('facts.duplicates', { count: duplicates.length })}>
      <ul className={classes.plain}>
        {duplicates.map((hit) => (
          <li key={hit.caseId} className={classes.hit}>
            <ToneIcon tone="warn" />
            <span>
              <Anchor component="button" size="sm" onClick={() => navigate({ screen: 'case', caseId: hit.caseId })}>
                {hit.caseNumber}
              </Anchor>{' '}
              {t(`facts.duplicate.${hit.matchedOn}`)}
              <span className={classes.note}>
                {hit.sponsorName}, {t('facts.received_on', { date: format.date(hit.receivedOn) })}
                <OtherOutcome caseId={hit.caseId} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What became of the other case, as far as this desk has it. */
function OtherOutcome({ caseId }: { caseId: string }) {
  const { t } = useTranslation('case')
  const format = useFormat()
  const other = useCall('openCase', { caseId }).value?.file
  if (!other || other.caseId !== caseId) return null
  if (other.status === 'withdrawn') return `, ${t('facts.other_case.withdrawn')}`
  if (!other.decision) return `, ${t('facts.other_case.pending')}`
  return `, ${t(`facts.other_case.${other.decision.outcome}`, { date: format.date(other.decision.decidedOn) })}`
}
