import { createHash } from 'node:crypto'

/** What has an address of its own, with the path it lives under. */
const PATHS = {
  zaken: 'zaken',
  statussen: 'statussen',
  resultaten: 'resultaten',
  zaakinformatieobjecten: 'zaakinformatieobjecten',
  besluiten: 'besluiten',
  enkelvoudiginformatieobjecten: 'enkelvoudiginformatieobjecten',
  catalogussen: 'catalogi/catalogussen',
  zaaktypen: 'catalogi/zaaktypen',
  statustypen: 'catalogi/statustypen',
  resultaattypen: 'catalogi/resultaattypen',
  besluittypen: 'catalogi/besluittypen',
  informatieobjecttypen: 'catalogi/informatieobjecttypen',
} as const
export type ZgwResource = keyof typeof PATHS

/** What every mapping needs besides the case itself. */
export interface ZgwContext {
  /** The hub as others reach it, without a slash at its end. */
  base: string
  /** Of the organisation that decides; nine digits. */
  rsin: string
}

/** The absolute address of one thing; without an id, of the list. */
export function addressOf(zgw: ZgwContext, resource: ZgwResource, uuid?: string): string {
  return `${zgw.base}/v1/zgw/${PATHS[resource]}${uuid === undefined ? '' : `/${uuid}`}`
}

/** An id for what has none of its own: of 128 bits of a SHA-256 in hex, the first 48 of which stay as they are (UUID version 8, RFC 9562). */
export function uuidFromHash(hash: string): string {
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 3) | 8).toString(16)
  const digits = `${hash.slice(0, 12)}8${hash.slice(13, 16)}${variant}${hash.slice(17, 32)}`
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  )
}

/** The first 12 digits of the hash that an id of a document, or of its tie to a case, was made from. */
export function hashPrefixOf(uuid: string): string {
  return uuid.replaceAll('-', '').slice(0, 12)
}

/** The id of an entry of the catalogue, the same at every hub. */
export function catalogueUuid(resource: ZgwResource, name: string): string {
  return uuidFromHash(createHash('sha256').update(`beslisdesk ${resource} ${name}`).digest('hex'))
}

export function documentUuid(documentId: string): string {
  return uuidFromHash(documentId)
}

/** The id of the tie between a case and a document: it begins as the document's, so that it can be found. */
export function tieUuid(caseId: string, documentId: string): string {
  const hash = createHash('sha256').update(`${caseId} ${documentId}`).digest('hex')
  return uuidFromHash(documentId.slice(0, 12) + hash.slice(12))
}
