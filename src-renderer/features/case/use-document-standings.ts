import type { CaseView } from '#contract/case-view.ts'
import type { DocumentStanding } from '#contract/documents.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { touchesCase } from '#renderer/lib/use-changes.ts'

/** Of each document of the case: here, coming, or only at the hub; kept current. Empty until first known. */
export function useDocumentStandings(caseId: string): Record<string, DocumentStanding> {
  const refreshOn = (change: Parameters<typeof touchesCase>[0]) => change.kind === 'sync' || touchesCase(change, caseId)
  return useCall('listDocumentStandings', { caseId }, { refreshOn }).value ?? {}
}

/** File names of the documents that answers cite and that are not on this desk: a decision waits for these (SYN-53). */
export function listCitedElsewhere(view: CaseView, standings: Record<string, DocumentStanding>): string[] {
  const { answers, application } = view.file
  const cited = new Set(Object.values(answers).flatMap((answer) => answer.evidence?.documentId ?? []))
  return application.documents
    .filter(({ documentId }) => cited.has(documentId) && (standings[documentId] ?? 'here') !== 'here')
    .map(({ fileName }) => fileName)
}
