/** The parts of a comma-separated list: long lists of names stay readable on a few lines. */
export function words(list: string): string[] {
  return list
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}
