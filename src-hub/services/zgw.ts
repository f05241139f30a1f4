import type { DocumentRef } from '#core/application.ts'
import type { CaseFile } from '#core/case-file.ts'
import { countCases, findCaseWhole, listCasesWhole, listDocumentsLike } from '#db/hub/queries/zgw.ts'
import { inSnapshot } from '#db/kit/in-transaction.ts'
import type { HubContext } from '../hub-context.ts'
import { addressOf, documentUuid, hashPrefixOf, tieUuid, type ZgwContext } from '../zgw/context.ts'
import { toBesluit } from '../zgw/to-besluit.ts'
import { toInformatieObject } from '../zgw/to-document.ts'
import { tiedDocuments, toResultaat, toStatus, toZaak, toZaakInformatieObject } from '../zgw/to-zaak.ts'

export interface ZgwPage {
  count: number
  next: string | null
  previous: string | null
  results: object[]
}

/** What is shown, and of which case, for the log of who looked (HIS-7). */
export interface Shown {
  caseId: string
  shown: object
}

/** Resources that go by the id of their case. */
export type OfCase = 'zaken' | 'statussen' | 'resultaten' | 'besluiten'

/** A page of cases or decisions in the order of case ids, with the address of the next (ZGW-2). */
export async function listZgw(
  hub: HubContext,
  zgw: ZgwContext,
  wish: { resource: 'zaken' | 'besluiten'; after: string | null; limit: number },
): Promise<ZgwPage> {
  const status = wish.resource === 'besluiten' ? 'decided' : null
  const { reference } = await hub.reference.current(hub.db)
  return await inSnapshot(hub.db, async (trx) => {
    const rows = await listCasesWhole(trx, { after: wish.after, limit: wish.limit + 1, status })
    const page = rows.slice(0, wish.limit)
    const last = page.at(-1)?.case_id ?? ''
    const next = `${addressOf(zgw, wish.resource)}?after=${last}&limit=${wish.limit}`
    const files = page.map((row) => JSON.parse(row.body) as CaseFile)
    return {
      count: await countCases(trx, status),
      next: rows.length > page.length ? next : null,
      // Pages are asked for from the front.
      previous: null,
      results: files.flatMap((file) =>
        status === null ? [toZaak(zgw, file, reference)] : (toBesluit(zgw, file) ?? []),
      ),
    }
  })
}

/** One thing of a case; undefined when there is no such case, or the case has none. */
export async function findOfCase(
  hub: HubContext,
  zgw: ZgwContext,
  wish: { resource: OfCase; caseId: string },
): Promise<Shown | undefined> {
  const body = await findCaseWhole(hub.db, wish.caseId)
  if (body === undefined) return undefined
  const shown = await show(hub, zgw, { resource: wish.resource, file: JSON.parse(body) as CaseFile })
  return shown && { caseId: wish.caseId, shown }
}

async function show(
  hub: HubContext,
  zgw: ZgwContext,
  { resource, file }: { resource: OfCase; file: CaseFile },
): Promise<object | undefined> {
  if (resource === 'zaken') return toZaak(zgw, file, (await hub.reference.current(hub.db)).reference)
  if (resource === 'statussen') return toStatus(zgw, file)
  return resource === 'resultaten' ? toResultaat(zgw, file) : toBesluit(zgw, file)
}

/** A document by the id made of its hash, as the first case that cites it has it. */
export async function findInformatieObject(hub: HubContext, zgw: ZgwContext, uuid: string): Promise<Shown | undefined> {
  for (const { file, document, storedAt } of await listCited(hub, uuid)) {
    if (documentUuid(document.documentId) !== uuid) continue
    return { caseId: file.caseId, shown: toInformatieObject(zgw, file, { document, storedAt }) }
  }
  return undefined
}

/** The tie between a case and one of its documents. */
export async function findTie(hub: HubContext, zgw: ZgwContext, uuid: string): Promise<Shown | undefined> {
  const found = (await listCited(hub, uuid)).find(
    ({ file, document }) => tieUuid(file.caseId, document.documentId) === uuid,
  )
  return found && { caseId: found.file.caseId, shown: toZaakInformatieObject(zgw, found.file, found.document) }
}

interface Cited {
  file: CaseFile
  document: DocumentRef
  storedAt: string
}

async function listCited(hub: HubContext, uuid: string): Promise<Cited[]> {
  const rows = await listDocumentsLike(hub.db, hashPrefixOf(uuid))
  return rows.flatMap((row) => {
    const file = JSON.parse(row.body) as CaseFile
    const document = tiedDocuments(file).get(row.document_id)
    return document === undefined ? [] : [{ file, document, storedAt: row.stored_at }]
  })
}
