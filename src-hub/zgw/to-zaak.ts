import type { DocumentRef } from '#core/application.ts'
import type { CaseFile, CaseStatus, ClockEvent } from '#core/case-file.ts'
import { computeClocks, receivedOnOf } from '#core/clocks.ts'
import { amsterdamDate } from '#core/dates.ts'
import type { ReferenceData } from '#core/reference.ts'
import { caseTypeAddress, type Ending, typeAddress } from './catalogue.ts'
import { addressOf, documentUuid, tieUuid, type ZgwContext } from './context.ts'

/** A reason is cut where the standard allows no more. */
const REASON = 200
const MARK = 40

/** What happened last when a case has this status. */
const LAST_ACT: Record<CaseStatus, readonly string[]> = {
  open: ['received', 'completed'],
  waiting: ['information_requested'],
  decided: ['decided'],
  withdrawn: ['withdrawn'],
}

/** A case in the shape of Zaken 1.7. Its status, result and decision go by the id of the case: it has one of each at most. */
export function toZaak(zgw: ZgwContext, file: CaseFile, reference: ReferenceData): object {
  const { caseId, application } = file
  const receivedOn = receivedOnOf(file)
  const clocks = computeClocks(file, reference, receivedOn)
  const { fee } = application
  return {
    url: addressOf(zgw, 'zaken', caseId),
    uuid: caseId,
    identificatie: file.caseNumber,
    bronorganisatie: zgw.rsin,
    omschrijving: `Verblijfsvergunning studie, ${application.procedure}`,
    zaaktype: caseTypeAddress(zgw),
    registratiedatum: receivedOn,
    verantwoordelijkeOrganisatie: zgw.rsin,
    startdatum: receivedOn,
    einddatum: endedOn(file),
    uiterlijkeEinddatumAfdoening: clocks.statutoryOn,
    vertrouwelijkheidaanduiding: 'vertrouwelijk',
    betalingsindicatie: fee.paidOn === null ? 'nog_niet' : 'geheel',
    betalingsindicatieWeergave: fee.paidOn === null ? 'De leges zijn nog niet betaald.' : 'De leges zijn betaald.',
    laatsteBetaaldatum: fee.paidOn === null ? null : `${fee.paidOn}T00:00:00Z`,
    verlenging: toVerlenging(file.clockEvents),
    opschorting: toOpschorting(file),
    deelzaken: [],
    relevanteAndereZaken: [],
    eigenschappen: [],
    rollen: [],
    status: addressOf(zgw, 'statussen', caseId),
    zaakinformatieobjecten: [...tiedDocuments(file)].map(([, { documentId }]) =>
      addressOf(zgw, 'zaakinformatieobjecten', tieUuid(caseId, documentId)),
    ),
    zaakobjecten: [],
    kenmerken: application.applicationKey.length > MARK || file.sponsorId.length > MARK ? [] : [toKenmerk(file)],
    archiefnominatie: null,
    archiefstatus: 'nog_te_archiveren',
    archiefactiedatum: null,
    resultaat: endingOf(file) === null ? null : addressOf(zgw, 'resultaten', caseId),
  }
}

/** The status a case has. */
export function toStatus(zgw: ZgwContext, file: CaseFile): object {
  return {
    url: addressOf(zgw, 'statussen', file.caseId),
    uuid: file.caseId,
    zaak: addressOf(zgw, 'zaken', file.caseId),
    statustype: typeAddress(zgw, 'statustypen', file.status),
    datumStatusGezet: statusSince(file),
    statustoelichting: '',
    indicatieLaatstGezetteStatus: true,
    zaakinformatieobjecten: [],
  }
}

/** How a case ended; undefined while it has not. */
export function toResultaat(zgw: ZgwContext, file: CaseFile): object | undefined {
  const ending = endingOf(file)
  if (ending === null) return undefined
  return {
    url: addressOf(zgw, 'resultaten', file.caseId),
    uuid: file.caseId,
    zaak: addressOf(zgw, 'zaken', file.caseId),
    resultaattype: typeAddress(zgw, 'resultaattypen', ending),
    toelichting: '',
  }
}

/** That a document belongs to a case. */
export function toZaakInformatieObject(zgw: ZgwContext, file: CaseFile, document: DocumentRef): object {
  const uuid = tieUuid(file.caseId, document.documentId)
  return {
    url: addressOf(zgw, 'zaakinformatieobjecten', uuid),
    uuid,
    informatieobject: addressOf(zgw, 'enkelvoudiginformatieobjecten', documentUuid(document.documentId)),
    zaak: addressOf(zgw, 'zaken', file.caseId),
    aardRelatieWeergave: 'Hoort bij, omgekeerd: kent',
    titel: '',
    beschrijving: '',
    registratiedatum: `${receivedOnOf(file)}T00:00:00Z`,
    vernietigingsdatum: null,
    status: null,
  }
}

/** The documents of a case, each once. */
export function tiedDocuments(file: CaseFile): Map<string, DocumentRef> {
  return new Map(file.application.documents.map((document) => [document.documentId, document]))
}

function endingOf(file: CaseFile): Ending | null {
  if (file.status === 'withdrawn') return 'withdrawn'
  return file.status === 'decided' ? (file.decision?.outcome ?? null) : null
}

function endedOn(file: CaseFile): string | null {
  if (endingOf(file) === null) return null
  return file.status === 'decided' && file.decision ? file.decision.decidedOn : amsterdamDate(statusSince(file))
}

function statusSince(file: CaseFile): string {
  const entry = file.timeline.findLast(({ kind }) => LAST_ACT[file.status].includes(kind))
  return entry === undefined ? `${receivedOnOf(file)}T00:00:00Z` : (entry.at.hubTime ?? entry.at.deviceTime)
}

function toOpschorting(file: CaseFile): object | null {
  const last = file.clockEvents.findLast((event) => event.kind === 'suspended')
  if (last === undefined) return null
  return { indicatie: file.status === 'waiting', reden: last.basis.slice(0, REASON) }
}

function toVerlenging(events: readonly ClockEvent[]): object | null {
  const extended = events.filter((event) => event.kind === 'extended')
  const last = extended.at(-1)
  if (last === undefined) return null
  const months = extended.reduce((sum, event) => sum + event.months, 0)
  return { reden: last.basis.slice(0, REASON), duur: `P${months}M` }
}

function toKenmerk(file: CaseFile): object {
  return { kenmerk: file.application.applicationKey, bron: file.sponsorId }
}
