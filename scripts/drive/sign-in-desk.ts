import type { Desk } from '#desk/desk.ts'
import type { SignInKeeper } from '#desk/sign-in/keeper.ts'
import { browseSignIn } from '../sample/browse-sign-in.ts'

/** A person at their browser, who chooses their own name on the sign-in page and is sent back to the desk. A page that does not do what it should ends the run. */
export function personAtBrowser(personId: string): (address: string) => void {
  return (address) => {
    void browseSignIn(address, personId).then(async (back) => await fetch(back))
  }
}

/** Signs in at a desk where nobody is signed in, and waits until the browser is back or the sign-in has failed. */
export async function signInAtDesk(desk: Pick<Desk, 'handle'>): Promise<void> {
  const before = await desk.handle('getSession', {})
  if (!before.ok || before.value.state !== 'open' || before.value.signIn.state === 'signed_in') return
  await desk.handle('signIn', {})
  while (true) {
    const session = await desk.handle('getSession', {})
    if (!session.ok || session.value.signIn.waiting === null) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** A keychain that holds one sign-in, for as long as the process runs. */
export function keeperWith(given: string | null): SignInKeeper {
  let kept = given
  return {
    read: () => kept,
    keep(text) {
      kept = text
    },
  }
}
