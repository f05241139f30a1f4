import { useTranslation } from 'react-i18next'
import type { RegisterRecord } from '#core/register.ts'
import { useFormat } from '#renderer/lib/format.ts'

/** One record in words: what holds, from when and until when. */
export function useChangeText(): (change: RegisterRecord['change']) => string {
  const { t } = useTranslation('register')
  const format = useFormat()

  function span({ from, until }: { from: string; until: string | null }): string {
    return until === null
      ? t('span.open', { from: format.date(from) })
      : t('span.closed', { from: format.date(from), until: format.date(until) })
  }

  return (change) => {
    switch (change.kind) {
      case 'whole':
        return t('change.whole')
      case 'details':
        return t('change.details', { name: change.name, city: change.city, brin: change.brin })
      case 'status':
        return `${t(`status.${change.status}`)} ${span(change)}`
      case 'codeOfConduct':
        return `${t(change.member ? 'member.yes' : 'member.no')} ${span(change)}`
      case 'programme':
        return `${t(change.offered ? 'change.offered' : 'change.not_offered', { name: change.name, code: change.code })} ${span(change)}`
      case 'amount':
        return `${t(`table.${change.table}`)}: ${format.money(change.cents)} ${span(change)}`
      case 'exemption': {
        const country = format.country(change.nationality)
        return `${t(change.exempt ? 'change.exempt' : 'change.not_exempt', { country })} ${span(change)}`
      }
      case 'term':
        return `${t('change.term', { rule: change.rule, length: change.length })} ${span(change)}`
      case 'dayOff':
        return t(change.off ? 'change.day_off' : 'change.working_day', { on: format.date(change.on) })
    }
  }
}
