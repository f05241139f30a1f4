import { createHash } from 'node:crypto'
import { OLDEST_SERVED_PROTOCOL, PROTOCOL_VERSION } from '#contract/protocol.ts'
import { aSponsor, NOW } from '#test/support/case-builder.ts'
import { answerEverything, caseFileAt } from '#test/support/hub-cases.ts'
import { ask, assign, push, seedHub, submit, TEST_PEOPLE } from '#test/support/hub-client.ts'
import { startTestHub, type TestHub } from '#test/support/hub.ts'
import { anIntakeApplication, anIntakeDocument } from '#test/support/intake-builder.ts'
import type { Known } from './json-schema.ts'
import type { Sender } from './requests.ts'

const NOBODY = 'nobody'

export interface FuzzWorld {
  hub: TestHub
  senders: Sender[]
  /** The token of a sender; null for who does not sign in. */
  tokenOf(name: string): Promise<string | null>
  known(sender: Sender): Known
}

/** A hub with cases held, free, decided in part and set aside, and everyone who can ask it something. */
export async function makeFuzzWorld(): Promise<FuzzWorld> {
  const hub = await startTestHub({ now: NOW })
  const held = await seedHub(hub, { cases: 8 })
  await ask(hub, 'administrator', 'PUT', '/v1/admin/sponsors', [aSponsor({ sponsorId: 'sponsor-2', brin: '24CC' })])
  const free = await seedHub(hub, { cases: 8, holder: null, prefix: 'free' })
  const document = anIntakeDocument('stuk')
  await submit(hub, [anIntakeApplication({ applicationKey: 'with-document', documents: [document] })])
  const parkedIds = await setSomeAside(hub, held[0] ?? '')
  const documentId = createHash('sha256').update(Buffer.from(document.contentBase64, 'base64')).digest('hex')
  const senders = [
    ...TEST_PEOPLE.map(({ personId, roles }) => ({ name: personId, personId, roles })),
    { name: 'administrator', personId: 'administrator', roles: ['administrator'] },
    { name: 'sponsor:21PF', personId: 'sponsor:21PF', roles: ['institution'] },
    { name: 'sponsor:24CC', personId: 'sponsor:24CC', roles: ['institution'] },
    { name: NOBODY, personId: NOBODY, roles: [] },
  ]
  const cases = [...held, ...free]
  return {
    hub,
    senders,
    tokenOf: async (name) => (name === NOBODY ? null : await hub.token(name)),
    known: (sender) => (field) => knownValues({ sender, cases, documentId, parkedIds })[field],
  }
}

interface Things {
  sender: Sender
  cases: string[]
  documentId: string
  parkedIds: string[]
}

function knownValues({ sender, cases, documentId, parkedIds }: Things): Record<string, readonly unknown[] | undefined> {
  return {
    id: [...cases, documentId],
    caseId: cases,
    after: cases,
    afterCaseId: cases,
    documentId: [documentId],
    parkedCommandId: parkedIds,
    actor: [sender.personId, sender.personId, 'officer-1'],
    deskId: [`desk-of-${sender.personId}`, 'desk-of-officer-1'],
    protocol: [PROTOCOL_VERSION, OLDEST_SERVED_PROTOCOL],
    'x-beslisdesk-protocol': [String(PROTOCOL_VERSION), String(PROTOCOL_VERSION), '0'],
    baseVersion: [1, 2, 3],
    epoch: [null],
    cursor: [null, 0, 3, 10],
    itemId: ['C01', 'C06', 'C15'],
    items: [['C06'], ['C01', 'C06']],
    to: [null, { personId: 'officer-2', name: 'Daan Bakker' }, { personId: 'officer-1', name: 'Noor Visser' }],
    expectedHolder: [null, 'officer-1', 'officer-2'],
    brin: sender.personId.startsWith('sponsor:') ? [sender.personId.slice(8), '21PF'] : ['21PF', '24CC', '31ZZ'],
    applicationKey: ['key-1', 'with-document', 'new-1'],
    applications: [[anIntakeApplication({ applicationKey: 'new-2' })], [{}]],
    holderId: ['officer-1', 'officer-3'],
    sponsorId: ['sponsor-1', 'sponsor-2'],
    seenChecks: [{}],
  }
}

async function setSomeAside(hub: TestHub, caseId: string): Promise<string[]> {
  const answer = answerEverything('officer-1', await caseFileAt(hub, caseId))
  await assign(hub, [caseId], { personId: 'officer-2', name: '-' }, 'officer-1')
  await push(hub, 'officer-1', [answer])
  await assign(hub, [caseId], { personId: 'officer-1', name: '-' }, 'officer-2')
  return [answer.commandId]
}
