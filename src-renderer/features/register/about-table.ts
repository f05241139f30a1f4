import type { AmountTable, ExemptionList, RegisterRecord } from '#core/register.ts'

/** What a form to record a change is about, and already knows. */
export interface About {
  sponsorId?: string
  table?: AmountTable
  list?: ExemptionList
  terms?: true
  daysOff?: true
}

/** Whether a record is about a table. */
export function isAboutTable(change: RegisterRecord['change'], about: About): boolean {
  switch (change.kind) {
    case 'amount':
      return change.table === about.table
    case 'exemption':
      return change.list === about.list
    case 'term':
      return about.terms === true
    case 'dayOff':
      return about.daysOff === true
    default:
      return false
  }
}
