import { beforeAll, expect, test } from 'vitest'
import { ask, assign, push, seedHub, send, submit } from '#test/support/hub-client.ts'
import { answerEverything, caseFileAt, grantBy } from '#test/support/hub-cases.ts'
import { onBothEngines } from '#test/support/hub-engines.ts'
import type { TestHub } from '#test/support/hub.ts'
import { anIntakeApplication, anIntakeDocument } from '#test/support/intake-builder.ts'
import { faultsOf, type ZgwApi } from '#test/support/zgw-schemas.ts'

const PUBLIC = 'https://hub.example.org/ind'
const RSIN = '123456782'
const NOOR = { personId: 'officer-1', name: 'Noor Visser' }

interface Page {
  count: number
  next: string | null
  results: Record<string, unknown>[]
}

/** Which document of the standard speaks of an address of ours, and by which path. */
function standardOf(path: string): { api: ZgwApi; path: string } {
  const [, part = '', id = ''] = /^\/v1\/zgw\/(?:catalogi\/)?([a-z]+)(\/.+)?$/.exec(path) ?? []
  const own = `/${part}${id === '' ? '' : '/{uuid}'}`
  if (path.startsWith('/v1/zgw/catalogi/')) return { api: 'catalogi', path: own }
  if (part === 'besluiten') return { api: 'besluiten', path: own }
  return { api: part === 'enkelvoudiginformatieobjecten' ? 'documenten' : 'zaken', path: own }
}

onBothEngines('exports in the shapes of ZGW', (engine) => {
  let hub: TestHub
  let granted: string
  beforeAll(async () => {
    hub = await engine.startHub({ operating: { zgw: { publicUrl: PUBLIC, rsin: RSIN } } })
    await seedHub(hub, { cases: 4 })
    await submit(hub, [
      anIntakeApplication({
        applicationKey: 'met stukken',
        documents: [anIntakeDocument('één'), anIntakeDocument('twee')],
      }),
    ])
    const { db } = hub.database
    const pool = await db
      .selectFrom('case_state')
      .select('case_id')
      .where('holder_id', 'is', null)
      .executeTakeFirstOrThrow()
    granted = pool.case_id
    await assign(hub, [granted], NOOR)
    await push(hub, NOOR.personId, [answerEverything(NOOR.personId, await caseFileAt(hub, granted))])
    await push(hub, NOOR.personId, [grantBy(NOOR.personId, await caseFileAt(hub, granted))])
  })

  test('[ZGW-1, ZGW-2] every address in what is exported leads to something of the standard’s shape', async () => {
    const waiting = [`${PUBLIC}/v1/zgw/zaken`, `${PUBLIC}/v1/zgw/besluiten`, `${PUBLIC}/v1/zgw/catalogi/catalogussen`]
    const seen = new Set<string>()
    while (waiting.length > 0) {
      const url = waiting.pop() ?? ''
      if (seen.has(url)) continue
      seen.add(url)
      const path = url.slice(PUBLIC.length)
      const answer = await ask<object>(hub, 'auditor-1', 'GET', path)
      const standard = standardOf(path)
      expect([url, faultsOf(standard.api, standard.path, answer)]).toEqual([url, []])
      waiting.push(...addressesIn(answer))
    }
    const kinds = new Set([...seen].map((url) => standardOf(url.slice(PUBLIC.length)).path))
    expect([...kinds].toSorted((a, b) => a.localeCompare(b))).toEqual([
      '/besluiten',
      '/besluiten/{uuid}',
      '/besluittypen/{uuid}',
      '/catalogussen',
      '/catalogussen/{uuid}',
      '/enkelvoudiginformatieobjecten/{uuid}',
      '/informatieobjecttypen/{uuid}',
      '/resultaattypen/{uuid}',
      '/resultaten/{uuid}',
      '/statussen/{uuid}',
      '/statustypen/{uuid}',
      '/zaakinformatieobjecten/{uuid}',
      '/zaaktypen/{uuid}',
      '/zaken',
      '/zaken/{uuid}',
    ])
  })

  test('[ZGW-1] a decision carries what was decided, from when to when', async () => {
    const { decision, caseNumber } = await caseFileAt(hub, granted)
    const besluit = await ask<object>(hub, 'auditor-1', 'GET', `/v1/zgw/besluiten/${granted}`)
    expect(besluit).toMatchObject({
      identificatie: `${caseNumber}-B1`,
      verantwoordelijkeOrganisatie: RSIN,
      zaak: `${PUBLIC}/v1/zgw/zaken/${granted}`,
      datum: decision?.decidedOn,
      ingangsdatum: decision?.validity?.startsOn,
      vervaldatum: decision?.validity?.endsOn,
      vervalreden: 'tijdelijk',
    })
    const zaak = await ask<object>(hub, 'auditor-1', 'GET', `/v1/zgw/zaken/${granted}`)
    expect(zaak).toMatchObject({ einddatum: decision?.decidedOn, resultaat: `${PUBLIC}/v1/zgw/resultaten/${granted}` })
  })

  test('[ZGW-2] pages follow each other by their address, without a gap or a repeat', async () => {
    const seen: unknown[] = []
    let path: string | null = '/v1/zgw/zaken?limit=2'
    while (path !== null) {
      const page: Page = await ask<Page>(hub, 'auditor-1', 'GET', path)
      expect(page.count).toBe(5)
      expect(page.results.length).toBeLessThanOrEqual(2)
      seen.push(...page.results.map((zaak) => zaak['uuid']))
      path = page.next?.slice(PUBLIC.length) ?? null
    }
    const rows = await hub.database.db.selectFrom('case_state').select('case_id').orderBy('case_id').execute()
    expect(seen).toEqual(rows.map((row) => row.case_id))
    expect(await ask<Page>(hub, 'auditor-1', 'GET', '/v1/zgw/besluiten')).toMatchObject({ count: 1, next: null })
  })

  test('[ZGW-2] the content of a document is where the export says, and has the hash it says', async () => {
    const zaak = await ask<{ zaakinformatieobjecten: string[] }>(hub, 'auditor-1', 'GET', `/v1/zgw/zaken/${granted}`)
    expect(zaak.zaakinformatieobjecten).toHaveLength(2)
    for (const tie of zaak.zaakinformatieobjecten) {
      const { informatieobject } = await ask<{ informatieobject: string }>(
        hub,
        'auditor-1',
        'GET',
        tie.slice(PUBLIC.length),
      )
      const shown = await ask<{ inhoud: string; bestandsomvang: number }>(
        hub,
        'auditor-1',
        'GET',
        informatieobject.slice(PUBLIC.length),
      )
      const content = await send(hub, 'auditor-1', 'GET', shown.inhoud.slice(PUBLIC.length))
      expect((await content.arrayBuffer()).byteLength).toBe(shown.bestandsomvang)
    }
  })

  test('[ZGW-2] what is not there, or is asked wrongly, is a problem document', async () => {
    const absent = '01970000-0000-7000-8000-000000000000'
    const open = (
      await hub.database.db
        .selectFrom('case_state')
        .select('case_id')
        .where('status', '=', 'open')
        .executeTakeFirstOrThrow()
    ).case_id
    for (const path of [
      `zaken/${absent}`,
      'zaken/x',
      `resultaten/${open}`,
      `besluiten/${open}`,
      `zaakinformatieobjecten/${absent}`,
      `enkelvoudiginformatieobjecten/${absent}`,
      'catalogi/niets',
      `catalogi/zaaktypen/${absent}`,
      'catalogi/constructor',
    ]) {
      const response = await send(hub, 'auditor-1', 'GET', `/v1/zgw/${path}`)
      expect([path, response.status, await response.json()]).toMatchObject([path, 404, { type: 'not_found' }])
    }
    for (const query of ['limit=0', 'limit=veel', 'after=x', 'pagina=2']) {
      const response = await send(hub, 'auditor-1', 'GET', `/v1/zgw/zaken?${query}`)
      expect([query, response.status]).toEqual([query, 400])
    }
  })

  test('[ZGW-2] without a public address, addresses are as the request came', async () => {
    const plain = await engine.startHub()
    await seedHub(plain, { cases: 0 })
    const { results } = await ask<Page>(plain, 'auditor-1', 'GET', '/v1/zgw/catalogi/zaaktypen')
    expect(String(results[0]?.['url'])).toMatch(new RegExp(`^${plain.url}/v1/zgw/catalogi/zaaktypen/`))
  })
})

function addressesIn(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith(`${PUBLIC}/v1/zgw/`) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(addressesIn) : []
}
