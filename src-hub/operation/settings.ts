import type { WebhookSettings } from '../webhooks/webhook-settings.ts'

/** How the hub protects itself and shows how it is. */
export interface OperatingSettings {
  /** Whoever sends it as a bearer token may read the metrics; null: only this machine may. */
  metricsSecret: string | null
  /** Addresses and networks of proxies whose word on the address of a client is taken. */
  trustedProxies: string[]
  /** Requests a minute; null: no limits. */
  limits: { address: number; person: number; institution: number } | null
  zgw: ZgwSettings
  /** null: nobody is told of decisions. */
  webhooks: WebhookSettings | null
  /** From where on new work is answered "later". */
  busy: { requests: number; lagMs: number }
}

/** How the hub shows itself to other systems. */
export interface ZgwSettings {
  /** The hub as others reach it, without a slash at its end; null: as each request does. */
  publicUrl: string | null
  /** Of the organisation that decides. */
  rsin: string
}

/** Nothing is limited and nothing shed: for a hub that serves one person, or a test of something else. */
export const UNLIMITED: OperatingSettings = {
  metricsSecret: null,
  trustedProxies: [],
  limits: null,
  zgw: { publicUrl: null, rsin: '000000000' },
  webhooks: null,
  busy: { requests: Number.POSITIVE_INFINITY, lagMs: Number.POSITIVE_INFINITY },
}
