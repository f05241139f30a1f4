import { describe, expect, test } from 'vitest'
import {
  FULL_SIZE,
  PAGE_GAP,
  pagesInView,
  scaleOf,
  topOfPage,
  zoomBy,
} from '#renderer/features/case/evidence/page-layout.ts'

const A4 = { width: 595, height: 842 }
const TEN = Array.from({ length: 10 }, () => 1_000)

describe('the pages of a document', () => {
  test('in view are only those that the window cuts, and the main one is the one it shows most of', () => {
    expect(pagesInView(TEN, 0, 600)).toEqual({ first: 1, last: 1, main: 1 })
    expect(pagesInView(TEN, 800, 600)).toEqual({ first: 1, last: 2, main: 2 })
    expect(pagesInView(TEN, 700, 600)).toEqual({ first: 1, last: 2, main: 1 })
    expect(pagesInView(TEN, 9 * (1_000 + PAGE_GAP), 600)).toEqual({ first: 10, last: 10, main: 10 })
  })

  test('between two pages are still counted', () => {
    expect(pagesInView(TEN, 1_000 + PAGE_GAP, 5)).toEqual({ first: 1, last: 1, main: 1 })
    expect(pagesInView([], 0, 600)).toEqual({ first: 1, last: 1, main: 1 })
  })

  test('scrolling to a page shows that page', () => {
    for (const page of [1, 2, 5, 10]) expect(pagesInView(TEN, topOfPage(TEN, page), 600).main).toBe(page)
  })
})

describe('the zoom', () => {
  test('fits the width of the page as it is turned', () => {
    expect(scaleOf('fit', A4, 0, 595)).toBe(1)
    expect(scaleOf('fit', A4, 90, 842)).toBe(1)
    expect(scaleOf(1, A4, 0, 595)).toBe(FULL_SIZE)
  })

  test('steps up and down from where a fitted page stands, and stops at its ends', () => {
    expect(zoomBy('fit', 1, 0.85 * FULL_SIZE)).toBe(1)
    expect(zoomBy('fit', -1, 0.85 * FULL_SIZE)).toBe(0.8)
    expect(zoomBy(1, 1, FULL_SIZE)).toBe(1.25)
    expect(zoomBy(4, 1, 4 * FULL_SIZE)).toBe(4)
    expect(zoomBy(0.5, -1, 0.5 * FULL_SIZE)).toBe(0.5)
  })
})
