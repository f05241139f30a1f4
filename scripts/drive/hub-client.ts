import { randomUUID } from 'node:crypto'
import { v7 as newId } from 'uuid'
import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import {
  type PullLine,
  type PushAnswer,
  pushAnswerSchema,
  type SignInAnswer,
  signInAnswerSchema,
} from '#contract/wire.ts'
import type { CaseFile, PersonRef } from '#core/case-file.ts'
import type { Command, CommandKind, CommandOf, CommandPayloads } from '#core/command.ts'

/** Speaks to a hub over the wire as one person, as a desk would: for the tour, tests and benchmarks. */
export interface HubClient {
  person: SignInAnswer['person']
  token: string
  /** Sends commands, at most 500 a request, and gives their receipts in order. */
  push(commands: Command[]): Promise<PushAnswer['receipts']>
  /** All cases this person holds, as the hub has them now. */
  listCases(): Promise<CaseFile[]>
}

const MOST_COMMANDS = 500

/** Signs in at a development hub. Throws when the hub does not know the person. */
export async function signIn(hubUrl: string, personId: string): Promise<HubClient> {
  const { token, person } = signInAnswerSchema.parse(await post(hubUrl, '/v1/dev/sign-in', { personId }))
  const deskId = `drive-${randomUUID()}`
  return {
    person,
    token,
    async push(commands) {
      const receipts: PushAnswer['receipts'] = []
      for (let from = 0; from < commands.length; from += MOST_COMMANDS) {
        const batch = commands.slice(from, from + MOST_COMMANDS)
        const body = { protocol: PROTOCOL_VERSION, deskId, commands: batch.map((command) => ({ ...command, deskId })) }
        receipts.push(...pushAnswerSchema.parse(await post(hubUrl, '/v1/sync/push', body, token)).receipts)
      }
      return receipts
    },
    async listCases() {
      const lines = await pullAll(hubUrl, token, deskId)
      return lines.flatMap((line) => (line.type === 'case' ? [line.body] : []))
    },
  }
}

/** A command of this client on a case as it stands. */
export function commandOn<Kind extends CommandKind>(
  client: HubClient,
  file: Pick<CaseFile, 'caseId' | 'version'>,
  kind: Kind,
  payload: CommandPayloads[Kind],
): CommandOf<Kind> {
  return {
    commandId: newId(),
    kind,
    protocol: PROTOCOL_VERSION,
    caseId: file.caseId,
    baseVersion: file.version,
    actor: client.person.personId,
    deskId: '',
    deviceTime: new Date().toISOString(),
    clockOffsetMs: 0,
    payload,
  }
}

/** Gives a case to someone else, as a supervisor does. Throws unless the hub accepts it. */
export async function giveAway(supervisor: HubClient, file: CaseFile, to: PersonRef, reason: string): Promise<void> {
  const payload = { expectedHolder: file.holder?.personId ?? null, to, reason }
  const [receipt] = await supervisor.push([commandOn(supervisor, file, 'reassign', payload) as Command])
  if (receipt?.outcome !== 'accepted') throw new Error(`the case was not given away: ${JSON.stringify(receipt)}`)
}

async function pullAll(hubUrl: string, token: string, deskId: string): Promise<PullLine[]> {
  const health = { appVersion: 'drive', oldestUnsentAt: null, unsent: 0, driftMs: 0 }
  const request = {
    protocol: PROTOCOL_VERSION,
    deskId,
    epoch: null,
    cursor: null,
    resume: null,
    referenceVersion: null,
    health,
  }
  const text = await (await send(hubUrl, '/v1/sync/pull', request, token)).text()
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as PullLine)
}

async function post(hubUrl: string, path: string, body: unknown, token?: string): Promise<unknown> {
  return (await send(hubUrl, path, body, token)).json()
}

async function send(hubUrl: string, path: string, body: unknown, token?: string): Promise<Response> {
  const response = await fetch(hubUrl + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-beslisdesk-protocol': String(PROTOCOL_VERSION),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${(await response.text()).slice(0, 500)}`)
  return response
}
