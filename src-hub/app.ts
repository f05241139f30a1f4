import fastify, { type FastifyInstance } from 'fastify'
import type { AddressInfo } from 'node:net'
import { lockInTrx } from '#db/hub/locks.ts'
import { countDeliveries } from '#db/hub/queries/webhooks.ts'
import { findEpoch, setEpochInTrx } from '#db/hub/queries/meta.ts'
import type { HubDatabase, PoolUsage } from '#db/hub/open.ts'
import type { HubDb } from '#db/hub/schema.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import type { Authenticator } from './auth/authenticator.ts'
import { assertReachable } from './auth/loopback.ts'
import type { DocumentStore } from './documents/document-store.ts'
import type { Scanner } from './documents/scanner.ts'
import { useDraining } from './http/drain.ts'
import { useRights } from './http/allow.ts'
import { PROBLEMS_BEFORE_ROUTES, useHttpRules } from './http/before-routes.ts'
import { useProblemDocuments } from './http/errors.ts'
import { useJsonBodies } from './http/parse-json.ts'
import { startAnchoring } from './history/anchoring.ts'
import type { HubContext } from './hub-context.ts'
import type { EmbeddedIssuer } from './issuer/embedded-issuer.ts'
import type { Log } from './log.ts'
import { openNotices } from './notices.ts'
import { useLimits } from './operation/limits.ts'
import { useLoadShedding } from './operation/load.ts'
import { createMeasures, type Measures } from './operation/measures.ts'
import { type OperatingSettings, UNLIMITED } from './operation/settings.ts'
import { accessLogRoutes } from './routes/access-log.ts'
import { adminRoutes } from './routes/admin.ts'
import { casesRoutes } from './routes/cases.ts'
import { documentsRoute } from './routes/documents.ts'
import { healthRoutes } from './routes/health.ts'
import { intakeRoute } from './routes/intake.ts'
import { institutionRoutes } from './routes/institution.ts'
import { issuerRoutes } from './routes/issuer.ts'
import { metricsRoute } from './routes/metrics.ts'
import { noticesRoute } from './routes/notices.ts'
import { poolRoute } from './routes/pool.ts'
import { publishedRoutes } from './routes/published.ts'
import { pullRoute } from './routes/pull.ts'
import { pushRoute } from './routes/push.ts'
import { registerRoutes } from './routes/register.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { teamRoutes } from './routes/team.ts'
import { uploadRoutes } from './routes/uploads.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { zgwRoutes } from './routes/zgw.ts'
import { startWebhooks, type Webhooks } from './webhooks/deliver.ts'
import { startDeriving } from './services/deriving.ts'
import { createReferenceSource, recordDeliveredReference } from './services/reference.ts'

export interface HubOptions {
  /** Open and migrated; closing it is the caller's. */
  db: HubDb
  /** Hears what other hub processes on this database change. */
  listen: HubDatabase['listen']
  documents: DocumentStore
  documentLimitBytes: number
  scanner: Scanner | null
  authenticator: Authenticator
  /** The same as the authenticator where accounts are samples; else null. */
  embeddedIssuer: EmbeddedIssuer | null
  now: () => string
  newId: () => string
  log: Log
  intakeLimitBytes: number
  /** The data came from a backup: desks must learn that what they knew may be gone (SYN-33). */
  restored: boolean
  /** How the hub protects itself; absent: it does not. */
  operating?: OperatingSettings
  /** Connections to the database, where there are several. */
  poolUsage?: () => PoolUsage | null
}

export interface Hub {
  /** Every route, as `METHOD /path/:name`. */
  routes: ReadonlySet<string>
  /** Answers on this address and returns its URL; port 0 takes a free one. Throws when the accounts do not allow the address. */
  listen(at: { host: string; port: number }): Promise<string>
  /** Answers one request without a network, exactly as it would over one. */
  inject: FastifyInstance['inject']
  /** Resolves when it does nothing by itself any more. */
  settled(): Promise<void>
  /** Answers what it has begun to answer, then stops. */
  close(): Promise<void>
}

/** The hub with everything it needs handed to it. */
export async function buildHub(options: HubOptions): Promise<Hub> {
  const { restored, listen, operating = UNLIMITED, poolUsage, ...given } = options
  await recordDeliveredReference(options.db, options.now())
  await settleEpoch(options, restored)
  const notices = await openNotices(listen)
  const reference = createReferenceSource()
  const deriving = startDeriving({ ...options, reference })
  const anchoring = startAnchoring(options)
  const measures = createMeasures()
  const hub: HubContext = { ...given, measures, notices, reference, deriving }
  const trustProxy = operating.trustedProxies.length > 0 ? operating.trustedProxies : false
  const app = fastify({
    bodyLimit: 1024 * 1024,
    trustProxy,
    forceCloseConnections: 'idle',
    // The longest key of an application, every character of it written as %XX.
    routerOptions: { maxParamLength: 1_200 },
    ...PROBLEMS_BEFORE_ROUTES,
  })
  app.decorateRequest('person', null)
  useJsonBodies(app)
  useProblemDocuments(app, hub.log, hub.newId)
  useHttpRules(app)
  const { routes } = useRights(app, hub)
  useLoadShedding(app, { busy: operating.busy, measures, log: hub.log })
  if (operating.limits !== null) await useLimits(app, operating.limits, measures)
  metricsRoute(app, hub, operating.metricsSecret)
  if (poolUsage !== undefined) watchPool(measures, poolUsage)
  addRoutes(app, hub)
  zgwRoutes(app, hub, operating.zgw)
  // Before the first request is read: tokens bear the address at which the hub answers.
  app.server.once('listening', () => hub.embeddedIssuer?.begin(toUrl(app.server.address())))
  webhookRoutes(app, hub)
  const webhooks = await startTelling(hub, operating)
  const drain = useDraining(app)
  await app.ready()
  return {
    routes,
    async listen({ host, port }) {
      assertReachable(hub.authenticator, host)
      await app.listen({ host, port })
      return toUrl(app.server.address())
    },
    inject: app.inject.bind(app),
    settled: async () => await deriving.settled(),
    async close() {
      await drain()
      await webhooks.close()
      await deriving.close()
      await anchoring.close()
      await notices.close()
    },
  }
}

function addRoutes(app: FastifyInstance, hub: HubContext): void {
  healthRoutes(app, hub)
  publishedRoutes(app)
  pullRoute(app, hub)
  pushRoute(app, hub)
  noticesRoute(app, hub)
  poolRoute(app, hub)
  casesRoutes(app, hub)
  accessLogRoutes(app, hub)
  teamRoutes(app, hub)
  documentsRoute(app, hub)
  uploadRoutes(app, hub)
  intakeRoute(app, hub)
  institutionRoutes(app, hub)
  adminRoutes(app, hub)
  registerRoutes(app, hub)
  signInRoutes(app, hub)
  if (hub.embeddedIssuer !== null) issuerRoutes(app, hub.db, hub.embeddedIssuer)
}

/** Tells receivers of decisions, where the settings name any. */
async function startTelling(hub: HubContext, { webhooks: settings, zgw }: OperatingSettings): Promise<Webhooks> {
  for (const state of ['due', 'dead'] as const) {
    const look = async () => await countDeliveries(hub.db, state)
    hub.measures.watch(`beslisdesk_webhook_${state}`, `Messages to receivers that are ${state}.`, look)
  }
  return await startWebhooks({ ...hub, settings, zgw: { base: zgw.publicUrl ?? '', rsin: zgw.rsin } })
}

function watchPool(measures: Measures, usage: () => PoolUsage | null): void {
  for (const part of ['open', 'idle', 'waiting'] as const) {
    const name = `beslisdesk_database_${part}`
    measures.watch(name, `Connections to the database: ${part}.`, () => usage()?.[part] ?? null)
  }
}

/** Of several processes that start at once on an empty database one says which epoch it is. */
async function settleEpoch(options: HubOptions, restored: boolean): Promise<void> {
  await inTransaction(options.db, async (trx) => {
    await lockInTrx(trx, 'epoch')
    const known = await findEpoch(trx)
    if (known === undefined || restored) await setEpochInTrx(trx, options.newId(), options.now())
  })
}

function toUrl(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('the hub listens on an address and a port')
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host}:${address.port}`
}
