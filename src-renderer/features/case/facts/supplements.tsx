import { useTranslation } from 'react-i18next'
import type { DocumentRef } from '#core/application.ts'
import type { Supplement } from '#core/case-file.ts'
import type { CaseView } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useChangeWords } from './change-words.ts'
import classes from './facts.module.css'
import { Section } from './section.tsx'

/** What the institution changed when it answered a request, the newest first; nothing when it never did. */
export function Supplements({ view }: { view: CaseView }) {
  const supplements = (view.file.supplements ?? []).toReversed()
  return supplements.map((supplement) => <Changes key={supplement.version} supplement={supplement} />)
}

function Changes({ supplement }: { supplement: Supplement }) {
  const { t } = useTranslation('case')
  const format = useFormat()
  const wordsOf = useChangeWords()
  const { fields, added, removed, items, suppliedOn } = supplement
  return (
    <Section title={t('facts.supplement', { date: format.date(suppliedOn) })}>
      {fields.length > 0 && (
        <table className={classes.compare}>
          <thead>
            <tr>
              <th scope="col">{t('facts.supplement.field')}</th>
              <th scope="col">{t('facts.supplement.before')}</th>
              <th scope="col">{t('facts.supplement.after')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((change) => {
              const { name, before, after } = wordsOf(change)
              return (
                <tr key={change.field}>
                  <th scope="row">{name}</th>
                  <td>
                    <del>{before}</del>
                  </td>
                  <td>
                    <ins>{after}</ins>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      <Documents documents={added} came />
      <Documents documents={removed} />
      {items.length > 0 && <p className={classes.note}>{t('facts.supplement.items', { items: items.join(', ') })}</p>}
    </Section>
  )
}

function Documents({ documents, came = false }: { documents: DocumentRef[]; came?: boolean }) {
  const { t } = useTranslation('case')
  return (
    <ul className={classes.plain}>
      {documents.map(({ documentId, kind, fileName }) => (
        <li key={`${documentId} ${kind} ${fileName}`} className={classes.step}>
          {t(came ? 'facts.supplement.added' : 'facts.supplement.removed', { kind: t(`document.${kind}`), fileName })}
        </li>
      ))}
    </ul>
  )
}
