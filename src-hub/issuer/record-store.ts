import type { Adapter, AdapterPayload } from 'oidc-provider'
import {
  consumeSignInRecord,
  deleteSignInRecord,
  deleteSignInRecordsOfGrant,
  findSignInRecord,
  type SignInRecord,
  upsertSignInRecord,
} from '#db/hub/queries/sign-in.ts'
import type { HubDb } from '#db/hub/schema.ts'
import { brinOfClient, institutionMetadata } from './clients.ts'
import { findInstitution } from './accounts.ts'

/**
 * A refresh token that was just exchanged is taken once more within this time: the answer may have been lost on the way, and the desk asks again. After
 * that a used token is a stolen one, and everything of its sign-in ends.
 */
const LOST_ANSWER_MS = 60_000

/** Keeps what the issuer remembers in the hub's database, so that a restart signs nobody out. */
export function openRecordStore(db: HubDb): (model: string) => Adapter {
  const epoch = (at: string) => Math.floor(Date.parse(at) / 1000)

  function read(model: string, record: SignInRecord | undefined): AdapterPayload | undefined {
    if (record === undefined) return undefined
    const { payload, consumed_at: consumed, expires_at: expires } = record
    if (expires !== null && Date.parse(expires) <= Date.now()) return undefined
    const content = JSON.parse(payload) as AdapterPayload
    const forgiven = model === 'RefreshToken' && consumed !== null && Date.now() - Date.parse(consumed) < LOST_ANSWER_MS
    return consumed === null || forgiven ? content : { ...content, consumed: epoch(consumed) }
  }

  return (model) => ({
    async upsert(id, payload, expiresIn) {
      const expires_at = expiresIn === undefined ? null : new Date(Date.now() + expiresIn * 1000).toISOString()
      const { grantId, uid } = payload
      const row = {
        model,
        id,
        payload: JSON.stringify(payload),
        grant_id: grantId ?? null,
        uid: uid ?? null,
        expires_at,
      }
      await upsertSignInRecord(db, row)
    },
    async find(id) {
      return model === 'Client' ? await findClient(db, id) : read(model, await findSignInRecord(db, model, { id }))
    },
    async findByUid(uid) {
      return read(model, await findSignInRecord(db, model, { uid }))
    },
    async findByUserCode() {
      return undefined
    },
    async consume(id) {
      await consumeSignInRecord(db, model, id, new Date().toISOString())
    },
    async destroy(id) {
      await deleteSignInRecord(db, model, id)
    },
    async revokeByGrantId(grantId) {
      await deleteSignInRecordsOfGrant(db, grantId)
    },
  })
}

/** Institutions come and go with the register, so that their clients are not listed anywhere else. */
async function findClient(db: HubDb, clientId: string): Promise<AdapterPayload | undefined> {
  const brin = brinOfClient(clientId)
  if (brin === null || (await findInstitution(db, brin)) === null) return undefined
  return institutionMetadata(brin)
}
