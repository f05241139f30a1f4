import { importJWK, type JWTPayload, SignJWT } from 'jose'
import type { Person } from '#contract/wire.ts'
import type { HubReadableDb } from '#db/hub/schema.ts'
import { findAccount, findInstitution } from '#hub/issuer/accounts.ts'
import { HUB_AUDIENCE } from '#hub/issuer/clients.ts'
import { type IssuerKeys, makeIssuerKeys } from '#hub/issuer/keys.ts'

/** The keys of every hub that one test file starts. */
export const TEST_KEYS = await makeIssuerKeys()

/** The claims that the embedded issuer puts into a person's access token: a test compares them with a real one. */
export function claimsOf({ personId, name, roles }: Person): JWTPayload {
  const brin = /^sponsor:(.*)$/.exec(personId)?.[1]
  return brin === undefined ? { sub: personId, name, roles } : { sub: `institution-${brin}`, name, roles, brin }
}

/** An access token as the issuer would make it, made here because most tests are about something else than signing in. */
export async function mintToken(
  claims: JWTPayload,
  wish: { issuer: string; audience?: string; lifetime?: string | Date; keys?: IssuerKeys; typ?: string },
): Promise<string> {
  const { signing } = wish.keys ?? TEST_KEYS
  return await new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid: signing.kid, typ: wish.typ ?? 'at+jwt' })
    .setIssuer(wish.issuer)
    .setAudience(wish.audience ?? HUB_AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(wish.lifetime ?? '10m')
    .sign(await importJWK(signing, 'ES256'))
}

/** A token of a person of the register, a built-in one, or `sponsor:<BRIN>`. Throws when there is no such person. */
export async function mintTokenOf(db: HubReadableDb, issuer: string, personId: string): Promise<string> {
  const brin = /^sponsor:(.*)$/.exec(personId)?.[1]
  const person = brin === undefined ? await findAccount(db, personId) : await findInstitution(db, brin)
  if (person === null) throw new Error(`${personId} is not registered`)
  return await mintToken(claimsOf(person), { issuer })
}
