import { IconAlertSquareRounded, IconArrowBackUp, IconCheck, IconDeviceFloppy, IconSend } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SyncState } from '#contract/queue.ts'
import { Pill, type Tone } from './pill.tsx'

export type SyncWordState = SyncState | 'final'

const LOOKS = {
  none: { tone: 'quiet', icon: IconCheck },
  saved: { tone: 'accent', icon: IconDeviceFloppy },
  grace: { tone: 'soon', icon: IconArrowBackUp },
  sent: { tone: 'accent', icon: IconSend },
  set_aside: { tone: 'parked', icon: IconAlertSquareRounded },
  final: { tone: 'clean', icon: IconCheck },
} as const satisfies Record<SyncWordState, { tone: Tone; icon: unknown }>

interface Props {
  state: SyncWordState
  plain?: boolean
  /** In table rows: one word, the whole one on hover. */
  short?: boolean
}

/** How far an act has got: saved on this desk, sent, final. The same words everywhere. Nothing pending says nothing. */
export function SyncWord({ state, plain = true, short = false }: Props) {
  const { t } = useTranslation('common')
  if (state === 'none') return null
  const look = LOOKS[state]
  return (
    <Pill tone={look.tone} icon={look.icon} plain={plain} title={t(`sync.title.${state}`)}>
      {t(short ? `sync.short.${state}` : `sync.${state}`)}
    </Pill>
  )
}
