const SHORT: [RegExp, string][] = [
  [/\bUniversity of Applied Sciences\b/g, 'UAS'],
  [/\bTechnische Universiteit\b/g, 'TU'],
  [/\bUniversity of Technology\b/g, 'UT'],
  [/universiteit\b/g, 'univ.'],
  [/\b(Universiteit|University)\b/g, 'Univ.'],
  [/\bHogeschool\b/g, 'Hs.'],
  [/\bvan (de|der|den)\b/g, 'v.d.'],
  [/\b(van|voor)\b/g, 'v.'],
]

/** The name of an institution for a narrow column: what they have in common shortened, what tells them apart whole. */
export function shortInstitution(name: string): string {
  return SHORT.reduce((short, [pattern, abbreviation]) => short.replace(pattern, abbreviation), name)
}
