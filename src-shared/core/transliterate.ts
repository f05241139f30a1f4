/** Latin letters that ICAO Doc 9303-3 (section 6, table A) writes with other letters than their base letter. */
const ICAO_LETTERS: Record<string, string> = {
  Ä: 'AE',
  Å: 'AA',
  Æ: 'AE',
  Ð: 'D',
  Đ: 'D',
  Ħ: 'H',
  Ĳ: 'IJ',
  ı: 'I',
  ĸ: 'Q',
  Ł: 'L',
  Ŋ: 'N',
  Ö: 'OE',
  Ø: 'OE',
  Œ: 'OE',
  Þ: 'TH',
  ẞ: 'SS',
  ß: 'SS',
  Ŧ: 'T',
  Ü: 'UE',
  ſ: 'S',
  Ə: 'E',
}

/** Letters without a base letter of their own, for the plain reading of a name. */
const PLAIN_LETTERS: Record<string, string> = { ...ICAO_LETTERS, Ä: 'A', Å: 'A', Ö: 'O', Ø: 'O', Ü: 'U' }

const MARKS = /\p{M}/gu

/** A name in the capital letters of an MRZ, by the table of ICAO 9303-3; anything that is no letter becomes a single space. */
export function transliterateIcao(name: string): string {
  return transliterate(name, ICAO_LETTERS)
}

/** A name in capital letters with its diacritics simply dropped, as many states print it: Müller is MULLER. */
export function transliteratePlain(name: string): string {
  return transliterate(name, PLAIN_LETTERS)
}

function transliterate(name: string, letters: Record<string, string>): string {
  const capitals = Array.from(name.normalize('NFC').replace(/['’ʼ‘`.]/g, ''), (letter) => {
    const upper = letter === 'ı' || letter === 'ſ' || letter === 'ß' ? letter : letter.toUpperCase()
    return letters[upper] ?? upper.normalize('NFD').replace(MARKS, '')
  }).join('')
  return capitals.replace(/[^\p{L}]+/gu, ' ').trim()
}

/** True when every letter of the name has a place in an MRZ; false for scripts this table does not know. */
export function isTransliterable(name: string): boolean {
  return /^[A-Z ]*$/.test(transliterateIcao(name))
}
