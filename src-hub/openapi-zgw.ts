import type { Operation } from './openapi.ts'
import { zgwListQuerySchema } from './routes/zgw.ts'

const PATHS: [path: string, summary: string][] = [
  ['zaken/{uuid}', 'A case'],
  ['statussen/{uuid}', 'The status of a case'],
  ['resultaten/{uuid}', 'How a case ended'],
  ['zaakinformatieobjecten/{uuid}', 'That a document belongs to a case'],
  ['besluiten/{uuid}', 'A decision'],
  ['enkelvoudiginformatieobjecten/{uuid}', 'A document'],
  [
    'catalogi/{resource}',
    'Types: catalogussen, zaaktypen, statustypen, resultaattypen, besluittypen, informatieobjecttypen',
  ],
  ['catalogi/{resource}/{uuid}', 'A type'],
]

/** Exports in the shapes of Zaken 1.7, Besluiten 1.1, Documenten 1.7 and Catalogi 1.4, whose own documents say what is in them. */
export const ZGW_OPERATIONS: Operation[] = [
  { method: 'get', path: '/v1/zgw/zaken', summary: 'Cases, as ZGW has them', query: zgwListQuerySchema },
  { method: 'get', path: '/v1/zgw/besluiten', summary: 'Decisions, as ZGW has them', query: zgwListQuerySchema },
  ...PATHS.map(([path, what]): Operation => {
    return { method: 'get', path: `/v1/zgw/${path}`, summary: `${what}, as ZGW has it` }
  }),
]
