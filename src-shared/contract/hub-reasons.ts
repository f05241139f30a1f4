/** Reasons of a receipt that the hub gives by itself, before the domain judges; screens translate them like the domain's own. */
export const HUB_REASON_CODES = [
  /** The hub failed at judging the act, by a fault of its own; the act is kept whole and nothing of it was done. */
  'parked.hub_fault',
  /** There is no such case, or none that this person may know of: the hub does not say which. */
  'refused.unknown_case',
  /** The colleague a case should go to is not registered, or none to whom this person may give it: the hub does not say which. */
  'refused.unknown_person',
] as const
export type HubReasonCode = (typeof HUB_REASON_CODES)[number]
