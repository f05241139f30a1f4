import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { HubDb } from '#db/hub/schema.ts'
import { isLoopback } from '../auth/loopback.ts'
import { parseInput } from '../http/parse-json.ts'
import { sendProblem, toProblem } from '../http/problem.ts'
import { findAccount, listAccounts } from '../issuer/accounts.ts'
import { type EmbeddedIssuer, ISSUER_PATH } from '../issuer/embedded-issuer.ts'
import { errorPage } from '../issuer/error-page.ts'
import { signInPage } from '../issuer/sign-in-page.ts'
import { languageOf, type WebPage } from '../issuer/web-page.ts'

const choiceSchema = z.strictObject({ personId: z.string().min(1).max(80) })
const SESSION_COOKIE = /^\s*_session(\.legacy)?(\.sig)?=/

/**
 * Everything under /oidc: the embedded issuer and the page on which a sample person is chosen. Answers this machine only, by its own names: a name that is
 * not this machine's means that a web page was made to resolve here (DNS rebinding).
 */
export function issuerRoutes(app: FastifyInstance, db: HubDb, issuer: EmbeddedIssuer): void {
  // Limits on who is not signed in are for strangers: here only this machine comes.
  const options = { config: { essential: true } }
  void app.register(async (mount) => {
    mount.removeAllContentTypeParsers()
    // The issuer reads its own requests.
    mount.addContentTypeParser('*', (_request, _payload, done) => done(null))
    mount.addHook('onRequest', onlyThisMachine)
    mount.get(`${ISSUER_PATH}/sign-in/*`, options, async (request, reply) => {
      const asked = await findInteraction(issuer, request, reply)
      if (asked === null) return sendPage(reply.code(400), errorPage(languageFor(request), 'session_not_found'))
      const people = await listAccounts(db)
      return sendPage(reply, signInPage({ people, ...asked, language: languageFor(request, asked.language) }))
    })
    mount.all(`${ISSUER_PATH}/*`, options, async (request, reply) => {
      reply.hijack()
      const { raw } = request
      const path = (raw.url ?? '').slice(ISSUER_PATH.length)
      if (path.startsWith('/auth')) forgetBrowser(request)
      await issuer.handle(Object.assign(raw, { originalUrl: raw.url, url: path }), reply.raw)
    })
  })
  void app.register(async (mount) => {
    mount.removeAllContentTypeParsers()
    mount.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    mount.addHook('onRequest', onlyThisMachine)
    mount.addHook('onRequest', onlyOwnPages)
    mount.post(`${ISSUER_PATH}/sign-in/*`, options, async (request, reply) => {
      const choice = parseInput(choiceSchema, request.body)
      if (!choice.ok) return sendProblem(reply, choice.refusal)
      const person = await findAccount(db, choice.value.personId)
      if (person === null)
        return sendProblem(reply, toProblem('not_found', { field: 'personId', detail: 'no such person' }))
      if ((await findInteraction(issuer, request, reply)) === null) {
        return sendPage(reply.code(400), errorPage(languageFor(request), 'session_not_found'))
      }
      const result = { login: { accountId: person.personId, remember: false } }
      const next = await issuer.provider().interactionResult(request.raw, reply.raw, result)
      return reply.redirect(next, 303)
    })
  })
}

async function onlyThisMachine(request: FastifyRequest, reply: FastifyReply) {
  return isLoopback(request.ip) && isLoopback(request.hostname)
    ? undefined
    : sendProblem(reply, toProblem('not_permitted', { detail: 'sample accounts are only for this machine' }))
}

/** A choice made by another web page than ours is nobody's choice. Browsers always say where a form comes from; programs need not. */
async function onlyOwnPages(request: FastifyRequest, reply: FastifyReply) {
  const { origin, host } = request.headers
  const foreign = origin !== undefined && origin !== `http://${host}`
  const site = request.headers['sec-fetch-site']
  return foreign || (site !== undefined && site !== 'same-origin')
    ? sendProblem(reply, toProblem('not_permitted', { detail: 'the form is not from this page' }))
    : undefined
}

/** The sign-in that this browser has under way, and whom the desk expects; null when it has none. */
async function findInteraction(
  issuer: EmbeddedIssuer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ asked: string | null; path: string; language: string | undefined } | null> {
  try {
    const { params, uid } = await issuer.provider().interactionDetails(request.raw, reply.raw)
    if (uid !== (request.params as { '*': string })['*']) return null
    const hint = params['login_hint']
    const { ui_locales: locales } = params
    const language = typeof locales === 'string' ? locales.replaceAll(' ', ',') : undefined
    return { asked: typeof hint === 'string' ? hint : null, path: `${ISSUER_PATH}/sign-in/${uid}`, language }
  } catch {
    return null
  }
}

/** Each sign-in asks who it is, also in a browser in which somebody has signed in before: sample people are changed between at will. */
function forgetBrowser(request: FastifyRequest): void {
  const cookies = request.raw.headers.cookie?.split(';').filter((cookie) => !SESSION_COOKIE.test(cookie))
  if (cookies !== undefined) request.raw.headers.cookie = cookies.join(';')
}

/** As chosen on the page, else as the desk is used in, else as the browser prefers. */
function languageFor(request: FastifyRequest, desk?: string) {
  const { lang } = request.query as { lang?: unknown }
  return languageOf(lang === 'nl' || lang === 'en' ? lang : (desk ?? request.headers['accept-language']))
}

function sendPage(reply: FastifyReply, { html, headers }: WebPage): FastifyReply {
  return reply.headers(headers).send(html)
}
