import { IconCloud, IconCloudDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DocumentStanding } from '#contract/documents.ts'

/** Beside the name of a document that is not on this desk; nothing beside one that is. */
export function StandingMark({ standing }: { standing: DocumentStanding | undefined }) {
  const { t } = useTranslation('case')
  if (standing === undefined || standing === 'here') return null
  const Icon = standing === 'coming' ? IconCloudDown : IconCloud
  return (
    <>
      {' '}
      <Icon size={14} aria-hidden style={{ verticalAlign: '-2px' }} />
      <span className="visually-hidden">{t(`evidence.standing.${standing}`)}</span>
    </>
  )
}
