import { useElementSize } from '@mantine/hooks'
import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx'
import { ErrorState, Loading } from '#renderer/ui/states.tsx'
import classes from './evidence.module.css'
import { type PageSize, pagesInView, PAGE_GAP, type Rotation, scaleOf, topOfPage, type Zoom } from './page-layout.ts'
import { type OpenPdf, openPdf } from './pdf-engine.ts'
import { PdfPage } from './pdf-page.tsx'

interface Props {
  bytes: Uint8Array
  label: string
  /** Shown on opening and whenever another one is pointed at; null leaves the document where it is. */
  startPage: number | null
  zoom: Zoom
  rotation: Rotation
  onPage: (page: number, pages: number, scale: number) => void
}

/** A PDF, page under page. Only the pages in view and their neighbours are drawn; the others are blank boxes of their size. */
export function PdfView({ bytes, label, startPage, zoom, rotation, onPage }: Props) {
  const { t } = useTranslation('case')
  const opened = usePdf(bytes)
  if (opened === 'loading') return <Loading>{t('evidence.opening')}</Loading>
  if (opened === 'unreadable')
    return <ErrorState title={t('evidence.unreadable.title')}>{t('evidence.unreadable.text')}</ErrorState>
  return <Pages opened={opened} label={label} startPage={startPage} zoom={zoom} rotation={rotation} onPage={onPage} />
}

type Opened = OpenPdf & { sizes: PageSize[] }

function usePdf(bytes: Uint8Array): Opened | 'loading' | 'unreadable' {
  const [opened, setOpened] = useState<Opened | 'loading' | 'unreadable'>('loading')
  useEffect(() => {
    let wanted = true
    let close = () => {}
    openPdf(bytes)
      .then(async (open) => {
        close = open.close
        if (!wanted) return close()
        const sizes = await readSizes(open)
        if (wanted) setOpened({ ...open, sizes })
      })
      .catch(() => wanted && setOpened('unreadable'))
    return () => {
      wanted = false
      close()
    }
  }, [bytes])
  return opened
}

/** All pages are taken to be as large as the first until they are drawn, so that a long document opens at once. */
async function readSizes({ pdf }: OpenPdf): Promise<PageSize[]> {
  const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 })
  return Array.from({ length: pdf.numPages }, () => ({ width, height }))
}

function Pages({ opened, label, startPage, zoom, rotation, onPage }: Omit<Props, 'bytes'> & { opened: Opened }) {
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>()
  const scroller = useRef<HTMLDivElement>(null)
  const [sizes, setSizes] = useState(opened.sizes)
  const [range, setRange] = useState({ first: 1, last: 1 })
  const scales = useMemo(
    () => sizes.map((size) => scaleOf(zoom, size, rotation, width - 2 * PAGE_GAP)),
    [sizes, zoom, rotation, width],
  )
  const heights = useMemo(
    () =>
      sizes.map((size, index) => Math.round((rotation % 180 === 0 ? size.height : size.width) * (scales[index] ?? 1))),
    [sizes, scales, rotation],
  )

  const look = useCallback(() => {
    const box = scroller.current
    if (!box) return
    const { first, last, main } = pagesInView(heights, box.scrollTop, box.clientHeight)
    setRange((previous) => (previous.first === first && previous.last === last ? previous : { first, last }))
    onPage(main, heights.length, scales[main - 1] ?? 1)
  }, [heights, scales, onPage])
  useLayoutEffect(look, [look])

  const goTo = useEffectEvent((page: number) => scroller.current?.scrollTo({ top: topOfPage(heights, page) }))
  const ready = width > 0
  useEffect(() => {
    if (ready && startPage !== null) goTo(startPage)
  }, [startPage, ready])

  const onSize = useCallback((page: number, size: PageSize) => {
    setSizes((previous) => {
      const known = previous[page - 1]
      if (!known || (known.width === size.width && known.height === size.height)) return previous
      return previous.map((one, index) => (index === page - 1 ? size : one))
    })
  }, [])

  return (
    <ScrollRegion regionRef={scroller} className={classes.scroller} onScroll={look} role="document" label={label}>
      <div ref={sizeRef} className={classes.pages}>
        {heights.map((height, index) => {
          const page = index + 1
          const size = sizes[index] ?? { width: 0, height: 0 }
          const scale = scales[index] ?? 1
          return (
            <PdfPage
              key={page}
              pdf={opened.pdf}
              page={page}
              scale={scale}
              rotation={rotation}
              width={Math.round((rotation % 180 === 0 ? size.width : size.height) * scale)}
              height={height}
              drawn={width > 0 && page >= range.first - 1 && page <= range.last + 1}
              onSize={onSize}
            />
          )
        })}
      </div>
    </ScrollRegion>
  )
}
