import { Button, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DocumentsStatus } from '#contract/documents.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { Field } from '#renderer/ui/field.tsx'
import classes from './sync.module.css'

/** How far the documents of the cases to be done are on this desk, and whether more may come. */
export function DocumentsField({ documents }: { documents: DocumentsStatus }) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const act = useAct()
  const { state, here, total, hereBytes, totalBytes, beyond } = documents
  const share = totalBytes === 0 ? 100 : (hereBytes / totalBytes) * 100
  const paused = state === 'paused'
  const progress = t('documents.progress', {
    here: format.number(here),
    total: format.number(total),
    size: format.size(hereBytes),
    whole: format.size(totalBytes),
  })
  return (
    <Field
      label={t('field.documents')}
      note={
        <>
          {t(`documents.${state}`)}
          {beyond > 0 && ` ${t('documents.beyond', { count: beyond, shown: format.number(beyond) })}`}
        </>
      }
    >
      {progress}
      {state !== 'complete' && (
        <>
          <Progress value={share} size="sm" aria-label={progress} className={classes.progress ?? ''} />
          <Button size="compact-xs" variant="default" onClick={() => void act('pauseDocuments', { paused: !paused })}>
            {t(paused ? 'documents.resume' : 'documents.pause')}
          </Button>
        </>
      )}
    </Field>
  )
}
