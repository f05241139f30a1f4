import type { Field } from './programme-catalogue.ts'

/** Invented institutions in real cities; kind decides the levels they teach, size their share of the applications. */
export interface Institution {
  name: string
  city: string
  kind: 'university' | 'hogeschool' | 'institute'
  size: number
  fields: Field[]
}

const ALL: Field[] = ['business', 'engineering', 'health', 'humanities', 'law', 'life', 'science', 'social']
const TECHNICAL: Field[] = ['engineering', 'science']
const APPLIED: Field[] = ['business', 'engineering', 'health', 'humanities', 'law', 'science', 'social']
const GREEN: Field[] = ['life', 'science', 'business']
const ARTS: Field[] = ['arts']

type Row = [name: string, city: string, kind: Institution['kind'], size: number, fields: Field[]]

const ROWS: Row[] = [
  ['Universiteit van de Amstel', 'Amsterdam', 'university', 100, [...ALL, 'arts']],
  ['Technische Universiteit Schiemond', 'Delft', 'university', 90, TECHNICAL],
  ['Noorderlicht Universiteit', 'Groningen', 'university', 75, [...ALL, 'arts']],
  [
    'Universiteit Maasvallei',
    'Maastricht',
    'university',
    70,
    ['business', 'health', 'humanities', 'law', 'science', 'social'],
  ],
  ['Universiteit Rijnmond', 'Rotterdam', 'university', 62, ['business', 'health', 'law', 'social', 'humanities']],
  ['Technische Universiteit Dommelstad', 'Eindhoven', 'university', 60, TECHNICAL],
  ['Universiteit aan de Rijn', 'Leiden', 'university', 58, [...ALL, 'arts']],
  ['Universiteit Domplein', 'Utrecht', 'university', 55, ALL],
  ['Vrijheidsuniversiteit', 'Amsterdam', 'university', 52, ALL],
  ['Groene Universiteit Neder-Betuwe', 'Wageningen', 'university', 50, ['life', 'science', 'social']],
  ['Universiteit Twekkelo', 'Enschede', 'university', 42, ['engineering', 'science', 'health', 'social', 'business']],
  ['Universiteit Waalkade', 'Nijmegen', 'university', 36, ALL],
  ['Universiteit Oude Warande', 'Tilburg', 'university', 36, ['business', 'law', 'social', 'humanities', 'science']],
  ['Universiteit voor Humaniora Sint-Jan', 'Utrecht', 'university', 4, ['humanities', 'social']],
  ['Theologische Universiteit De Broederweg', 'Kampen', 'university', 2, ['humanities']],
  ['Hogeschool Hofvijver', 'Den Haag', 'hogeschool', 48, APPLIED],
  ['Hogeschool Westerdok', 'Amsterdam', 'hogeschool', 40, APPLIED],
  ['Hogeschool Maashaven', 'Rotterdam', 'hogeschool', 34, APPLIED],
  ['Hogeschool Martinitoren', 'Groningen', 'hogeschool', 38, [...APPLIED, 'arts']],
  ['Hogeschool Vechtstroom', 'Utrecht', 'hogeschool', 24, APPLIED],
  ['Hogeschool De Kempen', 'Eindhoven', 'hogeschool', 42, APPLIED],
  ['Hogeschool Baronie', 'Breda', 'hogeschool', 30, APPLIED],
  ['Hogeschool Gelre', 'Arnhem', 'hogeschool', 30, APPLIED],
  ['Hogeschool Regge en Dinkel', 'Enschede', 'hogeschool', 32, [...APPLIED, 'arts']],
  ['Hogeschool IJsselbrug', 'Deventer', 'hogeschool', 12, APPLIED],
  ['Hogeschool Oldehove', 'Leeuwarden', 'hogeschool', 30, [...APPLIED, 'life']],
  ['Hogeschool Hanzestroom', 'Zwolle', 'hogeschool', 14, APPLIED],
  ['Hogeschool Fort Sint Pieter', 'Heerlen', 'hogeschool', 18, [...APPLIED, 'arts']],
  ['Hogeschool Scheldemond', 'Vlissingen', 'hogeschool', 18, ['business', 'engineering', 'life', 'science']],
  ['Hogeschool Zilvermeeuw', 'Den Helder', 'hogeschool', 4, ['engineering', 'life']],
  ['Hogeschool Keizer Karel', 'Nijmegen', 'hogeschool', 10, ['health', 'social', 'business']],
  ['Hogeschool Merwede', 'Dordrecht', 'hogeschool', 6, ['business', 'engineering']],
  ['Hogeschool Sleutelstad', 'Leiden', 'hogeschool', 10, ['science', 'health', 'business', 'law']],
  ['Hogeschool De Kromhout', 'Amersfoort', 'hogeschool', 5, ['engineering', 'business']],
  ['Hogeschool Duinrand', 'Haarlem', 'hogeschool', 14, ['business', 'law', 'science', 'health']],
  ['Hogeschool Sint-Janskathedraal', "'s-Hertogenbosch", 'hogeschool', 16, [...APPLIED, 'life']],
  ['Hogeschool Venlona', 'Venlo', 'hogeschool', 20, ['business', 'engineering', 'science']],
  ['Agrarische Hogeschool Polderland', 'Almere', 'hogeschool', 16, GREEN],
  ['Agrarische Hogeschool Veluwezoom', 'Velp', 'hogeschool', 18, ['life', 'business']],
  ['Hotelhogeschool De Kasteelweide', 'Maastricht', 'hogeschool', 20, ['business']],
  ['Hotelhogeschool Scheveningen', 'Den Haag', 'hogeschool', 22, ['business']],
  ['Hogeschool voor Toerisme Markdal', 'Breda', 'hogeschool', 24, ['business', 'humanities', 'science']],
  ['Business School Landgoed Nijevelt', 'Breukelen', 'institute', 14, ['business']],
  ['Business School Zuidas', 'Amsterdam', 'institute', 12, ['business']],
  ['Wittegracht University of Applied Sciences', 'Apeldoorn', 'hogeschool', 26, ['business']],
  ['Hogeschool Meesterlijk Bedrijf', 'Hilversum', 'hogeschool', 6, ['business', 'humanities']],
  ['Hogeschool voor de Kunsten IJ-oever', 'Amsterdam', 'hogeschool', 20, ARTS],
  ['Hogeschool voor de Kunsten Neude', 'Utrecht', 'hogeschool', 18, ARTS],
  ['Hogeschool voor de Kunsten Sonsbeek', 'Arnhem', 'hogeschool', 14, ARTS],
  ['Koninklijke Academie Voorhout', 'Den Haag', 'hogeschool', 20, ARTS],
  ['Academie voor Vormgeving Strijp', 'Eindhoven', 'hogeschool', 24, ARTS],
  ['Conservatorium en Dansacademie Spoorzone', 'Tilburg', 'hogeschool', 12, ARTS],
  ['Academie Kralingse Plas', 'Rotterdam', 'hogeschool', 12, ARTS],
  ['Gerrit Bosboom Academie', 'Amsterdam', 'hogeschool', 14, ARTS],
  ['Instituut voor Waterbeheer en Delta', 'Delft', 'institute', 16, ['engineering', 'life']],
  ['Instituut voor Sociale Studiën Lange Voorhout', 'Den Haag', 'institute', 12, ['social', 'law']],
  ['Instituut voor Stad en Huisvesting', 'Rotterdam', 'institute', 5, ['social', 'business']],
  ['Instituut voor Tropische Gezondheid Linnaeus', 'Amsterdam', 'institute', 6, ['health', 'social']],
  ['Instituut voor Aardwaarneming', 'Enschede', 'institute', 8, ['science', 'life']],
  ['Maritieme Hogeschool Willem Barentsz', 'West-Terschelling', 'hogeschool', 3, ['engineering', 'life', 'business']],
]

export const INSTITUTIONS: readonly Institution[] = ROWS.map(([name, city, kind, size, fields]) => ({
  name,
  city,
  kind,
  size,
  fields,
}))
