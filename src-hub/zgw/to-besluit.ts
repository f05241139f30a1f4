import type { CaseFile } from '#core/case-file.ts'
import { typeAddress } from './catalogue.ts'
import { addressOf, type ZgwContext } from './context.ts'

/** The decision on a case in the shape of Besluiten 1.1; undefined while there is none. A case has one at most, which goes by its id. */
export function toBesluit(zgw: ZgwContext, file: CaseFile): object | undefined {
  const { decision } = file
  if (decision === null || file.status !== 'decided') return undefined
  const { validity } = decision
  const temporary = { vervalreden: 'tijdelijk', vervalredenWeergave: 'Besluit met tijdelijke werking' }
  return {
    url: addressOf(zgw, 'besluiten', file.caseId),
    identificatie: `${file.caseNumber}-B1`,
    verantwoordelijkeOrganisatie: zgw.rsin,
    besluittype: typeAddress(zgw, 'besluittypen', decision.outcome),
    zaak: addressOf(zgw, 'zaken', file.caseId),
    datum: decision.decidedOn,
    toelichting: [decision.grounds.join(', '), decision.motivation, decision.labourNote ?? '']
      .filter((part) => part !== '')
      .join('\n\n'),
    ingangsdatum: validity?.startsOn ?? decision.decidedOn,
    vervaldatum: validity?.endsOn ?? null,
    ...(validity === null ? {} : temporary),
    publicatiedatum: null,
    verzenddatum: null,
    uiterlijkeReactiedatum: null,
  }
}
