import { useElementSize } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx'
import { ErrorState } from '#renderer/ui/states.tsx'
import classes from './evidence.module.css'
import { PAGE_GAP, type PageSize, type Rotation, scaleOf, type Zoom } from './page-layout.ts'

interface Props {
  bytes: Uint8Array
  mediaType: string
  label: string
  zoom: Zoom
  rotation: Rotation
  onPage: (page: number, pages: number, scale: number) => void
}

/** A scanned page as a picture. */
export function ImageView({ bytes, mediaType, label, zoom, rotation, onPage }: Props) {
  const { t } = useTranslation('case')
  const { ref, width } = useElementSize<HTMLDivElement>()
  const [size, setSize] = useState<PageSize | null>(null)
  const [broken, setBroken] = useState(false)
  const picture = useRef<HTMLImageElement>(null)
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([bytes.slice()], { type: mediaType }))
    if (picture.current) picture.current.src = url
    return () => URL.revokeObjectURL(url)
  }, [bytes, mediaType])
  // A picture has no points: 100 % is one pixel for one, so its size is told in the points that make it so.
  const scale = size ? scaleOf(zoom, size, rotation, width - 2 * PAGE_GAP) : 1
  useEffect(() => onPage(1, 1, scale), [onPage, scale])

  if (broken) return <ErrorState title={t('evidence.unreadable.title')}>{t('evidence.unreadable.text')}</ErrorState>
  const across = size ? Math.round(size.width * scale) : 0
  const down = size ? Math.round(size.height * scale) : 0
  const turned = rotation % 180 !== 0
  return (
    <ScrollRegion className={classes.scroller} role="document" label={label}>
      <div ref={ref} className={classes.pages}>
        <div className={classes.page} style={{ width: turned ? down : across, height: turned ? across : down }}>
          <img
            ref={picture}
            alt={label}
            className={classes.image}
            style={{ width: across, height: down, transform: `translate(-50%, -50%) rotate(${rotation}deg)` }}
            onLoad={(event) => {
              const { naturalWidth, naturalHeight } = event.currentTarget
              setSize({ width: (naturalWidth * 72) / 96, height: (naturalHeight * 72) / 96 })
            }}
            onError={() => setBroken(true)}
          />
        </div>
      </div>
    </ScrollRegion>
  )
}
