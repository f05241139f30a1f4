import { addDays, weekdayOf } from '#core/dates.ts'
import type { Sponsor } from '#core/reference.ts'
import { must } from '#core/result.ts'
import { inCodeOfConductOn, sponsorStatusOn } from '#core/sponsor.ts'
import { EDGE_CASES, workday } from './edge-cases.ts'
import { FAILING, INCOMPLETE } from './faults.ts'
import { INSTITUTIONS } from './institution-list.ts'
import { type Random, seededRandom } from './random.ts'
import { CLEAN, type Recipe } from './recipe.ts'

/** What to make. The same options always give the same files, byte for byte. */
export interface SampleOptions {
  cases: number
  seed: string
  /** The day the sample looks back from; receipts lie on or before it. */
  receivedAround: string
  profile: 'recent' | 'year'
  /** Share of the applications that carry their documents, 0 to 1. */
  documents: number
  /** Most applications in one batch. */
  batch: number
}

/** One application to be made; `index` names its draws. */
export interface Slot {
  index: number
  recipe: Recipe
  /** Two slots with the same pair are one person. */
  pair: number | null
}

/** What one institution sends on one day. */
export interface PlannedBatch {
  sponsor: Sponsor
  receivedOn: string
  slots: Slot[]
}

/** Edge cases would crowd out a small sample. */
export const FEWEST_CASES_WITH_EDGES = 200
const INCOMPLETE_SHARE = 0.04
const FAILING_SHARE = 0.02

/** Share of a year's applications in each month, January first: nearly all of them from April to August. */
const MONTH_SHARES = [4, 3, 6, 11, 16, 21, 19, 8, 2, 2, 4, 4]

/** Divides the cases over kinds, days and institutions. Batches come in order of receipt. */
export function planSample(options: SampleOptions, sponsors: readonly Sponsor[]): PlannedBatch[] {
  const random = seededRandom(`${options.seed}/plan`)
  const slots = planSlots(options, random)
  const alone = slots.filter(({ recipe }) => recipe.sponsor !== undefined || recipe.receivedOn !== undefined)
  const rest = random.shuffle(slots.filter((slot) => !alone.includes(slot)))
  const days = receiptDays(options)
  const batches = alone.map((slot) => planAlone(slot, options, sponsors, days, random))
  const size = Math.min(options.batch, Math.max(8, Math.ceil(options.cases / 250)))
  for (let first = 0; first < rest.length; first += size) {
    const receivedOn = random.weighted(days)
    const sponsor = pickSponsor(random, sponsors, receivedOn)
    batches.push({ sponsor, receivedOn, slots: rest.slice(first, first + size) })
  }
  return batches.toSorted((one, other) =>
    one.receivedOn < other.receivedOn ? -1 : one.receivedOn > other.receivedOn ? 1 : 0,
  )
}

function planSlots({ cases }: SampleOptions, random: Random): Slot[] {
  const edges = cases >= FEWEST_CASES_WITH_EDGES ? edgeRecipes(cases) : []
  const incomplete = Math.round(cases * INCOMPLETE_SHARE)
  const failing = Math.round(cases * FAILING_SHARE)
  const recipes: Omit<Slot, 'index'>[] = [
    ...edges,
    ...cycle(random.shuffle(INCOMPLETE), incomplete),
    ...cycle(random.shuffle(FAILING), failing),
  ]
  while (recipes.length < cases) recipes.push({ recipe: CLEAN, pair: null })
  return recipes.map((slot, index) => ({ ...slot, index }))
}

/** One of each in a small sample, three in a large one; twins come in twos. */
function edgeRecipes(cases: number): Omit<Slot, 'index'>[] {
  const copies = cases >= 4_000 ? 3 : cases >= 1_000 ? 2 : 1
  return EDGE_CASES.flatMap((recipe, kind) =>
    Array.from({ length: copies }, (_, copy) => copy).flatMap((copy): Omit<Slot, 'index'>[] => {
      if (recipe.twin === undefined) return [{ recipe, pair: null }]
      const pair = kind * 10 + copy
      return [
        { recipe, pair },
        { recipe, pair },
      ]
    }),
  )
}

function cycle(recipes: readonly Recipe[], count: number): Omit<Slot, 'index'>[] {
  return Array.from({ length: count }, (_, index) => {
    const recipe = recipes[index % recipes.length]
    must(recipe !== undefined, 'there are recipes')
    return { recipe, pair: null }
  })
}

function planAlone(
  slot: Slot,
  options: SampleOptions,
  sponsors: readonly Sponsor[],
  days: readonly (readonly [string, number])[],
  random: Random,
): PlannedBatch {
  const { recipe } = slot
  const receivedOn = recipe.receivedOn?.(options.receivedAround) ?? random.weighted(days)
  const fits = recipe.sponsor
  if (fits === undefined) return { sponsor: pickSponsor(random, sponsors, receivedOn), receivedOn, slots: [slot] }
  const fitting = sponsors.filter((sponsor) => fits(sponsor, receivedOn))
  // A sponsor in good standing where the recipe leaves that open.
  const sound = fitting.filter((sponsor) => maySubmit(sponsor, receivedOn))
  return { sponsor: random.pick(sound.length > 0 ? sound : fitting), receivedOn, slots: [slot] }
}

/** A sponsor that was recognised and in the Code of Conduct register that day, drawn by its size. */
function pickSponsor(random: Random, sponsors: readonly Sponsor[], receivedOn: string): Sponsor {
  const sizes = new Map(INSTITUTIONS.map(({ name, size }) => [name, size]))
  const able = sponsors.filter((sponsor) => maySubmit(sponsor, receivedOn))
  return random.weighted(able.map((sponsor) => [sponsor, sizes.get(sponsor.name) ?? 1] as const))
}

function maySubmit(sponsor: Sponsor, on: string): boolean {
  return sponsorStatusOn(sponsor, on) === 'recognised' && inCodeOfConductOn(sponsor, on)
}

/** Days on which something arrives, with their weights. */
function receiptDays({ profile, receivedAround }: SampleOptions): [string, number][] {
  if (profile === 'year') return yearDays(receivedAround)
  const ages: [number, number][] = [
    ...range(0, 12).map((age): [number, number] => [age, 7]),
    // Past the target of two weeks, and a few past the statutory sixty days.
    ...range(13, 18).map((age): [number, number] => [age, 1.2]),
    ...range(20, 55).map((age): [number, number] => [age, 0.06]),
    ...range(61, 75).map((age): [number, number] => [age, 0.05]),
  ]
  return ages.map(([age, weight]) => [workday(addDays(receivedAround, -age)), weight])
}

function yearDays(around: string): [string, number][] {
  return range(0, 364).map((age) => {
    const day = addDays(around, -age)
    const share = MONTH_SHARES[Number(day.slice(5, 7)) - 1] ?? 0
    return [day, weekdayOf(day) > 5 ? share * 0.08 : share]
  })
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
