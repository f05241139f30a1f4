import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { findAlpha2 } from './country-codes.ts'

export interface Format {
  /** '2026-06-12' → '12 jun 2026'. */
  date: (isoDate: string) => string
  /** ISO instant → '12 jun 2026 14:03', Europe/Amsterdam. */
  dateTime: (instant: string) => string
  /** ISO instant → '14:03'; with seconds '14:03:20'. */
  time: (instant: string, withSeconds?: boolean) => string
  /** Euro cents → '€ 13.569,24'. */
  money: (cents: number) => string
  number: (value: number) => string
  /** Bytes → '35 MB', below one megabyte '120 kB'. */
  size: (bytes: number) => string
  /** ISO 3166 alpha-3 → 'China'. Codes that are no country (XXA) by their own words. */
  country: (alpha3: string) => string
  /** '1 dag', '12 dagen'. */
  days: (count: number) => string
}

const ZONE = 'Europe/Amsterdam'

// Made once per language: the system's formatters are dear to make, and a list makes hundreds of cells while it scrolls.
const formats = new Map<string, Format>()

/** Dates, money, numbers and names in the present language. */
export function useFormat(): Format {
  const { i18n } = useTranslation('common')
  const known = formats.get(i18n.language)
  if (known) return known
  const made = makeFormat(i18n.language, i18n.getFixedT(i18n.language, 'common'))
  formats.set(i18n.language, made)
  return made
}

/** The same for a language that is not the screen's: an official text is Dutch whatever the officer reads. */
export function makeFormat(language: string, t: TFunction<'common'>): Format {
  const locale = language === 'en' ? 'en-GB' : 'nl-NL'
  const dates = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  const moments = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: ZONE })
  const minutes = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: ZONE })
  const seconds = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone: ZONE,
  })
  const amounts = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' })
  const numbers = new Intl.NumberFormat(locale)
  const sizes = { kilobyte: sizeFormat(locale, 'kilobyte'), megabyte: sizeFormat(locale, 'megabyte') }
  const names = new Intl.DisplayNames([locale], { type: 'region' })

  function country(alpha3: string): string {
    const alpha2 = findAlpha2(alpha3)
    if (alpha2 !== undefined) return names.of(alpha2) ?? alpha3
    return t(`country.${alpha3}`, { defaultValue: alpha3 })
  }

  return {
    date: (isoDate) => (isIsoDate(isoDate) ? dates.format(new Date(`${isoDate}T00:00:00Z`)) : isoDate),
    dateTime: (instant) => `${moments.format(new Date(instant))} ${minutes.format(new Date(instant))}`,
    time: (instant, withSeconds = false) => (withSeconds ? seconds : minutes).format(new Date(instant)),
    money: (cents) => amounts.format(cents / 100),
    number: (value) => numbers.format(value),
    size: (bytes) =>
      bytes < 1_000_000 ? sizes.kilobyte.format(bytes / 1_000) : sizes.megabyte.format(bytes / 1_000_000),
    country,
    days: (count) => t('days', { count }),
  }
}

function sizeFormat(locale: string, unit: 'kilobyte' | 'megabyte'): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 0 })
}

function isIsoDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
}
