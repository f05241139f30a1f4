/** How a reason weighs: supports, fails, needs a person's attention, or only informs. */
export type ReasonTone = 'ok' | 'fail' | 'warn' | 'info'

/**
 * One step of an explanation, without language: screens translate `reason.<code>` and format the values by the end of their names:
 * `…On` is an ISO date (Europe/Amsterdam), `…At` an ISO instant, `…Cents` euro cents, `…Nationality` and `…State` an ISO 3166 alpha-3 code; anything else is shown as it is.
 */
export interface Reason {
  code: string
  tone: ReasonTone
  values: Record<string, string | number>
}

export function reason(code: string, tone: ReasonTone, values: Record<string, string | number> = {}): Reason {
  return { code, tone, values }
}
