import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowAutofitWidth, IconRotateClockwise, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentRef } from '#core/application.ts'
import type { ChecklistLine } from '#core/views.ts'
import type { CaseView } from '#contract/case-view.ts'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { EmptyState } from '#renderer/ui/states.tsx'
import { useDocumentStandings } from '../use-document-standings.ts'
import { DocumentTabs } from './document-tabs.tsx'
import { DocumentView } from './document-view.tsx'
import { findDocumentFor } from './evidence-kinds.ts'
import classes from './evidence.module.css'
import { FULL_SIZE, type Rotation, type Zoom, zoomBy } from './page-layout.ts'
import type { ShownPage } from './shown-page.ts'

interface Props {
  view: CaseView
  /** The selected item: its document is shown. */
  line: ChecklistLine | undefined
  onPage: (page: ShownPage) => void
  keysEnabled: boolean
}

/** The documents of the case. Follows the selected item; a tab chosen by hand stays until another item is selected. */
export function EvidenceRegion({ view, line, onPage, keysEnabled }: Props) {
  const { t } = useTranslation('case')
  const { documents } = view.file.application
  const standings = useDocumentStandings(view.file.caseId)
  const [chosen, setChosen] = useState<{ itemId: string | undefined; documentId: string } | null>(null)
  const [last, setLast] = useState<string | null>(null)
  const belonging = findDocumentFor(line, documents)
  const wanted = chosen && chosen.itemId === line?.item.id ? chosen.documentId : (belonging?.documentId ?? last)
  const shown = documents.find((one) => one.documentId === wanted) ?? documents[0]
  // An item without a document of its own leaves what is on the screen.
  if (shown && shown.documentId !== last) setLast(shown.documentId)

  if (!shown)
    return (
      <section className={classes.region} aria-label={t('evidence.title')}>
        <EmptyState title={t('evidence.no_documents.title')}>{t('evidence.no_documents.text')}</EmptyState>
      </section>
    )
  const pointed = line?.answer?.evidence
  return (
    <section className={classes.region} aria-label={t('evidence.title')}>
      <DocumentTabs
        documents={documents}
        standings={standings}
        shownId={shown.documentId}
        onChoose={(documentId) => setChosen({ itemId: line?.item.id, documentId })}
      />
      <Viewer
        key={shown.documentId}
        caseId={view.file.caseId}
        document={shown}
        startPage={pointed?.documentId === shown.documentId ? pointed.page : null}
        onPage={onPage}
        keysEnabled={keysEnabled}
      />
    </section>
  )
}

interface ViewerProps {
  caseId: string
  document: DocumentRef
  startPage: number | null
  onPage: (page: ShownPage) => void
  keysEnabled: boolean
}

function Viewer({ caseId, document, startPage, onPage, keysEnabled }: ViewerProps) {
  const { t } = useTranslation('case')
  const [zoom, setZoom] = useState<Zoom>('fit')
  const [rotation, setRotation] = useState<Rotation>(0)
  const [at, setAt] = useState({ page: 1, pages: 0, scale: FULL_SIZE })
  const { documentId } = document

  const onView = useCallback(
    (page: number, pages: number, scale: number) => {
      setAt({ page, pages, scale })
      onPage({ documentId, page })
    },
    [documentId, onPage],
  )
  const zoomIn = () => setZoom(zoomBy(zoom, 1, at.scale))
  const zoomOut = () => setZoom(zoomBy(zoom, -1, at.scale))
  const turn = () => setRotation(((rotation + 90) % 360) as Rotation)
  const group = 'case:key.group.evidence'
  useHotkeys(
    [
      { keys: '+|=', label: 'case:evidence.zoom_in', group, run: zoomIn },
      { keys: '-', label: 'case:evidence.zoom_out', group, run: zoomOut },
      { keys: '0', label: 'case:evidence.fit', group, run: () => setZoom('fit') },
      { keys: 'r', label: 'case:evidence.rotate', group, run: turn },
    ],
    { enabled: keysEnabled },
  )

  return (
    <>
      <div className={classes.tools} role="toolbar" aria-label={t('evidence.tools')}>
        <span className={classes.at} aria-live="polite">
          {at.pages > 0 && t('evidence.page', { page: at.page, pages: at.pages })}
        </span>
        <Tool label={t('evidence.zoom_out')} onClick={zoomOut} icon={<IconZoomOut size={16} />} />
        <button type="button" className={classes.zoom} onClick={() => setZoom(1)} title={t('evidence.full_size')}>
          {Math.round((at.scale / FULL_SIZE) * 100)} %
        </button>
        <Tool label={t('evidence.zoom_in')} onClick={zoomIn} icon={<IconZoomIn size={16} />} />
        <Tool
          label={t('evidence.fit')}
          pressed={zoom === 'fit'}
          onClick={() => setZoom('fit')}
          icon={<IconArrowAutofitWidth size={16} />}
        />
        <Tool label={t('evidence.rotate')} onClick={turn} icon={<IconRotateClockwise size={16} />} />
      </div>
      <DocumentView
        caseId={caseId}
        document={document}
        startPage={startPage}
        zoom={zoom}
        rotation={rotation}
        onPage={onView}
      />
    </>
  )
}

interface ToolProps {
  label: string
  pressed?: boolean
  onClick: () => void
  icon: React.ReactNode
}

function Tool({ label, pressed, onClick, icon }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={pressed ? 'light' : 'subtle'}
        color={pressed ? 'blue' : 'gray'}
        aria-label={label}
        aria-pressed={pressed}
        onClick={onClick}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}
