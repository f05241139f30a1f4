import { Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShellBridge } from '#contract/desk-port.ts'
import { desk } from '#renderer/lib/desk.ts'
import { useSyncStatus } from '#renderer/lib/use-sync-status.ts'
import { Field, FieldList } from '#renderer/ui/field.tsx'

type Versions = Awaited<ReturnType<ShellBridge['getAbout']>>

/** Versions and where the parts come from. */
export function About({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('common')
  return (
    <Modal opened={opened} onClose={onClose} title={t('person.about')} closeButtonProps={{ 'aria-label': t('close') }}>
      <AboutFields />
    </Modal>
  )
}

function AboutFields() {
  const { t } = useTranslation('common')
  const status = useSyncStatus()
  const [versions, setVersions] = useState<Versions>()
  useEffect(() => void desk.shell.getAbout().then(setVersions), [])
  if (!versions) return null
  return (
    <FieldList>
      <Field label={t('about.version')}>{versions.app}</Field>
      <Field label={t('about.hub')}>{status?.hubUrl}</Field>
      <Field label={t('about.components')}>
        Electron {versions.electron} · Chromium {versions.chromium} · Node {versions.node}
      </Field>
      <Field label={t('about.origin')}>{t(`about.runtime.${versions.runtime}`)}</Field>
    </FieldList>
  )
}
