import { useTranslation } from 'react-i18next'
import type { DocumentRef } from '#core/application.ts'
import type { DocumentStanding } from '#contract/documents.ts'
import classes from './evidence.module.css'
import { StandingMark } from './standing-mark.tsx'

interface Props {
  documents: DocumentRef[]
  standings: Record<string, DocumentStanding>
  shownId: string
  onChoose: (documentId: string) => void
}

/** One tab a document, by its kind; several of a kind are numbered, and what is of no kind goes by the name of its file. */
export function DocumentTabs({ documents, standings, shownId, onChoose }: Props) {
  const { t } = useTranslation('case')

  function nameOf(document: DocumentRef): string {
    if (document.kind === 'other') return document.fileName.replace(/\.\w+$/, '')
    const same = documents.filter((one) => one.kind === document.kind)
    const name = t(`tab.${document.kind}`)
    return same.length > 1 ? `${name} ${same.indexOf(document) + 1}` : name
  }

  function walk(event: React.KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const index = documents.findIndex((one) => one.documentId === shownId)
    const next = documents[(index + step + documents.length) % documents.length]
    if (!next) return
    onChoose(next.documentId)
    event.currentTarget.querySelector<HTMLElement>(`[data-document="${next.documentId}"]`)?.focus()
  }

  return (
    <div className={classes.tabs} role="tablist" tabIndex={-1} aria-label={t('evidence.title')} onKeyDown={walk}>
      {documents.map((document) => (
        <button
          key={document.documentId}
          type="button"
          role="tab"
          className={classes.tab}
          data-document={document.documentId}
          aria-selected={document.documentId === shownId}
          tabIndex={document.documentId === shownId ? 0 : -1}
          title={document.fileName}
          onClick={() => onChoose(document.documentId)}
        >
          {nameOf(document)}
          <StandingMark standing={standings[document.documentId]} />
        </button>
      ))}
    </div>
  )
}
