import * as oidc from 'openid-client'
import { type Person, personSchema } from '#contract/wire.ts'
import type { SignInFailure } from '#contract/sync-status.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { rememberInTrx } from '#db/local/sync-state.ts'
import { type DeskContext, deviceTime, findPerson } from '../context.ts'
import type { Identity } from '../identity.ts'
import { errorFacts } from '../log.ts'
import { askHub, HubError, type HubErrorCode, readJson } from '../sync/hub-client.ts'
import { authorize, isEnded, refresh, type Tokens } from './authorize.ts'
import { findIssuer, type Issuer, toHubError } from './issuer.ts'
import { keepTokens, readKept, type SignInKeeper } from './keeper.ts'

/** A token is renewed this long before it ends. */
const MARGIN_MS = 60_000
/** So long a person has for the browser. */
const PATIENCE_MS = 10 * 60_000

/** What signing in needs of the world around the desk. */
export interface SignInParts {
  keeper: SignInKeeper
  /** Opens an address in the person's own browser. */
  openBrowser(address: string): void
}

/** Who sits at this desk: signs in with the browser, renews by itself, and tells the difference between no network and no longer signed in. */
export function makeIdentity(context: DeskContext, parts: SignInParts): Identity {
  const { keeper } = parts
  const { environment } = context
  let kept = readKept(keeper)
  let access: { token: string; until: number } | undefined
  let renewing: Promise<string> | undefined
  let issuer: Promise<Issuer> | undefined
  let attempt: { stop: AbortController; address: string | null } | undefined
  let failure: SignInFailure | null = null

  /** Asked for once; a failure is forgotten, so that the next try asks again. */
  async function getIssuer(): Promise<Issuer> {
    issuer ??= findIssuer(context)
    try {
      return await issuer
    } catch (error) {
      issuer = undefined
      throw error
    }
  }

  function isSignedIn(): boolean {
    // An issuer may give nothing to renew with: then the sign-in lasts as long as its token.
    return kept !== null || (access !== undefined && environment.now() < access.until - MARGIN_MS)
  }

  function take(name: string, tokens: Tokens): void {
    kept = keepTokens(keeper, name, tokens)
    access = { token: tokens.accessToken, until: environment.now() + tokens.lifetimeMs }
  }

  function end(): void {
    kept = null
    access = undefined
    keeper.keep(null)
    context.log('info', 'sign_in.ended')
    context.changes.session()
  }

  async function renew(): Promise<string> {
    const before = kept
    if (before === null) throw new HubError('signed_out', 'nobody is signed in')
    const found = await getIssuer()
    // The hub trusts another issuer now: what the former one gave is worth nothing here.
    if (found.name !== before.issuer) {
      end()
      throw new HubError('signed_out', 'another issuer')
    }
    const tokens = await refresh(found, before).catch((error: unknown) => {
      if (isEnded(error)) {
        if (kept === before) end()
        throw new HubError('signed_out', 'the issuer ended the sign-in')
      }
      // What was known of the issuer, its clock included, may have grown old.
      issuer = undefined
      throw toHubError(error)
    })
    // Signed out, or in anew, while the issuer answered: what it gave is no longer wanted.
    if (kept !== before) throw new HubError('signed_out', 'signed out meanwhile')
    take(found.name, tokens)
    await follow(tokens.accessToken)
    return tokens.accessToken
  }

  /** Roles and names change; the person of a desk does not. */
  async function follow(token: string): Promise<void> {
    const known = findPerson(context)
    const person = await askWho(context, token).catch((error: unknown) => {
      if (known !== null && error instanceof HubError && error.code !== 'signed_out') return known
      throw error instanceof Declined ? new HubError('hub_refused', error.failure) : error
    })
    if (known !== null && known.personId !== person.personId) {
      end()
      throw new HubError('signed_out', 'another person')
    }
    if (JSON.stringify(person) !== JSON.stringify(known)) await remember(context, { person })
  }

  async function signIn(stop: AbortController): Promise<void> {
    // Asked anew: a person should not be sent to a page that cannot be reached.
    issuer = undefined
    const found = await getIssuer()
    const tokens = await authorize(found, {
      language: context.settings.language,
      personId: findPerson(context)?.personId ?? context.personId,
      signal: stop.signal,
      sent(address) {
        if (attempt?.stop === stop) attempt.address = address
        context.changes.session()
        parts.openBrowser(address)
      },
    })
    const person = await askWho(context, tokens.accessToken)
    stop.signal.throwIfAborted()
    const expected = findPerson(context)?.personId ?? context.personId
    if (expected !== null && person.personId !== expected) {
      await revoke(found, tokens.refreshToken)
      throw new Declined('another_person')
    }
    await remember(context, { person, signedInAt: deviceTime(context), signedOut: undefined })
    take(found.name, tokens)
    context.log('info', 'sign_in.done')
    context.wake()
  }

  function begin(): void {
    if (attempt !== undefined) return
    const stop = new AbortController()
    attempt = { stop, address: null }
    failure = null
    const cancelTimer = environment.setTimer(() => stop.abort(new Declined('timed_out')), PATIENCE_MS)
    context.changes.session()
    signIn(stop)
      .catch((error: unknown) => {
        if (attempt?.stop !== stop) return
        failure = failureOf(stop.signal.aborted ? stop.signal.reason : error)
        context.log('warn', 'sign_in.failed', { failure, ...errorFacts(error) })
      })
      .finally(() => {
        cancelTimer()
        if (attempt?.stop === stop) attempt = undefined
        context.changes.session()
      })
  }

  function cancel(): void {
    const given = attempt
    attempt = undefined
    given?.stop.abort()
    context.changes.session()
  }

  return {
    async token() {
      if (access !== undefined && environment.now() < access.until - MARGIN_MS) return access.token
      renewing ??= renew().finally(() => (renewing = undefined))
      return await renewing
    },
    forget() {
      access = undefined
    },
    status: () => ({
      state: isSignedIn() ? 'signed_in' : findPerson(context) && !context.memory.signedOut ? 'ended' : 'signed_out',
      waiting: attempt ? { address: attempt.address } : null,
      failure,
      since: isSignedIn() ? (context.memory.signedInAt ?? null) : null,
      renewsAt: access === undefined ? null : new Date(access.until).toISOString(),
    }),
    begin,
    cancel,
    async signOut() {
      cancel()
      const before = kept
      await remember(context, { signedOut: true, signedInAt: undefined })
      end()
      const found = await getIssuer().catch(() => null)
      if (before === null || found === null || found.name !== before.issuer) return { atIssuer: false }
      const revoked = await revoke(found, before.refreshToken)
      // Where the browser is signed in as well, that has to end too, or the next person would be let in as this one.
      if (revoked && found.config.serverMetadata().end_session_endpoint !== undefined) {
        const hint = new URLSearchParams(before.idToken === null ? [] : [['id_token_hint', before.idToken]])
        parts.openBrowser(oidc.buildEndSessionUrl(found.config, hint).href)
      }
      return { atIssuer: revoked }
    },
    close: cancel,
  }
}

class Declined extends Error {
  readonly failure: SignInFailure

  constructor(failure: SignInFailure) {
    super(failure)
    this.name = 'Declined'
    this.failure = failure
  }
}

/** Trying again later helps. */
const UNREACHED: readonly HubErrorCode[] = ['no_contact', 'cut_off', 'hub_failed', 'hub_busy']

function failureOf(error: unknown): SignInFailure {
  if (error instanceof Declined) return error.failure
  if (error instanceof oidc.AuthorizationResponseError) return 'declined'
  const { code } = toHubError(error)
  return UNREACHED.includes(code) ? 'no_contact' : 'not_trusted'
}

/** Whom the hub takes the bearer of a token for. */
async function askWho(context: DeskContext, token: string): Promise<Person> {
  const answer = await askHub(context, { method: 'GET', path: '/v1/me', token }).catch((error: unknown) => {
    if (error instanceof HubError && error.code === 'hub_refused') throw new Declined('no_role')
    throw error
  })
  const person = personSchema.safeParse(await readJson(answer))
  if (!person.success) throw new HubError('unreadable_answer', 'me')
  return person.data
}

async function remember(
  context: DeskContext,
  memory: { person?: Person; signedInAt?: string | undefined; signedOut?: true | undefined },
): Promise<void> {
  await inTransaction(context.db, async (trx) => await rememberInTrx(trx, memory))
  Object.assign(context.memory, memory)
  context.changes.session()
}

/** Tells the issuer that a sign-in is over; false when it could not be told. */
async function revoke({ config }: Issuer, refreshToken: string | null): Promise<boolean> {
  if (refreshToken === null) return false
  return await oidc.tokenRevocation(config, refreshToken).then(
    () => true,
    () => false,
  )
}
