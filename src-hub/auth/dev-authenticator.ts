import { jwtVerify, SignJWT } from 'jose'
import type { HubReadableDb } from '#db/hub/schema.ts'
import { findPersonForDev } from './dev-people.ts'
import type { Authenticator, DevSignIn } from './authenticator.ts'

const ISSUER = 'beslisdesk-hub-dev'
const LIFETIME_HOURS = 12

/** Accounts for one's own machine: whoever can reach the hub may be anyone. Tokens are JWTs signed with HS256 that carry nothing but the person's id. */
export function createDevAuthenticator(options: {
  db: HubReadableDb
  secret: Uint8Array
  now: () => string
}): Authenticator & DevSignIn {
  const { db, secret, now } = options
  return {
    loopbackOnly: true,
    async verify(token) {
      const personId = await findSubject(token, secret, now())
      return personId === null ? null : await findPersonForDev(db, personId)
    },
    async signIn(personId) {
      const person = await findPersonForDev(db, personId)
      if (person === null) return null
      const expiresAt = new Date(Date.parse(now()) + LIFETIME_HOURS * 3_600_000)
      const token = await new SignJWT({})
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(ISSUER)
        .setSubject(person.personId)
        .setIssuedAt(new Date(now()))
        .setExpirationTime(expiresAt)
        .sign(secret)
      return { token, expiresAt: expiresAt.toISOString(), person }
    },
  }
}

async function findSubject(token: string, secret: Uint8Array, at: string): Promise<string | null> {
  try {
    const checks = { issuer: ISSUER, algorithms: ['HS256'], currentDate: new Date(at) }
    const { payload } = await jwtVerify(token, secret, checks)
    return payload.sub ?? null
  } catch {
    return null
  }
}
