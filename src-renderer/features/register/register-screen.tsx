import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { useRefusalText } from '#renderer/lib/refusal-text.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { EmptyState, ErrorState, Loading } from '#renderer/ui/states.tsx'
import classes from './register.module.css'
import { SponsorsPart } from './sponsors-part.tsx'
import { TablesPart } from './tables-part.tsx'

const PARTS = ['sponsors', 'tables'] as const
type Part = (typeof PARTS)[number]

/** Sponsors with the history of their status, and the reference tables with validity and source; everyone reads, also offline (REG-9). */
export function RegisterScreen() {
  const { t } = useTranslation('register')
  const refusalText = useRefusalText()
  const [part, setPart] = useState<Part>('sponsors')
  const call = useCall('getRegister', {}, { refreshOn: (change) => change.kind === 'all' || change.kind === 'session' })
  useHotkeys([
    {
      keys: 't',
      label: 'register:key.part',
      group: 'register:title',
      run: () => setPart(part === 'sponsors' ? 'tables' : 'sponsors'),
    },
  ])

  if (call.refusal)
    return (
      <ErrorState title={t('failed')} onRetry={call.reload}>
        {refusalText(call.refusal)}
      </ErrorState>
    )
  const register = call.value
  if (!register) return <Loading>{t('loading')}</Loading>
  const { tables } = register
  return (
    <div className={classes.screen}>
      <h1 className="visually-hidden">{t('title')}</h1>
      <div className={classes.parts} role="group" aria-label={t('parts')}>
        {PARTS.map((one) => (
          <button
            key={one}
            type="button"
            className={classes.part}
            aria-pressed={one === part}
            onClick={() => setPart(one)}
          >
            {t(`part.${one}`)}
          </button>
        ))}
        {register.version !== null && (
          <span className={classes.version}>{t('version', { version: register.version })}</span>
        )}
      </div>
      {tables === null ? (
        <EmptyState title={t('not_loaded')}>{t('not_loaded_text')}</EmptyState>
      ) : part === 'sponsors' ? (
        <SponsorsPart sponsors={register.sponsors} mayRecord={register.mayRecord} />
      ) : (
        <TablesPart register={register} tables={tables} />
      )}
    </div>
  )
}
