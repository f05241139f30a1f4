import { useTranslation } from 'react-i18next'
import { compareMrz, parseMrz } from '#core/mrz.ts'
import type { CaseView } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { ReasonText } from '#renderer/lib/reason-text.tsx'
import { Field, FieldList } from '#renderer/ui/field.tsx'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import classes from './facts.module.css'
import { Section } from './section.tsx'

/** The passport as entered, and what its machine-readable zone says beside it. */
export function PassportFacts({ view }: { view: CaseView }) {
  const { t } = useTranslation('case')
  const format = useFormat()
  const { passport } = view.file.application
  if (!passport)
    return (
      <Section title={t('facts.passport')}>
        <p className={classes.warning}>
          <ToneIcon tone="fail" /> {t('facts.no_passport')}
        </p>
      </Section>
    )
  return (
    <Section title={t('facts.passport')}>
      <FieldList>
        <Field label={t('field.passport_number')}>{passport.number}</Field>
        <Field label={t('field.issuing_state')}>{format.country(passport.issuingState)}</Field>
        <Field label={t('field.issued_on')}>{passport.issuedOn && format.date(passport.issuedOn)}</Field>
        <Field label={t('field.expires_on')}>{format.date(passport.expiresOn)}</Field>
      </FieldList>
      <Mrz view={view} mrz={passport.mrz} />
    </Section>
  )
}

function Mrz({ view, mrz }: { view: CaseView; mrz: [string, string] | null }) {
  const { t } = useTranslation('case')
  if (!mrz) return <p className={classes.note}>{t('mrz.none')}</p>
  const parsed = parseMrz(mrz)
  return (
    <>
      <p className={classes.mrz} role="img" aria-label={t('mrz.label')}>
        {mrz[0]}
        <br />
        {mrz[1]}
      </p>
      {parsed.ok ? (
        <>
          <table className={classes.compare}>
            <thead>
              <tr>
                <th scope="col">{t('mrz.field')}</th>
                <th scope="col">{t('mrz.printed')}</th>
                <th scope="col">{t('mrz.entered')}</th>
              </tr>
            </thead>
            <tbody>
              {mrzRows(view, parsed.value).map((row) => (
                <tr key={row.field} data-differs={row.differs}>
                  <th scope="row">{t(`mrz.${row.field}`)}</th>
                  <td>{row.printed}</td>
                  <td>{row.entered}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <ul className={classes.plain}>
            {compareMrz(parsed.value, view.file.application).map((reason, index) => (
              <li key={`${reason.code} ${index}`} className={classes.step}>
                <ToneIcon tone={reason.tone} />
                <span>
                  <ReasonText reason={reason} />
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <ul className={classes.plain}>
          {parsed.refusal.map((problem) => (
            <li key={`${problem.kind} ${problem.field}`} className={classes.step}>
              <ToneIcon tone="fail" />
              <span>
                {problem.kind === 'check_digit'
                  ? t('mrz.check_digit', {
                      field: t(`mrz.${problem.field}`),
                      expected: problem.expected,
                      found: problem.found,
                    })
                  : t('mrz.format', { field: t(`mrz.${problem.field}`) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

type Printed = Extract<ReturnType<typeof parseMrz>, { ok: true }>['value']

/** What is compared, each named by the text `mrz.<field>`. */
export const MRZ_FIELDS = [
  'surname',
  'given_names',
  'document_number',
  'codes',
  'birth_date',
  'expiry_date',
  'sex',
] as const

interface Row {
  field: (typeof MRZ_FIELDS)[number]
  printed: string
  entered: string
  differs: boolean
}

/** Printed beside entered. What counts as a difference is the core's to say; here only what is plainly the same is left unmarked. */
function mrzRows(view: CaseView, printed: Printed): Row[] {
  const { applicant, passport } = view.file.application
  const found = compareMrz(printed, view.file.application).filter(
    (reason) => reason.tone === 'fail' || reason.tone === 'warn',
  )
  const differs = (code: string) => found.some((reason) => reason.code.startsWith(code))
  return [
    row('surname', printed.surname, applicant.familyName, differs('mrz.name')),
    row('given_names', printed.givenNames, applicant.givenNames, differs('mrz.name')),
    row('document_number', printed.documentNumber, passport?.number ?? '', differs('mrz.number')),
    row('codes', printed.nationality, applicant.nationality, differs('mrz.nationality') || differs('mrz.british')),
    row('birth_date', printed.birthDate, short(applicant.birthDate), differs('mrz.birth')),
    row('expiry_date', printed.expiryDate, short(passport?.expiresOn ?? ''), differs('mrz.expiry')),
    row('sex', printed.sex, applicant.sex, differs('mrz.sex')),
  ]
}

function row(field: Row['field'], printed: string, entered: string, differs: boolean): Row {
  return { field, printed, entered, differs }
}

/** An ISO date as an MRZ writes it: YYMMDD. */
function short(isoDate: string): string {
  return isoDate.slice(2).replaceAll('-', '')
}
