import type { DocumentRef } from '#core/application.ts'
import type { CaseFile } from '#core/case-file.ts'
import { receivedOnOf } from '#core/clocks.ts'
import { documentKindName, typeAddress } from './catalogue.ts'
import { addressOf, documentUuid, type ZgwContext } from './context.ts'

/** A document of a case in the shape of Documenten 1.7. Its content is where `inhoud` says, to whoever may see it there. */
export function toInformatieObject(
  zgw: ZgwContext,
  file: CaseFile,
  { document, storedAt }: { document: DocumentRef; storedAt: string },
): object {
  const uuid = documentUuid(document.documentId)
  const receivedOn = receivedOnOf(file)
  return {
    url: addressOf(zgw, 'enkelvoudiginformatieobjecten', uuid),
    identificatie: uuid,
    bronorganisatie: zgw.rsin,
    creatiedatum: receivedOn,
    titel: documentKindName(document.kind),
    vertrouwelijkheidaanduiding: 'vertrouwelijk',
    auteur: file.sponsorId,
    status: 'definitief',
    formaat: document.mediaType,
    // Nobody said in which language it is.
    taal: 'und',
    versie: 1,
    beginRegistratie: storedAt,
    bestandsnaam: document.fileName.slice(0, 255),
    inhoud: `${zgw.base}/v1/documents/${document.documentId}`,
    bestandsomvang: document.bytes,
    beschrijving: '',
    ontvangstdatum: receivedOn,
    verzenddatum: null,
    indicatieGebruiksrecht: null,
    ondertekening: null,
    integriteit: { algoritme: 'sha_256', waarde: document.documentId, datum: storedAt.slice(0, 10) },
    informatieobjecttype: typeAddress(zgw, 'informatieobjecttypen', document.kind),
    locked: false,
    bestandsdelen: [],
    trefwoorden: [],
  }
}
