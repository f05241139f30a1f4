import '@fontsource-variable/source-sans-3/wght.css'
import '@fontsource-variable/source-code-pro/wght.css'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './app/tokens.css'
import './app/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { App } from './app/app.tsx'
import { i18n, startI18n } from './app/i18n.ts'
import { readNonce } from './app/nonce.ts'

startI18n('nl')
const root = document.getElementById('root')
if (!root) throw new Error('broken promise: the page has a root')
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <App nonce={readNonce()} />
    </I18nextProvider>
  </StrictMode>,
)
