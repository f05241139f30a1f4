export interface PageSize {
  width: number
  height: number
}

export type Zoom = 'fit' | number
export type Rotation = 0 | 90 | 180 | 270

export const PAGE_GAP = 10
const STEPS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4]
/** CSS pixels per PDF point at 100 %. */
export const FULL_SIZE = 96 / 72

/** The scale at which a page is drawn; "fit" fills the width. */
export function scaleOf(zoom: Zoom, size: PageSize, rotation: Rotation, width: number): number {
  if (zoom !== 'fit') return zoom * FULL_SIZE
  const across = rotation % 180 === 0 ? size.width : size.height
  return across > 0 ? Math.max(width, 60) / across : 1
}

export function zoomBy(zoom: Zoom, direction: 1 | -1, scale: number): number {
  const present = zoom === 'fit' ? scale / FULL_SIZE : zoom
  const next =
    direction === 1 ? STEPS.find((step) => step > present * 1.01) : STEPS.filter((step) => step < present * 0.99).at(-1)
  return next ?? present
}

/** Which pages lie in view, and the one that fills most of it. Numbers begin at 1. */
export function pagesInView(
  heights: number[],
  scrollTop: number,
  viewHeight: number,
): { first: number; last: number; main: number } {
  const bottom = scrollTop + viewHeight
  let top = PAGE_GAP
  let first = 0
  let last = 0
  let main = 1
  let most = -1
  heights.forEach((height, index) => {
    const shown = Math.min(bottom, top + height) - Math.max(scrollTop, top)
    if (shown > 0) {
      if (first === 0) first = index + 1
      last = index + 1
      if (shown > most + 1) {
        most = shown
        main = index + 1
      }
    }
    top += height + PAGE_GAP
  })
  return { first: first || main, last: last || main, main }
}

/** Where a page begins. */
export function topOfPage(heights: number[], page: number): number {
  return heights.slice(0, page - 1).reduce((top, height) => top + height + PAGE_GAP, 0)
}
