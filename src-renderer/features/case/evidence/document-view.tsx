import { useTranslation } from 'react-i18next'
import type { DocumentRef } from '#core/application.ts'
import { useRefusalText } from '#renderer/lib/refusal-text.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { touchesCase, useChanges } from '#renderer/lib/use-changes.ts'
import { EmptyState, ErrorState, Loading } from '#renderer/ui/states.tsx'
import { ImageView } from './image-view.tsx'
import type { Rotation, Zoom } from './page-layout.ts'
import { PdfView } from './pdf-view.tsx'

interface Props {
  caseId: string
  document: DocumentRef
  startPage: number | null
  zoom: Zoom
  rotation: Rotation
  onPage: (page: number, pages: number, scale: number) => void
}

/** One document, or why it cannot be shown. A document that was not on this desk is asked for again when the desk has news. */
export function DocumentView({ caseId, document, startPage, zoom, rotation, onPage }: Props) {
  const { t } = useTranslation('case')
  const refusalText = useRefusalText()
  const { documentId, kind, mediaType } = document
  const call = useCall('readDocument', { caseId, documentId })
  const missing = call.refusal?.code === 'document_not_here'
  useChanges((changes) => {
    // Only while it is missing: a document never changes under its name.
    if (missing && changes.some((change) => change.kind === 'sync' || touchesCase(change, caseId))) call.reload()
  })

  if (missing) return <EmptyState title={t('evidence.not_here.title')}>{t('evidence.not_here.text')}</EmptyState>
  if (call.refusal)
    return (
      <ErrorState title={t('evidence.unreadable.title')} onRetry={call.reload}>
        {refusalText(call.refusal)}
      </ErrorState>
    )
  if (!call.value) return <Loading>{t('evidence.opening')}</Loading>
  const label = t('evidence.label', { kind: t(`tab.${kind}`), name: document.fileName })
  if (mediaType === 'application/pdf')
    return (
      <PdfView
        bytes={call.value.bytes}
        label={label}
        startPage={startPage}
        zoom={zoom}
        rotation={rotation}
        onPage={onPage}
      />
    )
  return (
    <ImageView
      bytes={call.value.bytes}
      mediaType={mediaType}
      label={label}
      zoom={zoom}
      rotation={rotation}
      onPage={onPage}
    />
  )
}
