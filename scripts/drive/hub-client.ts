import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import type { PullLine, PullRequest } from '#contract/wire.ts'
import type { CaseFile, PersonRef } from '#core/case-file.ts'
import { demand } from '../sample/demand.ts'
import { type Actor, makeCommand, push } from '../sample/distribute.ts'
import { signInAs } from '../sample/sign-in.ts'

/** Signs in at a hub with sample accounts as one person, to act there without a desk. Throws when the hub does not know the person. */
export async function signIn(hubUrl: string, personId: string): Promise<Actor> {
  return { hubUrl, personId, token: demand(await signInAs(hubUrl, personId)) }
}

/** All cases this person holds, as the hub has them now. */
export async function listCases(actor: Actor): Promise<CaseFile[]> {
  const lines = await readPull(actor)
  return lines.flatMap((line) => (line.type === 'case' ? [line.body] : []))
}

/** Gives a case to someone else, as a supervisor does. Throws unless the hub accepts it. */
export async function giveAway(supervisor: Actor, file: CaseFile, to: PersonRef, reason: string): Promise<void> {
  const payload = { expectedHolder: file.holder?.personId ?? null, to, reason }
  const command = makeCommand(supervisor, 'reassign', { caseId: file.caseId, version: file.version, payload })
  const [version] = await push(supervisor, [command])
  if (typeof version !== 'number') throw new Error(`the hub did not give away ${file.caseNumber}`)
}

async function readPull({ hubUrl, token, personId }: Actor): Promise<PullLine[]> {
  const request: PullRequest = {
    protocol: PROTOCOL_VERSION,
    deskId: `drive-${personId}`,
    epoch: null,
    cursor: null,
    resume: null,
    referenceVersion: null,
    health: { appVersion: 'drive', oldestUnsentAt: null, unsent: 0, driftMs: null },
  }
  const response = await fetch(new URL('/v1/sync/pull', hubUrl), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'x-beslisdesk-protocol': String(PROTOCOL_VERSION),
    },
    body: JSON.stringify(request),
  })
  if (!response.ok) throw new Error(`the hub answered ${response.status} to a pull`)
  const lines = (await response.text()).split('\n').filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line) as PullLine)
}
