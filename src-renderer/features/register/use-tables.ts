import { useTranslation } from 'react-i18next'
import type { RegisterTables } from '#contract/register-view.ts'
import { deliveredExemptions } from '#core/exemption.ts'
import type { DatedAmount } from '#core/reference.ts'
import { amountsOf } from '#core/register-apply.ts'
import { AMOUNT_TABLES, type AmountTable, EXEMPTION_LISTS, type ExemptionList } from '#core/register.ts'
import { type Format, useFormat } from '#renderer/lib/format.ts'
import type { About } from './about-table.ts'

export interface TableRow {
  key: string
  what: string
  value: string
  /** null: not said. */
  validFrom: string | null
  validTo: string | null
  source: string
  certainty: string
}

export interface ShownTable {
  id: AmountTable | `${ExemptionList}Exempt` | 'terms' | 'daysOff' | 'grounds' | 'labourNotes'
  rows: TableRow[]
  /** How an administrator adds to it; absent where it comes with the program. */
  recording?: { kind: 'amount' | 'exemption' | 'term' | 'dayOff'; about: About }
}

/** The reference tables as rows in the language of the screen. */
export function useTables(tables: RegisterTables): ShownTable[] {
  const { t, i18n } = useTranslation('register')
  const format = useFormat()
  const english = i18n.language === 'en'
  return [
    ...AMOUNT_TABLES.map((table): ShownTable => {
      const rows = amountsOf(tables, table).toReversed()
      return {
        id: table,
        rows: rows.map((amount) => toAmountRow(amount, format, t('amount.unknown'))),
        recording: { kind: 'amount', about: { table } },
      }
    }),
    ...EXEMPTION_LISTS.map((list): ShownTable => {
      const words = { exempt: t('exempt.yes'), not: t('exempt.no') }
      return {
        id: `${list}Exempt`,
        rows: exemptionRows(tables, list, { format, words }),
        recording: { kind: 'exemption', about: { list } },
      }
    }),
    {
      id: 'terms',
      rows: termRows(tables, english, (count, unit) => t(unit === 'months' ? 'months' : 'days', { count })),
      recording: { kind: 'term', about: { terms: true } },
    },
    {
      id: 'daysOff',
      rows: dayOffRows(tables, { english, format, yearly: t('day.yearly'), decreed: t('day.decreed') }),
      recording: { kind: 'dayOff', about: { daysOff: true } },
    },
    {
      id: 'grounds',
      rows: tables.grounds.map(({ code, nl, en, basis }) => ({
        ...aRow(code),
        what: code,
        value: english ? en : nl,
        source: basis,
      })),
    },
    {
      id: 'labourNotes',
      rows: tables.permit.labourNotes.map((note) => ({
        ...aRow(note.validFrom),
        what: note.nl,
        validFrom: note.validFrom,
        validTo: note.validTo,
        source: note.basis,
      })),
    },
  ]
}

function aRow(key: string): TableRow {
  return { key, what: '', value: '', validFrom: null, validTo: null, source: '', certainty: '' }
}

function toAmountRow(amount: DatedAmount, format: Format, unknown: string): TableRow {
  const { validFrom, validTo, cents, source, confidence = '' } = amount
  const value = cents === null ? unknown : format.money(cents)
  return { ...aRow(validFrom), value, validFrom, validTo, source, certainty: confidence }
}

function exemptionRows(
  tables: RegisterTables,
  list: ExemptionList,
  { format, words }: { format: Format; words: { exempt: string; not: string } },
): TableRow[] {
  const source = { mvv: tables.mvv.source, tb: tables.tb.source, fee: '' }[list]
  const recorded = (tables.exemptions ?? [])
    .filter((entry) => entry.list === list)
    .map((entry) => ({
      ...aRow(`${entry.nationality} ${entry.validFrom}`),
      what: format.country(entry.nationality),
      value: entry.exempt ? words.exempt : words.not,
      validFrom: entry.validFrom,
      validTo: entry.validTo,
      source: entry.source,
    }))
  const delivered = deliveredExemptions(tables, list).map((nationality) => ({
    ...aRow(nationality),
    what: format.country(nationality),
    value: words.exempt,
    source,
  }))
  return [...recorded.toReversed(), ...delivered.toSorted((a, b) => a.what.localeCompare(b.what))]
}

function termRows(
  tables: RegisterTables,
  english: boolean,
  lengthText: (count: number, unit: 'days' | 'months') => string,
): TableRow[] {
  return tables.deadlines.rules.flatMap((rule) => {
    const unit = rule.months === undefined ? 'days' : 'months'
    const length = rule.months ?? rule.days
    const what = `${english ? rule.en : rule.nl} (${rule.id})`
    const delivered = {
      ...aRow(rule.id),
      what,
      value: length === undefined ? '' : lengthText(length, unit),
      source: rule.basis,
      certainty: rule.confidence,
    }
    const recorded = (tables.terms ?? [])
      .filter((term) => term.rule === rule.id)
      .map((term) => ({
        ...aRow(`${rule.id} ${term.validFrom}`),
        what,
        value: lengthText(term.length, unit),
        validFrom: term.validFrom,
        validTo: term.validTo,
        source: term.source,
      }))
    return [...recorded.toReversed(), delivered]
  })
}

function dayOffRows(
  tables: RegisterTables,
  { english, format, yearly, decreed }: { english: boolean; format: Format; yearly: string; decreed: string },
): TableRow[] {
  const extra = tables.holidays.extraEquatedDays.map((day) => ({
    ...aRow(day),
    what: format.date(day),
    value: decreed,
    validFrom: day,
    validTo: day,
    source: 'Atw 3(3)',
  }))
  const rules = tables.holidays.rules.map((rule) => ({
    ...aRow(rule.id),
    what: english ? rule.en : rule.nl,
    value: yearly,
    validFrom: rule.validFrom ?? null,
    source: 'Atw 3',
  }))
  return [...extra, ...rules]
}
