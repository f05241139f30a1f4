import { memo, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './evidence.module.css'
import type { PageSize, Rotation } from './page-layout.ts'
import { makeTextLayer, type Pdf } from './pdf-engine.ts'

interface Props {
  pdf: Pdf
  page: number
  scale: number
  rotation: Rotation
  /** In CSS pixels, turned. */
  width: number
  height: number
  /** In view or next to it; otherwise the canvas is given back. */
  drawn: boolean
  onSize: (page: number, size: PageSize) => void
}

/** A larger canvas would cost more memory than the eye gains. */
const MAX_PIXELS = 16_000_000

/** One page: its picture on a canvas and its words over it. */
export const PdfPage = memo(function PdfPage(props: Props) {
  const { pdf, page, scale, rotation, width, height, drawn, onSize } = props
  const { t } = useTranslation('case')
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const container = box.current
    if (!container || !drawn) return
    return drawPage({ pdf, page, scale, rotation, container, onSize })
  }, [pdf, page, scale, rotation, drawn, onSize])

  useEffect(() => {
    const container = box.current
    if (!container || !drawn) return
    return () => release(container)
  }, [drawn])

  return (
    <div
      ref={box}
      className={classes.page}
      style={{ width, height, '--total-scale-factor': scale } as React.CSSProperties}
      role="group"
      aria-label={t('evidence.page', { page, pages: pdf.numPages })}
    />
  )
})

interface Drawing extends Pick<Props, 'pdf' | 'page' | 'scale' | 'rotation' | 'onSize'> {
  container: HTMLElement
}

/** Draws a page into its box; answers how to stop. */
function drawPage({ pdf, page, scale, rotation, container, onSize }: Drawing): () => void {
  const canvas = document.createElement('canvas')
  const words = document.createElement('div')
  words.className = classes.words ?? ''
  let stop = () => {}
  let stopped = false

  async function draw() {
    const proxy = await pdf.getPage(page)
    const natural = proxy.getViewport({ scale: 1 })
    onSize(page, { width: natural.width, height: natural.height })
    const viewport = proxy.getViewport({ scale, rotation: (proxy.rotate + rotation) % 360 })
    const density = Math.min(window.devicePixelRatio || 1, Math.sqrt(MAX_PIXELS / (viewport.width * viewport.height)))
    canvas.width = Math.floor(viewport.width * density)
    canvas.height = Math.floor(viewport.height * density)
    if (stopped) return
    const task = proxy.render({
      canvas,
      viewport,
      ...(density === 1 ? {} : { transform: [density, 0, 0, density, 0, 0] }),
    })
    stop = () => task.cancel()
    await task.promise
    if (stopped) return
    // Swapped in when it is complete: while zooming the old picture stays until the new one is there.
    release(container)
    container.replaceChildren(canvas, words)
    const layer = await makeTextLayer(proxy, words, scale, rotation)
    if (stopped) return
    stop = () => layer.cancel()
    await layer.render()
  }

  // A drawing that was stopped ends in a rejection; a page that cannot be drawn stays blank and the others are still read.
  draw().catch(() => undefined)
  return () => {
    stopped = true
    stop()
  }
}

/** Gives the memory of a page's picture back at once instead of when the collector comes by. */
function release(container: HTMLElement): void {
  for (const canvas of container.querySelectorAll('canvas')) {
    canvas.width = 0
    canvas.height = 0
  }
  container.replaceChildren()
}
