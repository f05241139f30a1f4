import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DeadlineRule, SponsorStatus } from '#core/reference.ts'
import { useFormat } from '#renderer/lib/format.ts'
import type { ChangeDraft, DraftKind } from './change-draft.ts'
import classes from './register.module.css'

interface Props {
  draft: ChangeDraft
  kinds: DraftKind[]
  rules: DeadlineRule[]
  onChange: (part: Partial<ChangeDraft>) => void
}

const STATUSES: SponsorStatus[] = ['recognised', 'suspended', 'withdrawn']

/** The fields of a change: what holds, from when and until when. */
export function ChangeFields({ draft, kinds, rules, onChange }: Props) {
  const { t } = useTranslation('register')
  return (
    <>
      {kinds.length > 1 && (
        <NativeSelect
          size="xs"
          label={t('form.kind')}
          value={draft.kind}
          onChange={(event) => onChange({ kind: event.currentTarget.value as DraftKind })}
          data={kinds.map((kind) => ({ value: kind, label: t(`form.kind.${kind}`) }))}
        />
      )}
      <What draft={draft} rules={rules} onChange={onChange} />
      <div className={classes.pair}>
        <TextInput
          type="date"
          required
          label={draft.kind === 'dayOff' ? t('form.on') : t('form.from')}
          value={draft.from}
          onChange={(event) => onChange({ from: event.currentTarget.value })}
        />
        {draft.kind !== 'dayOff' && (
          <TextInput
            type="date"
            label={t('form.until')}
            value={draft.until}
            onChange={(event) => onChange({ until: event.currentTarget.value })}
          />
        )}
      </div>
    </>
  )
}

function What({ draft, rules, onChange }: Omit<Props, 'kinds'>) {
  const { t, i18n } = useTranslation('register')
  const format = useFormat()
  switch (draft.kind) {
    case 'status':
      return (
        <NativeSelect
          size="xs"
          label={t('form.status')}
          value={draft.status}
          onChange={(event) => onChange({ status: event.currentTarget.value as SponsorStatus })}
          data={STATUSES.map((status) => ({ value: status, label: t(`status.${status}`) }))}
        />
      )
    case 'codeOfConduct':
      return (
        <YesNo
          label={t('form.member')}
          yes={t('member.yes')}
          no={t('member.no')}
          value={draft.member}
          onChange={(member) => onChange({ member })}
        />
      )
    case 'amount':
      return (
        <TextInput
          required
          label={t('form.amount')}
          inputMode="decimal"
          value={draft.amount}
          maxLength={20}
          onChange={(event) => onChange({ amount: event.currentTarget.value })}
        />
      )
    case 'exemption':
      return (
        <div className={classes.pair}>
          <TextInput
            required
            label={t('form.nationality')}
            description={/^[a-z]{3}$/i.test(draft.nationality) ? format.country(draft.nationality.toUpperCase()) : ' '}
            value={draft.nationality}
            maxLength={3}
            onChange={(event) => onChange({ nationality: event.currentTarget.value })}
          />
          <YesNo
            label={t('form.exempt')}
            yes={t('exempt.yes')}
            no={t('exempt.no')}
            value={draft.exempt}
            onChange={(exempt) => onChange({ exempt })}
          />
        </div>
      )
    case 'term':
      return (
        <div className={classes.pair}>
          <NativeSelect
            size="xs"
            label={t('form.rule')}
            value={draft.rule}
            onChange={(event) => onChange({ rule: event.currentTarget.value })}
            data={rules.map((rule) => ({ value: rule.id, label: i18n.language === 'en' ? rule.en : rule.nl }))}
          />
          <TextInput
            required
            label={t('form.length')}
            inputMode="numeric"
            value={draft.length}
            maxLength={5}
            onChange={(event) => onChange({ length: event.currentTarget.value })}
          />
        </div>
      )
    case 'dayOff':
      return (
        <YesNo
          label={t('form.day')}
          yes={t('form.day_off')}
          no={t('form.working_day')}
          value={draft.off}
          onChange={(off) => onChange({ off })}
        />
      )
  }
}

interface YesNoProps {
  label: string
  yes: string
  no: string
  value: boolean
  onChange: (value: boolean) => void
}

function YesNo({ label, yes, no, value, onChange }: YesNoProps) {
  return (
    <NativeSelect
      size="xs"
      label={label}
      value={String(value)}
      onChange={(event) => onChange(event.currentTarget.value === 'true')}
      data={[
        { value: 'true', label: yes },
        { value: 'false', label: no },
      ]}
    />
  )
}
