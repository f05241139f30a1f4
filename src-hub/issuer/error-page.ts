import { escapeHtml, type Language, makePage, type WebPage } from './web-page.ts'

const WORDS = {
  nl: {
    title: 'Aanmelden lukt niet',
    explain: 'Deze aanmelding is verlopen of niet goed begonnen. Ga terug naar Beslisdesk en begin opnieuw.',
    code: 'Foutcode',
  },
  en: {
    title: 'Signing in failed',
    explain: 'This sign-in has expired or was not begun well. Go back to Beslisdesk and begin again.',
    code: 'Error code',
  },
}

/** Says that a sign-in cannot go on, with the code that OAuth gives the fault and nothing of what was sent. */
export function errorPage(language: Language, code: string): WebPage {
  const { title, explain, code: word } = WORDS[language]
  const body = `<h1>${title}</h1>\n<p>${explain}</p>\n<p>${word}: ${escapeHtml(code)}</p>`
  return makePage({ language, title, body })
}
