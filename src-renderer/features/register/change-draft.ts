import type { SponsorStatus } from '#core/reference.ts'
import type { RegisterChange } from '#core/register.ts'
import type { About } from './about-table.ts'

export type DraftKind = 'status' | 'codeOfConduct' | 'amount' | 'exemption' | 'term' | 'dayOff'

/** What stands in the fields of the form, as typed. */
export interface ChangeDraft {
  kind: DraftKind
  status: SponsorStatus
  member: boolean
  amount: string
  nationality: string
  exempt: boolean
  rule: string
  length: string
  off: boolean
  from: string
  until: string
}

export function emptyDraft(kind: DraftKind, rule: string): ChangeDraft {
  return {
    kind,
    status: 'suspended',
    member: false,
    amount: '',
    nationality: '',
    exempt: true,
    rule,
    length: '',
    off: true,
    from: '',
    until: '',
  }
}

/** The change that the fields say; null while one that is needed is empty or says nothing. */
export function toChange(draft: ChangeDraft, about: About): RegisterChange | null {
  if (draft.from === '') return null
  const span = { from: draft.from, until: draft.until === '' ? null : draft.until }
  const { sponsorId, table, list } = about
  switch (draft.kind) {
    case 'status':
      return sponsorId === undefined ? null : { kind: 'status', sponsorId, status: draft.status, ...span }
    case 'codeOfConduct':
      return sponsorId === undefined ? null : { kind: 'codeOfConduct', sponsorId, member: draft.member, ...span }
    case 'amount': {
      const cents = toCents(draft.amount)
      return table === undefined || cents === null ? null : { kind: 'amount', table, cents, ...span }
    }
    case 'exemption': {
      const nationality = draft.nationality.trim().toUpperCase()
      if (list === undefined || !/^[A-Z]{1,3}$/.test(nationality)) return null
      return { kind: 'exemption', list, nationality, exempt: draft.exempt, ...span }
    }
    case 'term':
      return /^-?\d{1,4}$/.test(draft.length)
        ? { kind: 'term', rule: draft.rule, length: Number(draft.length), ...span }
        : null
    case 'dayOff':
      return { kind: 'dayOff', on: draft.from, off: draft.off }
  }
}

/** Euro as people write them, '2.250,00' or '2250.00', in cents; null for anything else. */
export function toCents(text: string): number | null {
  const plain = text.trim().replace(/^€\s*/, '')
  const found = /^(\d{1,3}(?:[.\s]\d{3})+|\d{1,7})(?:[.,](\d{2}))?$/.exec(plain)
  if (!found) return null
  const cents = Number((found[1] ?? '').replaceAll(/\D/g, '')) * 100 + Number(found[2] ?? 0)
  return cents > 0 ? cents : null
}
