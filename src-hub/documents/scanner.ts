/**
 * What a scanner says of a content: `clean`; `infected`, with the name of what was found; `not_scannable`, a content the scanner will never take; `away`, it
 * does not answer now.
 */
export type ScanVerdict = { kind: 'clean' } | { kind: 'infected'; found: string } | { kind: 'not_scannable' | 'away' }

/** Looks for malware in documents before they are kept (DOC-4). */
export interface Scanner {
  /** Never throws: a scanner that fails is away. */
  scan(content: Buffer): Promise<ScanVerdict>
  /** Whether it would answer now. */
  answers(): Promise<boolean>
}
