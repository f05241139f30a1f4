import { beforeAll, describe, expect, test } from 'vitest'
import { intakeApplicationSchema } from '#contract/intake-schema.ts'
import { addDays, ageOn } from '#core/dates.ts'
import { parseMrz } from '#core/mrz.ts'
import { runPreChecks } from '#core/pre-checks.ts'
import { inCodeOfConductOn, sponsorStatusOn } from '#core/sponsor.ts'
import { EDGE_CASES } from '#scripts/sample/edge-cases.ts'
import { FAILING, INCOMPLETE } from '#scripts/sample/faults.ts'
import { AROUND, type MadeApplication, makeSample, toCaseApplication } from './make.ts'

let sample: Awaited<ReturnType<typeof makeSample>>

beforeAll(async () => {
  sample = await makeSample({ cases: 1_000 })
})

/** Items the automatic checks find not met on the day of receipt. */
function notMet({ application, sponsor, receivedOn }: MadeApplication): string[] {
  const file = {
    application: toCaseApplication(application),
    sponsorId: sponsor.sponsorId,
    duplicates: [],
    clockEvents: [{ kind: 'received' as const, on: receivedOn, basis: 'Vw 25' }],
  }
  return runPreChecks(file, sample.reference, receivedOn)
    .filter(({ value }) => value === 'not_met')
    .map(({ itemId }) => itemId)
}

describe('what a sample is made of', () => {
  test('a thousand cases hold four percent incomplete and two percent failing applications', () => {
    const count = (kind: string) => sample.made.filter(({ label }) => label.kind === kind).length
    expect(sample.made).toHaveLength(1_000)
    expect([count('incomplete'), count('failing')]).toEqual([40, 20])
    expect(count('clean')).toBeGreaterThan(850)
  })

  test('every way to be incomplete or to fail occurs', () => {
    const variants = new Set(sample.made.map(({ label }) => label.variant))
    expect([...INCOMPLETE, ...FAILING].filter(({ variant }) => !variants.has(variant))).toEqual([])
  })

  test('four hundred cases hold every edge case, and a hundred hold none', async () => {
    const variantsOf = async (cases: number) =>
      new Set((await makeSample({ cases })).made.map(({ label }) => label.variant))
    const [many, few] = [await variantsOf(400), await variantsOf(100)]
    expect(EDGE_CASES.filter(({ variant }) => !many.has(variant))).toEqual([])
    expect(EDGE_CASES.filter(({ variant }) => few.has(variant))).toEqual([])
  })

  test('nationalities are led by China, India, the United States, Türkiye and Indonesia', async () => {
    const { made } = await makeSample({ cases: 4_000 })
    const counts = new Map<string, number>()
    for (const { application } of made) {
      const { nationality } = application.applicant
      counts.set(nationality, (counts.get(nationality) ?? 0) + 1)
    }
    const order = [...counts].toSorted(([, one], [, other]) => other - one).map(([a3]) => a3)
    expect(order.slice(0, 2)).toEqual(['CHN', 'IND'])
    expect(order.slice(2, 5).toSorted()).toEqual(['IDN', 'TUR', 'USA'])
    expect(order.length).toBeGreaterThan(40)
  })

  test('all six ways to show means occur, and mixtures of them', () => {
    const ways = new Set(sample.made.flatMap(({ application }) => application.means.map(({ way }) => way)))
    expect(ways.size).toBe(6)
    expect(sample.made.some(({ label, application }) => label.kind === 'clean' && application.means.length > 1)).toBe(
      true,
    )
  })

  test('no two applications have the same key, and only twins share a passport', () => {
    const keys = sample.made.map(({ application }) => application.applicationKey)
    expect(new Set(keys).size).toBe(keys.length)
    const seen = new Map<string, string[]>()
    for (const { application, label } of sample.made) {
      const number = application.passport?.number
      if (number !== undefined) seen.set(number, [...(seen.get(number) ?? []), label.variant])
    }
    const shared = [...seen.values()].filter((variants) => variants.length > 1)
    expect(shared).toEqual([
      ['same_passport', 'same_passport'],
      ['same_passport', 'same_passport'],
    ])
  })

  test('twins with another passport have one name and one birth date', () => {
    const twins = sample.made.filter(({ label }) => label.variant === 'same_name_and_birth_date')
    const persons = new Set(
      twins.map(
        ({ application: { applicant } }) => `${applicant.familyName}/${applicant.givenNames}/${applicant.birthDate}`,
      ),
    )
    const passports = new Set(twins.map(({ application }) => application.passport?.number))
    expect([twins.length, persons.size, passports.size]).toEqual([4, 2, 4])
  })
})

describe('what the hub and the checks make of it', () => {
  test('every application but those made to be held passes the intake schema', () => {
    const refused = sample.made.filter(({ application }) => !intakeApplicationSchema.safeParse(application).success)
    expect(new Set(refused.map(({ label }) => label.variant))).toEqual(new Set(['nationality_written_out']))
  })

  test('no automatic check fails for a clean application', () => {
    const clean = sample.made.filter(({ label }) => label.kind === 'clean')
    expect(clean.flatMap((one) => notMet(one))).toEqual([])
  })

  test('an application made to fail an item fails it, and an edge case without one fails none', () => {
    const wrong = sample.made
      .filter(({ label }) => label.kind !== 'clean' && label.kind !== 'held')
      .map((one) => ({ ...one.label, found: notMet(one) }))
      .filter(({ item, found }) => (item === null ? found.length > 0 : !found.includes(item)))
    expect(wrong).toEqual([])
  })

  test('every machine-readable zone has sound check digits, except the one made to be held', () => {
    const unsound = sample.made.filter(({ application }) => {
      const mrz = application.passport?.mrz
      return mrz !== null && mrz !== undefined && !parseMrz(mrz).ok
    })
    expect(new Set(unsound.map(({ label }) => label.variant))).toEqual(new Set(['mrz_check_digit']))
  })

  test('a minor always says whether a parent consents', () => {
    const minors = sample.made.filter(
      ({ application, receivedOn, label }) =>
        label.kind !== 'failing' && ageOn(application.applicant.birthDate, receivedOn) < 18,
    )
    expect(minors.length).toBeGreaterThan(3)
    expect(minors.filter(({ application }) => application.guardianConsent === null)).toEqual([])
  })
})

describe('when and by whom it is sent', () => {
  test('receipts end on the day asked for, come in order, and are mostly young with a few late', () => {
    const days = sample.planned.map(({ receivedOn }) => receivedOn)
    expect(days).toEqual(days.toSorted())
    expect(days.every((day) => day <= AROUND)).toBe(true)
    const young = sample.made.filter(({ receivedOn }) => receivedOn >= addDays(AROUND, -14)).length
    expect(young).toBeGreaterThan(750)
    expect(young).toBeLessThan(990)
  })

  test('a year follows its season: most is received from April to August', async () => {
    const { made } = await makeSample({ cases: 2_000, profile: 'year' })
    const inSeason = made.filter(({ receivedOn }) => ['04', '05', '06', '07', '08'].includes(receivedOn.slice(5, 7)))
    expect(inSeason.length / made.length).toBeGreaterThan(0.65)
    expect(inSeason.length / made.length).toBeLessThan(0.85)
  })

  test('only sponsors in good standing submit clean applications; each other standing occurs', () => {
    const standing = ({ sponsor, receivedOn }: MadeApplication) =>
      sponsorStatusOn(sponsor, receivedOn) === 'recognised' && inCodeOfConductOn(sponsor, receivedOn)
    expect(sample.made.filter(({ label }) => label.kind === 'clean').every(standing)).toBe(true)
    const lapsed = sample.sponsors.filter((sponsor) => !inCodeOfConductOn(sponsor, addDays(AROUND, -10)))
    expect(lapsed.map(({ name }) => name)).toEqual(['Hogeschool Scheldemond', 'Hogeschool Meesterlijk Bedrijf'])
    const now = sample.sponsors.map((sponsor) => sponsorStatusOn(sponsor, AROUND))
    expect(now.filter((status) => status === 'suspended')).toHaveLength(1)
    expect(now.filter((status) => status === 'withdrawn')).toHaveLength(1)
    const before = sample.sponsors.filter((sponsor) => sponsorStatusOn(sponsor, addDays(AROUND, -250)) === 'suspended')
    expect(before.map((sponsor) => sponsorStatusOn(sponsor, AROUND))).toEqual(['recognised'])
  })

  test('sixty sponsors have a BRIN and a client number of their own and ten to forty programmes', () => {
    const { sponsors } = sample
    expect(new Set(sponsors.map(({ brin }) => brin)).size).toBe(60)
    expect(new Set(sponsors.map(({ clientNumber }) => clientNumber)).size).toBe(60)
    expect(sponsors.filter(({ programmes }) => programmes.length < 10 || programmes.length > 40)).toEqual([])
    expect(sponsors.flatMap(({ programmes }) => programmes).every(({ code }) => /^\d{5}$/.test(code))).toBe(true)
  })

  test('no batch is larger than asked for', async () => {
    const { planned } = await makeSample({ cases: 60, batch: 5 })
    expect(Math.max(...planned.map(({ slots }) => slots.length))).toBe(5)
  })
})
