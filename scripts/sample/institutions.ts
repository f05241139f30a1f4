import { v5 as uuidFrom } from 'uuid'
import type { StudyLevel } from '#core/application.ts'
import { addDays, addYears } from '#core/dates.ts'
import type { Programme, Sponsor } from '#core/reference.ts'
import { INSTITUTIONS, type Institution } from './institution-list.ts'
import { CATALOGUE } from './programme-catalogue.ts'
import { type Random, seededRandom } from './random.ts'

/** Sponsors whose standing changed, so that "on the date of receipt" matters. */
export const SUSPENDED_NOW = 'Business School Zuidas'
export const SUSPENDED_BEFORE = 'Wittegracht University of Applied Sciences'
export const WITHDRAWN = 'Hogeschool Meesterlijk Bedrijf'
export const CODE_OF_CONDUCT_LAPSED = 'Hogeschool Scheldemond'

/** Recognition exists since the modern migration policy act took effect. */
const FIRST_RECOGNITION = '2013-06-01'
const REGISTER = 'Openbaar register erkende referenten'
const CODE_REGISTER = 'Register Gedragscode internationale student hoger onderwijs'

const LEVELS: Record<Institution['kind'], StudyLevel[]> = {
  university: ['WO-BA', 'WO-MA', 'WO-PM'],
  hogeschool: ['HBO-BA', 'HBO-MA'],
  institute: ['WO-MA', 'WO-PM'],
}

/**
 * The sponsors of every sample, in the order of INSTITUTIONS: the same whatever the seed, so that a second sample joins the first.
 * Their history is relative to `around`.
 */
export function makeSponsors(around: string): Sponsor[] {
  const brins = new Set<string>()
  return INSTITUTIONS.map((institution, index) => {
    const random = seededRandom(`sponsor/${index}`)
    const brin = uniqueBrin(random, brins)
    return {
      sponsorId: uuidFrom(`beslisdesk/sample/sponsor/${brin}`, uuidFrom.URL),
      name: institution.name,
      city: institution.city,
      brin,
      clientNumber: `1-${random.int(100_000_000, 999_999_999)}`,
      status: statusHistory(institution.name, around, random),
      codeOfConduct: codeOfConduct(institution.name, around),
      programmes: programmesOf(institution, around, random),
    }
  })
}

function uniqueBrin(random: Random, taken: Set<string>): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
  for (;;) {
    const brin = `${random.int(0, 31).toString().padStart(2, '0')}${letters[random.int(0, 23)]}${letters[random.int(0, 23)]}`
    if (!taken.has(brin)) {
      taken.add(brin)
      return brin
    }
  }
}

function statusHistory(name: string, around: string, random: Random): Sponsor['status'] {
  const since = random.chance(0.85) ? FIRST_RECOGNITION : addDays('2014-01-01', random.int(0, 2_000))
  const recognised = (validFrom: string, validTo: string | null) => ({
    status: 'recognised' as const,
    validFrom,
    validTo,
    source: REGISTER,
  })
  const other = (status: 'suspended' | 'withdrawn', validFrom: string, validTo: string | null) => ({
    status,
    validFrom,
    validTo,
    source:
      status === 'suspended'
        ? 'Besluit tot schorsing van de erkenning (art. 2f Vw)'
        : 'Besluit tot intrekking van de erkenning (art. 2g Vw)',
  })
  switch (name) {
    case SUSPENDED_NOW:
      return [recognised(since, addDays(around, -31)), other('suspended', addDays(around, -30), null)]
    case SUSPENDED_BEFORE:
      return [
        recognised(since, addDays(around, -301)),
        other('suspended', addDays(around, -300), addDays(around, -210)),
        recognised(addDays(around, -209), null),
      ]
    case WITHDRAWN:
      return [recognised(since, addDays(around, -501)), other('withdrawn', addDays(around, -500), null)]
    default:
      return [recognised(since, null)]
  }
}

function codeOfConduct(name: string, around: string): Sponsor['codeOfConduct'] {
  if (name === WITHDRAWN)
    return [{ validFrom: FIRST_RECOGNITION, validTo: addDays(around, -500), source: CODE_REGISTER }]
  if (name !== CODE_OF_CONDUCT_LAPSED) return [{ validFrom: FIRST_RECOGNITION, validTo: null, source: CODE_REGISTER }]
  return [
    { validFrom: FIRST_RECOGNITION, validTo: addDays(around, -22), source: CODE_REGISTER },
    { validFrom: addDays(around, -4), validTo: null, source: CODE_REGISTER },
  ]
}

/** Between ten and forty programmes: most full-time and accredited throughout, some in another form, some whose accreditation ended. */
function programmesOf(institution: Institution, around: string, random: Random): Programme[] {
  const levels = LEVELS[institution.kind]
  const choices = CATALOGUE.filter((entry) => levels.includes(entry.level) && institution.fields.includes(entry.field))
  const wanted = Math.min(choices.length, 40, Math.max(10, Math.round(12 + institution.size / 3)))
  const chosen = random.shuffle(choices).slice(0, wanted)
  return chosen
    .map(({ code, name, level }, index): Programme => {
      const validFrom = `${Number(around.slice(0, 4)) - random.int(3, 14)}-09-01`
      // The first programmes stay plain, so that every sponsor has something clean to apply for.
      const plain = index < Math.min(8, wanted - 2)
      return {
        code,
        name,
        level,
        mode:
          index === wanted - 1
            ? 'part_time'
            : plain
              ? 'full_time'
              : random.weighted([
                  ['full_time', 86],
                  ['part_time', 9],
                  ['dual', 5],
                ] as const),
        accreditedBy: random.chance(0.94) ? 'NVAO' : 'EQAR',
        validFrom,
        validTo:
          index === wanted - 2 ? addDays(around, -random.int(430, 800)) : plain ? null : laterEnd(around, random),
      }
    })
    .toSorted((one, other) => (one.code < other.code ? -1 : 1))
}

function laterEnd(around: string, random: Random): string | null {
  return random.chance(0.75) ? null : addDays(addYears(around, random.int(2, 6)), random.int(0, 200))
}
