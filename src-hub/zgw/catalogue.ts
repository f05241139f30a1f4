import type { DocumentKind } from '#core/application.ts'
import type { CaseStatus, Outcome } from '#core/case-file.ts'
import { addressOf, catalogueUuid, type ZgwContext, type ZgwResource } from './context.ts'

export type CatalogueResource =
  | 'catalogussen'
  | 'zaaktypen'
  | 'statustypen'
  | 'resultaattypen'
  | 'besluittypen'
  | 'informatieobjecttypen'

/** How a case ends, as far as results go. */
export type Ending = Outcome | 'withdrawn'

const VALID_FROM = '2026-01-01'
const DOMAIN = 'IND'
const CASE_TYPE = 'verblijf-studie'
/** The choice from the national selection list is not made here; a reference that resolves nowhere says so. */
const NOT_CHOSEN = 'urn:beslisdesk:selectielijst:niet-vastgesteld'

const STATUSES: Record<CaseStatus, string> = {
  open: 'In behandeling',
  waiting: 'Wacht op aanvulling',
  decided: 'Besloten',
  withdrawn: 'Ingetrokken',
}
const ENDINGS: Record<Ending, string> = {
  grant: 'Verleend',
  reject: 'Afgewezen',
  disregard: 'Buiten behandeling gesteld',
  withdrawn: 'Ingetrokken',
}
const DECISIONS: Record<Outcome, string> = {
  grant: 'Verlening verblijfsvergunning studie',
  reject: 'Afwijzing aanvraag verblijfsvergunning studie',
  disregard: 'Buitenbehandelingstelling aanvraag verblijfsvergunning studie',
}
const DOCUMENTS: Record<DocumentKind, string> = {
  passport: 'Kopie paspoort',
  enrolment: 'Bewijs van inschrijving',
  bank_statement: 'Bankafschrift',
  consent: 'Toestemming wettelijk vertegenwoordiger',
  antecedents: 'Antecedentenverklaring',
  other: 'Overig document',
}
const NAMES = {
  catalogussen: { [DOMAIN]: 'Beslisdesk' },
  zaaktypen: { [CASE_TYPE]: 'Verblijfsvergunning studie' },
  statustypen: STATUSES,
  resultaattypen: ENDINGS,
  besluittypen: DECISIONS,
  informatieobjecttypen: DOCUMENTS,
} satisfies Record<CatalogueResource, Record<string, string>>

export function isCatalogueResource(name: string): name is CatalogueResource {
  return Object.hasOwn(NAMES, name)
}

export function caseTypeAddress(zgw: ZgwContext): string {
  return typeAddress(zgw, 'zaaktypen', CASE_TYPE)
}

/** The address of an entry of the catalogue by what it is called in the program. */
export function typeAddress(zgw: ZgwContext, resource: CatalogueResource, key: string): string {
  return addressOf(zgw, resource, catalogueUuid(resource, key))
}

/** All entries of one kind, in the shape of Catalogi 1.4. */
export function listCatalogue(zgw: ZgwContext, resource: CatalogueResource): object[] {
  return Object.entries(NAMES[resource]).map(([key, name], at) => {
    return { url: typeAddress(zgw, resource, key), ...ENTRIES[resource](zgw, { key, name, at }) }
  })
}

/** One entry; undefined when there is none of this id. */
export function findInCatalogue(zgw: ZgwContext, resource: CatalogueResource, uuid: string): object | undefined {
  const at = Object.keys(NAMES[resource]).findIndex((key) => catalogueUuid(resource, key) === uuid)
  return at < 0 ? undefined : listCatalogue(zgw, resource)[at]
}

interface Entry {
  key: string
  name: string
  at: number
}

const ENTRIES: Record<CatalogueResource, (zgw: ZgwContext, entry: Entry) => object> = {
  catalogussen: (zgw, { name }) => ({
    domein: DOMAIN,
    rsin: zgw.rsin,
    contactpersoonBeheerNaam: 'Beheerder van de hub',
    ...alsoTypes(zgw),
    zaaktypen: [caseTypeAddress(zgw)],
    naam: name,
  }),
  zaaktypen: (zgw, { key, name }) => ({
    identificatie: key,
    omschrijving: name,
    vertrouwelijkheidaanduiding: 'vertrouwelijk',
    doel: 'Beslissen op een aanvraag om verblijf voor studie',
    aanleiding: 'Aanvraag door een erkend referent',
    indicatieInternOfExtern: 'extern',
    handelingInitiator: 'Aanvragen',
    onderwerp: name,
    handelingBehandelaar: 'Behandelen',
    doorlooptijd: 'P60D',
    servicenorm: 'P14D',
    opschortingEnAanhoudingMogelijk: true,
    verlengingMogelijk: true,
    verlengingstermijn: 'P3M',
    publicatieIndicatie: false,
    productenOfDiensten: [],
    referentieproces: { naam: name },
    verantwoordelijke: DOMAIN,
    zaakobjecttypen: [],
    catalogus: catalogueAddress(zgw),
    statustypen: addressesOf(zgw, 'statustypen'),
    resultaattypen: addressesOf(zgw, 'resultaattypen'),
    resultaattypeOmschrijving: Object.values(ENDINGS),
    eigenschappen: [],
    roltypen: [],
    deelzaaktypen: [],
    deelzaaktypeIdentificaties: [],
    gerelateerdeZaaktypen: [],
    ...alsoTypes(zgw),
    beginGeldigheid: VALID_FROM,
    concept: false,
  }),
  statustypen: (zgw, { key, name, at }) => ({
    omschrijving: name,
    ...ofCaseType(zgw),
    catalogus: catalogueAddress(zgw),
    volgnummer: at + 1,
    isEindstatus: key === 'decided' || key === 'withdrawn',
  }),
  resultaattypen: (zgw, { name }) => ({
    omschrijving: name,
    ...ofCaseType(zgw),
    resultaattypeomschrijving: NOT_CHOSEN,
    omschrijvingGeneriek: name,
    selectielijstklasse: NOT_CHOSEN,
  }),
  besluittypen: (zgw, { key, name }) => ({
    omschrijving: name,
    ...ofCaseTypes(zgw),
    publicatieIndicatie: false,
    informatieobjecttypen: [],
    informatieobjecttypeOmschrijvingen: [],
    resultaattypen: [typeAddress(zgw, 'resultaattypen', key)],
    resultaattypenOmschrijving: [ENDINGS[key as Outcome]],
    vastgelegdIn: [],
    beginGeldigheid: VALID_FROM,
    concept: false,
  }),
  informatieobjecttypen: (zgw, { name }) => ({
    omschrijving: name,
    ...ofCaseTypes(zgw),
    vertrouwelijkheidaanduiding: 'vertrouwelijk',
    informatieobjectcategorie: 'Bewijsstuk',
    besluittypen: [],
    besluittypeOmschrijving: [],
    beginGeldigheid: VALID_FROM,
    concept: false,
  }),
}

function ofCaseType(zgw: ZgwContext): object {
  return { zaaktype: caseTypeAddress(zgw), zaaktypeIdentificatie: CASE_TYPE }
}

function ofCaseTypes(zgw: ZgwContext): object {
  return { catalogus: catalogueAddress(zgw), zaaktypen: [caseTypeAddress(zgw)], zaaktypeIdentificaties: [CASE_TYPE] }
}

function alsoTypes(zgw: ZgwContext): object {
  return {
    besluittypen: addressesOf(zgw, 'besluittypen'),
    besluittypeOmschrijving: Object.values(DECISIONS),
    informatieobjecttypen: addressesOf(zgw, 'informatieobjecttypen'),
    informatieobjecttypeOmschrijving: Object.values(DOCUMENTS),
  }
}

function catalogueAddress(zgw: ZgwContext): string {
  return typeAddress(zgw, 'catalogussen', DOMAIN)
}

function addressesOf(zgw: ZgwContext, resource: CatalogueResource & ZgwResource): string[] {
  return Object.keys(NAMES[resource]).map((key) => typeAddress(zgw, resource, key))
}

export function documentKindName(kind: DocumentKind): string {
  return DOCUMENTS[kind]
}
