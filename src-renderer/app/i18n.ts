import { createInstance, type i18n as I18n, type Resource } from 'i18next'
import { initReactI18next } from 'react-i18next'

const files = import.meta.glob<Record<string, string>>('./locales/*/*.json', { eager: true, import: 'default' })

export const i18n: I18n = createInstance()

/** Both languages come with the program: switching needs no loading. Keys are flat; a dot in a key means nothing. */
export function startI18n(language: 'nl' | 'en'): void {
  void i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'nl',
    ns: ['common', 'queue', 'case', 'decision', 'set-aside', 'sync', 'team', 'register', 'reasons', 'keys', 'sign-in'],
    defaultNS: 'common',
    keySeparator: false,
    nsSeparator: ':',
    interpolation: { escapeValue: false },
    initAsync: false,
    resources: readResources(),
  })
}

function readResources(): Resource {
  const resources: Resource = {}
  for (const [path, texts] of Object.entries(files)) {
    const [, language, namespace] = /\/locales\/(\w+)\/([\w-]+)\.json$/.exec(path) ?? []
    if (!language || !namespace) continue
    resources[language] = { ...resources[language], [namespace]: texts }
  }
  return resources
}
