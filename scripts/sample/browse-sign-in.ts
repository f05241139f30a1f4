/** Where the form of the sign-in page is sent. */
const FORM = /<form method="post" action="([^"]+)"/
const LOOPBACK_REDIRECT = /^http:\/\/127\.0\.0\.1(:\d+)?\/signed-in\?/
const MOST_STEPS = 10

/**
 * Plays the browser of a person who signs in at a hub with sample accounts: opens the address, chooses the person on the page, and follows where that leads.
 * Gives the loopback address it is sent back to at the end, without going there. Throws, with what the issuer said, when that is not where it ends.
 */
export async function browseSignIn(address: string, personId: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let next = new URL(address)
  let form: URLSearchParams | undefined
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const response = await fetch(next, {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { body: form }),
    })
    keep(cookies, response.headers.getSetCookie())
    const to = response.headers.get('location')
    const page = await response.text()
    form = undefined
    if (to !== null) {
      if (LOOPBACK_REDIRECT.test(to)) return new URL(to)
      next = new URL(to, next)
      continue
    }
    const action = FORM.exec(page)?.[1]
    if (action === undefined) throw new Error(`the issuer answered ${response.status} to ${next.pathname}`)
    if (!page.includes(`value="${personId}"`)) throw new Error(`${personId} is not on the sign-in page`)
    next = new URL(action, next)
    form = new URLSearchParams({ personId })
  }
  throw new Error('the sign-in page leads nowhere')
}

function keep(cookies: Map<string, string>, given: readonly string[]): void {
  for (const cookie of given) {
    const [pair = ''] = cookie.split(';')
    const at = pair.indexOf('=')
    const value = pair.slice(at + 1)
    if (value === '') cookies.delete(pair.slice(0, at))
    else cookies.set(pair.slice(0, at), value)
  }
}
