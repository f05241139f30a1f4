import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CaseFile } from '#core/case-file.ts'
import { foldCase } from '#core/fold-case.ts'
import { type CatalogueResource, findInCatalogue, listCatalogue } from '#hub/zgw/catalogue.ts'
import { documentUuid, hashPrefixOf, tieUuid, type ZgwContext } from '#hub/zgw/context.ts'
import { toBesluit } from '#hub/zgw/to-besluit.ts'
import { toInformatieObject } from '#hub/zgw/to-document.ts'
import { toResultaat, toStatus, toZaak, toZaakInformatieObject } from '#hub/zgw/to-zaak.ts'
import { aReference, NOW } from '#test/support/case-builder.ts'
import { faultsOf, fieldsOf, type ZgwApi } from '#test/support/zgw-schemas.ts'
import { arbitraryEvents } from '../core/arbitraries.ts'

const zgw: ZgwContext = { base: 'https://hub.example.org/beslisdesk', rsin: '000000000' }
const reference = aReference()
const HASH = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const arbitraryDocument = fc.record({
  documentId: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
  kind: fc.constantFrom('passport' as const, 'enrolment' as const, 'other' as const),
  fileName: fc.string({ minLength: 1, maxLength: 400 }),
  mediaType: fc.constantFrom('application/pdf' as const, 'image/png' as const),
  bytes: fc.integer({ min: 1, max: 20_000_000 }),
})
const arbitraryFile: fc.Arbitrary<CaseFile> = fc
  .tuple(arbitraryEvents, fc.uniqueArray(arbitraryDocument, { selector: (one) => one.documentId, maxLength: 3 }))
  .map(([events, documents]) => {
    const file = foldCase(events, reference)
    return { ...file, application: { ...file.application, documents } }
  })

test('[ZGW-1] whatever happened to a case, it and all that belongs to it have the shape of the standard', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(arbitraryFile, (file) => {
      seen.add(file.status)
      expectShape('zaken', 'Zaak', '/zaken/{uuid}', toZaak(zgw, file, reference))
      expectShape('zaken', 'Status', '/statussen/{uuid}', toStatus(zgw, file))
      const [resultaat, besluit] = [toResultaat(zgw, file), toBesluit(zgw, file)]
      expect([resultaat !== undefined, besluit !== undefined]).toEqual([
        file.status === 'decided' || file.status === 'withdrawn',
        file.status === 'decided',
      ])
      if (resultaat) expectShape('zaken', 'Resultaat', '/resultaten/{uuid}', resultaat)
      if (besluit) expectShape('besluiten', 'Besluit', '/besluiten/{uuid}', besluit)
      for (const document of file.application.documents) {
        const tie = toZaakInformatieObject(zgw, file, document)
        expectShape('zaken', 'ZaakInformatieObject', '/zaakinformatieobjecten/{uuid}', tie, ['uuid'])
        const shown = toInformatieObject(zgw, file, { document, storedAt: NOW })
        expectShape('documenten', 'EnkelvoudigInformatieObject', '/enkelvoudiginformatieobjecten/{uuid}', shown)
      }
    }),
    { numRuns: 200 },
  )
  expect([...seen].toSorted((a, b) => a.localeCompare(b))).toEqual(['decided', 'open', 'waiting', 'withdrawn'])
})

const CATALOGUE: Record<CatalogueResource, string> = {
  catalogussen: 'Catalogus',
  zaaktypen: 'ZaakType',
  statustypen: 'StatusType',
  resultaattypen: 'ResultaatType',
  besluittypen: 'BesluitType',
  informatieobjecttypen: 'InformatieObjectType',
}

test.each(Object.entries(CATALOGUE) as [CatalogueResource, string][])(
  '[ZGW-1] the catalogue’s %s have the shape of the standard, and each is found by its address',
  (resource, schema) => {
    const entries = listCatalogue(zgw, resource) as { url: string }[]
    expect(entries.length).toBeGreaterThan(0)
    expect(new Set(entries.map((entry) => entry.url)).size).toBe(entries.length)
    for (const entry of entries) {
      expectShape('catalogi', schema, `/${resource}/{uuid}`, entry)
      expect(findInCatalogue(zgw, resource, entry.url.split('/').at(-1) ?? '')).toEqual(entry)
    }
    expect(findInCatalogue(zgw, resource, '00000000-0000-8000-8000-000000000000')).toBeUndefined()
  },
)

test('[ZGW-1] a shape that is not the standard’s is found', () => {
  const file = fc.sample(arbitraryFile, 1)[0]
  if (file === undefined) throw new Error('no case')
  const zaak = toZaak(zgw, file, reference)
  expect(faultsOf('zaken', '/zaken/{uuid}', { ...zaak, startdatum: '1 juni' })).toEqual([
    expect.stringContaining('date'),
  ])
  expect(faultsOf('zaken', '/zaken/{uuid}', { ...zaak, status: 7 })).not.toEqual([])
  expect(faultsOf('zaken', '/zaken/{uuid}', { ...zaak, zaaktype: undefined })).toEqual([
    expect.stringContaining('zaaktype'),
  ])
  expect(faultsOf('zaken', '/zaken/{uuid}', { ...zaak, vertrouwelijkheidaanduiding: 'soms' })).not.toEqual([])
})

test('[ZGW-2] ids made of hashes are UUIDs, the same every time, and lead back to their document', () => {
  fc.assert(
    fc.property(arbitraryDocument, fc.uuid(), ({ documentId }, caseId) => {
      const [document, tie] = [documentUuid(documentId), tieUuid(caseId, documentId)]
      expect([document, tie]).toEqual([expect.stringMatching(HASH), expect.stringMatching(HASH)])
      expect(tie).toBe(tieUuid(caseId, documentId))
      expect([hashPrefixOf(document), hashPrefixOf(tie)]).toEqual([documentId.slice(0, 12), documentId.slice(0, 12)])
    }),
  )
})

/** Valid by the standard's own document, and without a field that it does not know. */
function expectShape(api: ZgwApi, schema: string, path: string, answer: object, also: string[] = []): void {
  expect(faultsOf(api, path, answer)).toEqual([])
  const known = fieldsOf(api, schema)
  expect(Object.keys(answer).filter((name) => !known.has(name) && !also.includes(name))).toEqual([])
}
