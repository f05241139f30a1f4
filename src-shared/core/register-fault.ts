import { isIsoDate } from './dates.ts'
import { deliveredExemptions } from './exemption.ts'
import { findBeginningInside, findCover, type LinePeriod } from './period-line.ts'
import type { ReferenceData, Sponsor } from './reference.ts'
import { amountsOf, periodOf } from './register-apply.ts'
import type { RegisterChange } from './register.ts'
import { findSponsor } from './sponsor.ts'

/** Why a change cannot be recorded; `values` fill the sentence that says so. */
export interface RegisterFault {
  /** Of the change. */
  field: string
  code: RegisterFaultCode
  values: Record<string, string | number>
}

export type RegisterFaultCode =
  | 'impossible_date'
  | 'until_before_from'
  | 'overlaps'
  | 'nothing_new'
  | 'unknown_sponsor'
  | 'brin_taken'
  | 'unknown_nationality'
  | 'unknown_rule'
  | 'length_of_rule'

/** Nothing about student migration was in force before, and nobody knows what will be after. */
const EARLIEST = '1990-01-01'
const LATEST = '2100-12-31'

/** What keeps a change from being recorded in this register; undefined when nothing does. The shape of the change is known to be right. */
export function findFault(reference: ReferenceData, change: RegisterChange): RegisterFault | undefined {
  return findDateFault(change) ?? findUnknown(reference, change) ?? findRepetition(reference, change)
}

function findDateFault(change: RegisterChange): RegisterFault | undefined {
  if (change.kind === 'details') return undefined
  const dates: [string, string | null][] =
    change.kind === 'dayOff'
      ? [['on', change.on]]
      : [
          ['from', change.from],
          ['until', change.until],
        ]
  for (const [field, date] of dates) {
    if (date === null) continue
    if (!isIsoDate(date) || date < EARLIEST || date > LATEST) return fault(field, 'impossible_date', { date })
  }
  if (change.kind === 'dayOff' || change.until === null || change.until >= change.from) return undefined
  return fault('until', 'until_before_from', { from: change.from, until: change.until })
}

function findUnknown(reference: ReferenceData, change: RegisterChange): RegisterFault | undefined {
  switch (change.kind) {
    case 'details': {
      const { brin, sponsorId } = change
      const owner = reference.sponsors.find((sponsor) => sponsor.brin === brin)
      return owner === undefined || owner.sponsorId === sponsorId ? undefined : fault('brin', 'brin_taken', { brin })
    }
    case 'status':
    case 'codeOfConduct':
    case 'programme': {
      const { sponsorId } = change
      return findSponsor(reference, sponsorId) ? undefined : fault('sponsorId', 'unknown_sponsor', { sponsorId })
    }
    case 'exemption': {
      const { nationality } = change
      const known = reference.countries.some((country) => country.a3 === nationality)
      return known ? undefined : fault('nationality', 'unknown_nationality', { nationality })
    }
    case 'term':
      return findTermFault(reference, change)
    default:
      return undefined
  }
}

// A rule keeps its unit and its direction: two weeks cannot become two weeks backwards.
function findTermFault(
  reference: ReferenceData,
  { rule, length }: { rule: string; length: number },
): RegisterFault | undefined {
  const known = reference.deadlines.rules.find((candidate) => candidate.id === rule)
  const delivered = known?.months ?? known?.days
  if (known === undefined || delivered === undefined) return fault('rule', 'unknown_rule', { rule })
  const most = known.months === undefined ? 730 : 24
  return Math.sign(length) === Math.sign(delivered) && Math.abs(length) <= most
    ? undefined
    : fault('length', 'length_of_rule', { rule, most: Math.sign(delivered) * most })
}

/** A later record within the period would be undone unseen; a record that says what is so already would be noise in the history. */
function findRepetition(reference: ReferenceData, change: RegisterChange): RegisterFault | undefined {
  switch (change.kind) {
    case 'details': {
      const sponsor = findSponsor(reference, change.sponsorId)
      const { kind: _, ...details } = change
      return sponsor !== undefined &&
        Object.entries(details).every(([name, value]) => sponsor[name as Detail] === value)
        ? fault('sponsorId', 'nothing_new', {})
        : undefined
    }
    case 'dayOff':
      return reference.holidays.extraEquatedDays.includes(change.on) === change.off
        ? fault('on', 'nothing_new', {})
        : undefined
    case 'status': {
      const line = findSponsor(reference, change.sponsorId)?.status ?? []
      return findLineFault(line, change, (entry) => entry.status === change.status)
    }
    case 'codeOfConduct': {
      const line = findSponsor(reference, change.sponsorId)?.codeOfConduct ?? []
      return findMembershipFault(line, change, change.member)
    }
    case 'programme': {
      const all = findSponsor(reference, change.sponsorId)?.programmes ?? []
      const line = all.filter((programme) => programme.code === change.code)
      if (!change.offered) return findMembershipFault(line, change, false)
      const { name, level, mode, accreditedBy } = change
      return findLineFault(
        line,
        change,
        (entry) =>
          entry.name === name && entry.level === level && entry.mode === mode && entry.accreditedBy === accreditedBy,
      )
    }
    case 'amount':
      return findLineFault(amountsOf(reference, change.table), change, (entry) => entry.cents === change.cents)
    case 'exemption': {
      const { list, nationality, exempt } = change
      const line = (reference.exemptions ?? []).filter((one) => one.list === list && one.nationality === nationality)
      const asDelivered = line.length === 0 && deliveredExemptions(reference, list).includes(nationality) === exempt
      if (asDelivered) return fault('exempt', 'nothing_new', {})
      return findLineFault(line, change, (entry) => entry.exempt === exempt)
    }
    case 'term': {
      const line = (reference.terms ?? []).filter((one) => one.rule === change.rule)
      const rule = reference.deadlines.rules.find((one) => one.id === change.rule)
      const asDelivered = line.length === 0 && (rule?.months ?? rule?.days) === change.length
      if (asDelivered) return fault('length', 'nothing_new', {})
      return findLineFault(line, change, (entry) => entry.length === change.length)
    }
  }
}

type Detail = 'sponsorId' | 'name' | 'city' | 'brin' | 'clientNumber'
type Span = { from: string; until: string | null }

function findLineFault<Entry extends LinePeriod>(
  line: readonly Entry[],
  span: Span,
  isSame: (entry: Entry) => boolean,
): RegisterFault | undefined {
  const period = periodOf(span)
  const inside = findBeginningInside(line, period)
  if (inside !== undefined) return fault('until', 'overlaps', { otherFrom: inside.validFrom })
  return findCover(line, period)?.every(isSame) === true ? fault('from', 'nothing_new', {}) : undefined
}

// Where absence is what is recorded, an empty period already says it.
function findMembershipFault(line: readonly LinePeriod[], span: Span, present: boolean): RegisterFault | undefined {
  if (present) return findLineFault(line, span, () => true)
  const period = periodOf(span)
  const inside = findBeginningInside(line, period)
  if (inside !== undefined) return fault('until', 'overlaps', { otherFrom: inside.validFrom })
  const covered = line.some(
    (entry) =>
      (period.validTo === null || entry.validFrom <= period.validTo) &&
      (entry.validTo === null || entry.validTo >= period.validFrom),
  )
  return covered ? undefined : fault('from', 'nothing_new', {})
}

function fault(field: string, code: RegisterFaultCode, values: RegisterFault['values']): RegisterFault {
  return { field, code, values }
}

/** The sponsors with one in the place of its namesake, in the order of their ids. */
export function withSponsor(sponsors: readonly Sponsor[], sponsor: Sponsor): Sponsor[] {
  const others = sponsors.filter((other) => other.sponsorId !== sponsor.sponsorId)
  return [...others, sponsor].toSorted((a, b) => (a.sponsorId < b.sponsorId ? -1 : 1))
}
