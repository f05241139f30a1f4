import type { Person } from '#contract/wire.ts'

/** The BRIN of an institution that is signed in; null for people. */
export function brinOf(person: Person): string | null {
  if (!person.roles.includes('institution')) return null
  return /^sponsor:(\d{2}[A-Z]{2})$/.exec(person.personId)?.[1] ?? null
}
