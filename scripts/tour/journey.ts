import { mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { OutboxRow } from '#contract/case-view.ts'
import { ask, type DeskWindow } from '../drive/desk-window.ts'
import { root } from '../lib/paths.mjs'
import { say } from '../lib/say.mjs'

export interface Step {
  name: string
  ok: boolean
  ms: number
  screenshot: string | null
  error?: string
}

/** What is found out on the way, for the report. */
export interface Findings {
  electron: string
  node: string
  keystrokesCleanCase: number | null
  casesPerHour: number | null
}

/** The steps walked so far, and every act that the window has called saved. */
export class Journey {
  readonly steps: Step[] = []
  /** By command id, as last seen. */
  readonly acts = new Map<string, Pick<OutboxRow, 'caseNumber' | 'kind' | 'state'>>()
  readonly findings: Findings = { electron: '', node: '', keystrokesCleanCase: null, casesPerHour: null }
  readonly #folder: string
  #window: DeskWindow | undefined

  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true })
  }

  /** The window that pictures are taken of from now on. */
  look(window: DeskWindow): void {
    this.#window = window
  }

  /** Walks one step: what it does, then its picture, then the acts in the window's own list. Throws when it fails. */
  async step(name: string, work: () => Promise<void>): Promise<void> {
    const from = performance.now()
    const failure = await work().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    )
    const ms = Math.round(performance.now() - from)
    const step: Step = { name, ok: failure === undefined, ms, screenshot: await this.#picture(name) }
    this.steps.push(failure === undefined ? step : { ...step, error: failure.message })
    say(`${failure === undefined ? 'ok    ' : 'FAILED'} ${String(ms).padStart(6)} ms  ${name}`)
    if (failure !== undefined) throw failure
    await this.#noteActs()
  }

  async #picture(name: string): Promise<string | null> {
    const page = this.#window?.page
    if (page === undefined || page.isClosed()) return null
    const path = join(this.#folder, `${String(this.steps.length + 1).padStart(2, '0')}-${name}.png`)
    await page.screenshot({ path })
    return relative(root, path)
  }

  async #noteActs(): Promise<void> {
    const page = this.#window?.page
    if (page === undefined || page.isClosed()) return
    for (const which of ['waiting', 'answered'] as const) {
      for (const { commandId, caseNumber, kind, state } of await ask(page, 'listOutbox', { which, limit: 500 })) {
        this.acts.set(commandId, { caseNumber, kind, state })
      }
    }
  }
}
