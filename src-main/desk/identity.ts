import { type Person, signInAnswerSchema } from '#contract/wire.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { rememberInTrx } from '#db/local/sync-state.ts'
import type { DeskContext } from './context.ts'
import { askHub, HubError, readJson } from './sync/hub-client.ts'

/** How this desk proves to the hub who sits at it. Development signs in by name; OpenID Connect takes the same place later. */
export interface Identity {
  /** A token that is valid now. Throws HubError. */
  token(): Promise<string>
  /** The hub did not accept the token: the next one is a new one. */
  forget(): void
}

/** A token is renewed this long before it ends. */
const MARGIN_MS = 60_000

/** Signs in at a development hub, which knows no passwords and serves its own machine only. */
export function devIdentity(context: DeskContext): Identity {
  let valid: { token: string; until: number } | undefined
  const kept = context.memory.token
  if (kept) valid = { token: kept.token, until: Date.parse(kept.expiresAt) }
  return {
    async token() {
      const hubTime = context.environment.now() + (context.memory.clockOffsetMs ?? 0)
      if (valid && hubTime < valid.until - MARGIN_MS) return valid.token
      const body = context.personId === null ? {} : { personId: context.personId }
      const response = await askHub(context, { method: 'POST', path: '/v1/dev/sign-in', token: null, body })
      const answer = signInAnswerSchema.safeParse(await readJson(response))
      if (!answer.success) throw new HubError('unreadable_answer', 'sign-in')
      const { token, expiresAt, person } = answer.data
      await rememberPerson(context, person, { token, expiresAt })
      valid = { token, until: Date.parse(expiresAt) }
      return token
    },
    forget() {
      valid = undefined
    },
  }
}

/** One database, one person: a hub that answers with another is not followed. */
async function rememberPerson(
  context: DeskContext,
  person: Person,
  token: { token: string; expiresAt: string },
): Promise<void> {
  const known = context.memory.person as Person | undefined
  if (known && known.personId !== person.personId) throw new HubError('hub_refused', 'another person')
  await inTransaction(context.db, async (trx) => await rememberInTrx(trx, { person, token }))
  Object.assign(context.memory, { person, token })
  context.changes.session()
}
