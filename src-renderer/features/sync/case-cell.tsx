import { Anchor } from '@mantine/core'
import type { OutboxRow } from '#contract/case-view.ts'
import { navigate } from '#renderer/lib/route.ts'
import classes from './sync.module.css'

/** The case an act is on: its number leads there, its name below. */
export function CaseCell({ row }: { row: OutboxRow }) {
  return (
    <td>
      <Anchor component="button" size="sm" onClick={() => navigate({ screen: 'case', caseId: row.caseId })}>
        {row.caseNumber}
      </Anchor>
      <span className={classes.name}>{row.applicantName}</span>
    </td>
  )
}
