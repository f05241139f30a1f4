import { randomBytes } from 'node:crypto'

export type Language = 'nl' | 'en'

export interface WebPage {
  html: string
  headers: Record<string, string>
}

/** What is preferred, of what we have: a list as browsers send it. Dutch unless English comes first. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const first = (acceptLanguage ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find((code) => code === 'nl' || code === 'en')
  return first === 'en' ? 'en' : 'nl'
}

/** Text as it may stand in HTML, in content and in attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/**
 * A whole page of the hub itself: no script, its own style alone, in nobody's frame. `body` is HTML, `title` is text. Its form may lead to a loopback address,
 * since that is where a signed-in browser is sent on to.
 */
export function makePage(page: { language: Language; title: string; body: string; wide?: boolean }): WebPage {
  const { language, title, body, wide = false } = page
  const nonce = randomBytes(16).toString('base64')
  const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} - Beslisdesk</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body><main${wide ? ' class="wide"' : ''}>
${body}
</main></body>
</html>
`
  const policy = [
    `default-src 'none'`,
    `style-src 'nonce-${nonce}'`,
    `form-action 'self' http://127.0.0.1:*`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ]
  return {
    html,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
    },
  }
}

const STYLE = `
:root { --ink: #1f1e1b; --quiet: #5c5953; --paper: #fbfaf8; --line: #cfcac1; --accent: #154273; --on-accent: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #efece6; --quiet: #b5b0a6; --paper: #191816; --line: #4a4741; --accent: #8fbbe8; --on-accent: #10202f } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 34rem; margin: 0 auto; padding: 3rem 1rem }
main.wide { max-width: 60rem }
pre { overflow-x: auto; padding: .75rem; border: 1px solid var(--line); border-radius: .375rem; font-size: .8125rem }
code { overflow-wrap: anywhere }
summary { cursor: pointer }
summary:focus-visible, pre:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
h2 { font-size: 1.125rem; margin: 2.5rem 0 .25rem }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem }
p { margin: 0 0 1rem; color: var(--quiet) }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem }
button { width: 100%; min-height: 3rem; padding: .5rem 1rem; text-align: left; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: .375rem; cursor: pointer }
button:hover { border-color: var(--accent) }
button:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
button span { display: block }
button .roles { color: var(--quiet); font-size: .875rem }
button.asked { background: var(--accent); border-color: var(--accent); color: var(--on-accent) }
button.asked .roles { color: inherit }
a { color: var(--accent); display: inline-block; padding: .25rem 0; min-height: 2rem; margin-top: .75rem }
`
