import type { Person } from '#contract/wire.ts'
import type { Role } from '#core/judgement.ts'
import { escapeHtml, type Language, makePage, type WebPage } from './web-page.ts'

const WORDS = {
  nl: {
    title: 'Aanmelden',
    explain:
      'Voorbeeldaccounts op deze computer: kies wie u bent. Er is geen wachtwoord; alleen deze computer kan deze pagina openen.',
    people: 'Wie meldt zich aan?',
    other: 'English',
    roles: {
      officer: 'beslismedewerker',
      supervisor: 'teamleider',
      administrator: 'beheerder',
      institution: 'instelling',
      auditor: 'auditor',
    },
  },
  en: {
    title: 'Sign in',
    explain:
      'Sample accounts on this computer: choose who you are. There is no password; only this computer can open this page.',
    people: 'Who signs in?',
    other: 'Nederlands',
    roles: {
      officer: 'officer',
      supervisor: 'supervisor',
      administrator: 'administrator',
      institution: 'institution',
      auditor: 'auditor',
    },
  },
} satisfies Record<Language, { roles: Record<Role, string> } & Record<string, unknown>>

/** The page on which a sample person is chosen, one button each; the one the desk expects, `asked`, stands first. */
export function signInPage(wish: {
  language: Language
  people: readonly Person[]
  asked: string | null
  path: string
}): WebPage {
  const { language, people, asked, path } = wish
  const words = WORDS[language]
  const ordered = people.toSorted((a, b) => Number(b.personId === asked) - Number(a.personId === asked))
  const other = language === 'nl' ? 'en' : 'nl'
  const buttons = ordered.map((person) => {
    const roles = person.roles.map((role) => words.roles[role]).join(', ')
    const mark = person.personId === asked ? ' class="asked"' : ''
    return `<li><button name="personId" value="${escapeHtml(person.personId)}"${mark}><span>${escapeHtml(person.name)}</span><span class="roles">${escapeHtml(roles)}</span></button></li>`
  })
  const body = `<h1>${words.title}</h1>
<p>${words.explain}</p>
<form method="post" action="${escapeHtml(path)}" aria-label="${words.people}">
<ul>
${buttons.join('\n')}
</ul>
</form>
<p><a href="${escapeHtml(path)}?lang=${other}" lang="${other}" hreflang="${other}">${words.other}</a></p>`
  return makePage({ language, title: words.title, body })
}
