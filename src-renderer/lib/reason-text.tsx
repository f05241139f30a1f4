import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reason } from '#core/reason.ts'
import { type Format, useFormat } from './format.ts'

/** A reason in the present language, its values formatted by the end of their names (#core/reason.ts). */
export function useReasonText(): (reason: Reason) => string {
  const { t } = useTranslation('reasons')
  const format = useFormat()
  return useCallback((reason) => t(`reason.${reason.code}`, formatValues(reason.values, format)), [t, format])
}

/** Several reasons as sentences after one another. */
export function useReasonsText(): (reasons: Reason[]) => string {
  const reasonText = useReasonText()
  return useCallback(
    (reasons) => reasons.map((one) => `${reasonText(one).replace(/\.$/, '')}.`).join(' '),
    [reasonText],
  )
}

export function ReasonText({ reason }: { reason: Reason }) {
  return useReasonText()(reason)
}

/** The values of a reason or timeline entry as words, by the end of their names; also for text in another language than the screen's. */
export function formatValues(values: Reason['values'], format: Format): Record<string, string | number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, formatValue(name, value, format)]))
}

function formatValue(name: string, value: string | number, format: Format): string | number {
  if (typeof value === 'number') {
    if (name.endsWith('Cents')) return format.money(value)
    return /(^d|D)ays$/.test(name) ? format.days(value) : value
  }
  if (name.endsWith('On')) return format.date(value)
  if (name.endsWith('At')) return format.dateTime(value)
  if (name.endsWith('Nationality') || name.endsWith('State')) return format.country(value)
  return value
}
