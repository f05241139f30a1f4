import { createHash } from 'node:crypto'

/**
 * One case's share in the digest of a scope (SYN-34): the first 40 bits of a SHA-256 over what the case is, so that shares add up, in any order and by
 * SQL's `sum`, without leaving 64 bits. `bodyText` is the body exactly as it travelled.
 */
export function digestPart(caseId: string, version: number, bodyText: string): number {
  return createHash('sha256').update(`${caseId}:${version}:${bodyText}`).digest().readUIntBE(0, 5)
}

/** The digest of a scope: how many cases, and the sum of their shares as a whole number in decimal text. Desk and hub compare these texts. */
export function scopeDigest(count: number, sum: bigint | string): string {
  return `${count}:${BigInt(sum)}`
}
