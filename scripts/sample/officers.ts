/** Who works with the sample: eight officers, a supervisor, an administrator and an auditor. */
export interface SamplePerson {
  personId: string
  name: string
  roles: ('officer' | 'supervisor' | 'administrator' | 'auditor')[]
  team: string
}

const TEAM = 'Studie Zwolle'

const OFFICERS = [
  'Marijke van der Velde',
  'Youssef Amrani',
  'Joost Brouwer',
  'Sanne Hoekstra',
  'Dewi Tahitu',
  'Pieter-Jan de Graaf',
  'Fenna Bakker',
  'Ricardo Pinas',
]

export const PEOPLE: readonly SamplePerson[] = [
  ...OFFICERS.map(
    (name, index): SamplePerson => ({ personId: `officer-${index + 1}`, name, roles: ['officer'], team: TEAM }),
  ),
  { personId: 'supervisor', name: 'Hanneke Wiersma', roles: ['supervisor'], team: TEAM },
  { personId: 'administrator', name: 'Erik Veenstra', roles: ['administrator'], team: 'Functioneel beheer' },
  { personId: 'auditor', name: 'Nadia Ouali', roles: ['auditor'], team: 'Interne audit' },
]
