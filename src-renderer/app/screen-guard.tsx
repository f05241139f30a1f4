import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '#renderer/ui/states.tsx'

/** React catches a fault while rendering only in a class. */
export class ScreenGuard extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return <Broken onRetry={() => this.setState({ broken: false })} />
  }
}

function Broken({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation('common')
  return (
    <ErrorState title={t('screen.broken')} onRetry={onRetry}>
      {t('screen.brokenText')}
    </ErrorState>
  )
}
