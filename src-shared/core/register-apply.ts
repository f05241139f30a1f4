import { recordPeriod } from './period-line.ts'
import type { DatedAmount, Period, ReferenceData, Sponsor } from './reference.ts'
import type { AmountTable, RegisterRecord, SponsorChange, TableChange } from './register.ts'
import { must } from './result.ts'

type Because = Pick<RegisterRecord, 'recordId' | 'source' | 'reason'>

/** The sponsor after one more record. Applying never fails: what may be recorded is judged before (findFault). */
export function applySponsorChange(sponsor: Sponsor | undefined, change: SponsorChange, record: Because): Sponsor {
  if (change.kind === 'details') {
    const { kind: _, ...details } = change
    return { status: [], codeOfConduct: [], programmes: [], ...sponsor, ...details }
  }
  must(sponsor, 'a sponsor is registered before anything else is recorded of it')
  const period = periodOf(change)
  const because = { source: record.source, recordId: record.recordId }
  switch (change.kind) {
    case 'status': {
      const entry = { ...period, status: change.status, ...because }
      return { ...sponsor, status: recordPeriod(sponsor.status, period, entry) }
    }
    case 'codeOfConduct': {
      const entry = change.member ? { ...period, ...because } : null
      return { ...sponsor, codeOfConduct: recordPeriod(sponsor.codeOfConduct, period, entry) }
    }
    case 'programme':
      return { ...sponsor, programmes: recordProgramme(sponsor, change, record.recordId) }
  }
}

function recordProgramme(
  sponsor: Sponsor,
  change: Extract<SponsorChange, { kind: 'programme' }>,
  recordId: string,
): Sponsor['programmes'] {
  const period = periodOf(change)
  const { code, name, level, mode, accreditedBy } = change
  const own = sponsor.programmes.filter((programme) => programme.code === code)
  const entry = change.offered ? { ...period, code, name, level, mode, accreditedBy, recordId } : null
  return [
    ...sponsor.programmes.filter((programme) => programme.code !== code),
    ...recordPeriod(own, period, entry),
  ].toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
}

/** The reference data after one more record about its tables. */
export function applyTableChange(reference: ReferenceData, change: TableChange, record: Because): ReferenceData {
  const because = { source: record.source, recordId: record.recordId }
  switch (change.kind) {
    case 'amount': {
      const period = periodOf(change)
      const entry = { ...period, cents: change.cents, ...because }
      return withAmounts(reference, change.table, recordPeriod(amountsOf(reference, change.table), period, entry))
    }
    case 'exemption': {
      const { list, nationality, exempt } = change
      const all = reference.exemptions ?? []
      const own = all.filter((entry) => entry.list === list && entry.nationality === nationality)
      const period = periodOf(change)
      const line = recordPeriod(own, period, { ...period, list, nationality, exempt, ...because })
      return { ...reference, exemptions: [...all.filter((entry) => !own.includes(entry)), ...line] }
    }
    case 'term': {
      const { rule, length } = change
      const all = reference.terms ?? []
      const own = all.filter((entry) => entry.rule === rule)
      const period = periodOf(change)
      const line = recordPeriod(own, period, { ...period, rule, length, ...because })
      return { ...reference, terms: [...all.filter((entry) => entry.rule !== rule), ...line] }
    }
    case 'dayOff': {
      const days = reference.holidays.extraEquatedDays.filter((day) => day !== change.on)
      const extraEquatedDays = change.off ? [...days, change.on].toSorted() : days
      return { ...reference, holidays: { ...reference.holidays, extraEquatedDays } }
    }
  }
}

/** The dated amounts of a table. */
export function amountsOf(reference: Pick<ReferenceData, 'norms' | 'fees'>, table: AmountTable): DatedAmount[] {
  switch (table) {
    case 'incomeNorm':
      return reference.norms.perMonth
    case 'minimumWage':
      return reference.norms.minimumWagePerMonth
    case 'fee':
      return reference.fees.grant
  }
}

function withAmounts(reference: ReferenceData, table: AmountTable, amounts: DatedAmount[]): ReferenceData {
  switch (table) {
    case 'incomeNorm':
      return { ...reference, norms: { ...reference.norms, perMonth: amounts } }
    case 'minimumWage':
      return { ...reference, norms: { ...reference.norms, minimumWagePerMonth: amounts } }
    case 'fee':
      return { ...reference, fees: { ...reference.fees, grant: amounts } }
  }
}

/** The span of a change as a period of validity. */
export function periodOf(change: { from: string; until: string | null }): Period {
  return { validFrom: change.from, validTo: change.until }
}
