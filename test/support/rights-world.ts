import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import { aSponsor } from './case-builder.ts'
import { ask, assign, listPoolCases, seedHub, submit } from './hub-client.ts'
import type { TestHub } from './hub.ts'
import { anIntakeApplication, anIntakeDocument } from './intake-builder.ts'

/** Everyone who could ask a hub anything, by how they stand to a case that officer-1 of team A holds. */
export const ACTORS = {
  nobody: null,
  'a bad token': null,
  holder: 'officer-1',
  colleague: 'officer-4',
  'former holder': 'officer-2',
  supervisor: 'supervisor-1',
  'other supervisor': 'supervisor-2',
  institution: 'sponsor:21PF',
  'other institution': 'sponsor:24CC',
  administrator: 'administrator',
  auditor: 'auditor-1',
} as const
export type ActorName = keyof typeof ACTORS
export const ACTOR_NAMES = Object.keys(ACTORS) as ActorName[]
/** Those who work on cases at a desk. */
export const DESKS: ActorName[] = ['holder', 'colleague', 'former holder', 'supervisor', 'other supervisor']

/** Kinds of cases, by who holds them: officer-1 of team A, nobody, and officer-3 of team B. */
export const PLACES = ['held', 'pooled', 'elsewhere'] as const
export type Place = (typeof PLACES)[number]
export const READERS: Record<Place, ActorName[]> = {
  held: ['holder', 'supervisor', 'auditor'],
  pooled: ['supervisor', 'other supervisor', 'auditor'],
  elsewhere: ['other supervisor', 'auditor'],
}

/** What no answer to anyone else than a reader may hold: a name and a passport number of the people of these cases. */
const PLANTED: Record<Place, { familyName: string; passport: string }> = {
  held: { familyName: 'Quzwimbledorf', passport: 'QZWA' },
  pooled: { familyName: 'Vlompsterhuis', passport: 'VLOB' },
  elsewhere: { familyName: 'Xaverdinkel', passport: 'XAVC' },
}

/** The key of an application that the institution has to mend. */
export const HELD_KEY = 'gehouden'

export interface World {
  hub: TestHub
  /** Cases of each kind, to use up one by one. */
  cases: Record<Place, string[]>
  /** The document that every case of a kind cites. */
  documents: Record<Place, string>
}

/** A hub with two teams and `count` cases of each kind. */
export async function makeWorld(hub: TestHub, count: number): Promise<World> {
  await seedHub(hub, { cases: 0 })
  const other = aSponsor({ sponsorId: 'sponsor-2', brin: '24CC', name: 'Academie Achterland' })
  await ask(hub, 'administrator', 'PUT', '/v1/admin/sponsors', [aSponsor(), other])
  const cases = { held: [''], pooled: [''], elsewhere: [''] }
  const documents = { held: '', pooled: '', elsewhere: '' }
  for (const place of ['elsewhere', 'held', 'pooled'] as const) {
    const document = anIntakeDocument(`stuk ${place}`)
    documents[place] = createHash('sha256').update(Buffer.from(document.contentBase64, 'base64')).digest('hex')
    cases[place] = await submitSome(hub, place, count, document)
  }
  await assign(hub, cases.held, { personId: 'officer-2', name: '-' })
  await assign(hub, cases.held, { personId: 'officer-1', name: '-' }, 'officer-2')
  await assign(hub, cases.elsewhere, { personId: 'officer-3', name: '-' }, null, 'supervisor-2')
  const held = await submit(hub, [{ applicationKey: HELD_KEY, applicant: { familyName: PLANTED.held.familyName } }])
  if (held.held !== 1) throw new Error(`not held: ${JSON.stringify(held)}`)
  return { hub, cases, documents }
}

async function submitSome(
  hub: TestHub,
  place: Place,
  count: number,
  document: ReturnType<typeof anIntakeDocument>,
): Promise<string[]> {
  const before = new Set((await listPoolCases(hub, 'officer-1')).map((row) => row.caseId))
  const applications = Array.from({ length: count }, (_, index) => {
    const letters = [...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
    return anIntakeApplication({
      applicationKey: `${place}-${index}`,
      applicant: { familyName: `${PLANTED[place].familyName} ${letters}` },
      passport: { number: `${PLANTED[place].passport}${String(index).padStart(5, '0')}` },
      documents: [document],
    })
  })
  const answer = await submit(hub, applications)
  if (answer.accepted !== count) throw new Error(`not accepted: ${JSON.stringify(answer).slice(0, 1_000)}`)
  return (await listPoolCases(hub, 'officer-1')).map((row) => row.caseId).filter((caseId) => !before.has(caseId))
}

/** What is planted in `text` that this actor may not see. */
export function leaksIn(text: string, actor: ActorName): string[] {
  // Its own students: it sent them.
  if (actor === 'institution') return []
  return PLACES.filter((place) => !READERS[place].includes(actor)).flatMap((place) => {
    const { familyName, passport } = PLANTED[place]
    return [familyName, familyName.toUpperCase(), passport].filter((word) => text.includes(word))
  })
}

export interface Answer {
  status: number
  type: string | null
  cached: string | null
  text: string
}

/** A request as this actor, without following it to the end where the answer is a stream of events. */
export async function askAs(
  world: World,
  actor: ActorName,
  request: { method: string; path: string; body?: unknown },
): Promise<Answer> {
  const headers: Record<string, string> = { 'x-beslisdesk-protocol': String(PROTOCOL_VERSION) }
  const personId = ACTORS[actor]
  if (personId !== null) headers['authorization'] = `Bearer ${await world.hub.token(personId)}`
  if (actor === 'a bad token') headers['authorization'] = 'Bearer x.y.z'
  if (request.body !== undefined) headers['content-type'] = 'application/json'
  const stop = new AbortController()
  const response = await fetch(`${world.hub.url}${request.path}`, {
    method: request.method,
    headers,
    signal: stop.signal,
    redirect: 'manual',
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  })
  const type = response.headers.get('content-type')?.split(';')[0] ?? null
  const text = type === 'text/event-stream' ? '' : await response.text()
  stop.abort()
  return { status: response.status, type, cached: response.headers.get('cache-control'), text }
}

/** An id that nothing has. */
export function anUnknownId(): string {
  return uuidv7()
}
