/** What the standard fonts of PDF can show beyond Latin-1 (Windows code page 1252). */
const BEYOND_LATIN_1 = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')

/** Letters that do not come apart into a base letter and a mark. */
const PLAIN: Record<string, string> = { ı: 'i', Đ: 'D', đ: 'd', Ł: 'L', ł: 'l', ə: 'e', Ə: 'E', ʼ: '’', '\u00A0': ' ' }

/** The text in characters the standard fonts have: diacritics they lack are dropped, other scripts become question marks. */
export function toWinAnsi(text: string): string {
  let shown = ''
  for (const character of text.normalize('NFC')) shown += showable(character)
  return shown
}

function showable(character: string): string {
  if (isWinAnsi(character)) return character
  const plain = PLAIN[character] ?? character.normalize('NFD').replace(/\p{M}/gu, '')
  return [...plain].every(isWinAnsi) ? plain : '?'
}

function isWinAnsi(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return (code >= 0x20 && code <= 0x7e) || (code >= 0xa1 && code <= 0xff) || BEYOND_LATIN_1.has(character)
}
