/** Text that cannot be kept: a zero character, or half of a character (a lone surrogate). */
const UNSTORABLE = /[\p{Surrogate}\0]/u

export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text)
}

/** Text with a mark in the place of every character that cannot be kept. */
export function toStorable(text: string): string {
  return text.replace(/[\p{Surrogate}\0]/gu, '\ufffd')
}
