import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { ask } from '#scripts/drive/desk-window.ts'
import { seeQueue } from '#scripts/drive/officer.ts'

const CASES = 60
const RETURNS = 60
/** Pixels a frame: a hand that flings the wheel (180 rows a second at 60 frames), and a scrollbar dragged through the whole list (1,200 rows a second). */
export const WHEEL = 96
export const DRAG = 640
/** Frames of the wheel; the scrollbar goes to the end. */
const WHEEL_FRAMES = 900

/** Waits until the first load is over and the queue shows it. */
export async function untilLoaded(page: Page, cases: number): Promise<void> {
  const loaded = async () => {
    const status = await ask(page, 'getSyncStatus', {})
    return status.inSync && status.cases === cases
  }
  while (!(await loaded())) await delay(100)
  await seeQueue(page)
}

/** Opens one case after another by double click and goes back by key; times are the window's own, up to the frame that shows it. */
export async function measureCaseClicks(page: Page): Promise<{ opened: number[]; returned: number[] }> {
  await seeQueue(page)
  return page.evaluate(async (count) => {
    const painted = () =>
      new Promise<number>((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))))
    const until = async (condition: () => boolean) => {
      while (!condition()) await new Promise((resolve) => requestAnimationFrame(resolve))
      return painted()
    }
    const rows = () => [...document.querySelectorAll<HTMLElement>('[role=row][data-case]')]
    const shownCase = () => document.querySelector('h1')?.textContent
    const opened: number[] = []
    const returned: number[] = []
    for (let turn = 0; turn < count; turn += 1) {
      const row = rows()[turn % 20]
      const caseNumber = row?.dataset['case']
      const from = performance.now()
      row?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))
      const at = await until(() => shownCase() === caseNumber && document.querySelector('[data-item]') !== null)
      opened.push(at - from)
      const back = performance.now()
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
      returned.push((await until(() => rows().length > 0)) - back)
    }
    return { opened, returned }
  }, CASES)
}

/** From another screen to the queue by a click on its name. */
export async function measureQueueReturns(page: Page): Promise<number[]> {
  return page.evaluate(async (count) => {
    const painted = () =>
      new Promise<number>((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))))
    const until = async (condition: () => boolean) => {
      while (!condition()) await new Promise((resolve) => requestAnimationFrame(resolve))
      return painted()
    }
    const button = (name: string) =>
      [...document.querySelectorAll<HTMLElement>('nav button')].find((one) => one.textContent?.startsWith(name))
    const rows = () => document.querySelectorAll('[role=row][data-case]').length
    const times: number[] = []
    for (let turn = 0; turn < count; turn += 1) {
      button('Synchronisatie')?.click()
      await until(() => rows() === 0)
      const from = performance.now()
      button('Werkvoorraad')?.click()
      times.push((await until(() => rows() > 0)) - from)
    }
    return times
  }, RETURNS)
}

/** Scrolls down from the top, a step in each frame; beside it frames in which nothing moves. */
export async function measureScroll(page: Page, step: number): Promise<{ frames: number[]; idle: number[] }> {
  await seeQueue(page)
  return page.evaluate(
    async ({ step, most }) => {
      const frame = () => new Promise<number>(requestAnimationFrame)
      const list = document.querySelector<HTMLElement>('[role=grid] [role=rowgroup]')?.parentElement
      if (!list) throw new Error('the queue has no list to scroll')
      list.scrollTop = 0
      const idle: number[] = []
      for (let last = await frame(); idle.length < 120; ) {
        const now = await frame()
        idle.push(now - last)
        last = now
      }
      const frames: number[] = []
      let last = await frame()
      while (list.scrollTop + list.clientHeight < list.scrollHeight - 1 && frames.length < most) {
        list.scrollTop += step
        const now = await frame()
        frames.push(now - last)
        last = now
      }
      return { frames, idle }
    },
    { step, most: step === WHEEL ? WHEEL_FRAMES : Number.MAX_SAFE_INTEGER },
  )
}
