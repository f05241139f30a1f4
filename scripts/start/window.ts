import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { homeDir, root } from '../lib/paths.mjs'

/** Opens the application's window on a hub. The profile and its key are for sample data: a real desk keeps its key in the keychain. */
export function openWindow(hubUrl: string): ChildProcess {
  const electron = process.env['ELECTRON_EXEC_PATH']
  if (electron === undefined) throw new Error('ELECTRON_EXEC_PATH is not set; start through npm start')
  const asRoot = process.getuid?.() === 0
  // Chromium's own chatter about buses and graphics helps nobody here.
  return spawn(electron, [root, '--log-level=3', ...(asRoot ? ['--no-sandbox'] : [])], {
    cwd: root,
    env: {
      BESLISDESK_PROFILE: join(homeDir, 'profile'),
      BESLISDESK_SAMPLE_DATA: '1',
      BESLISDESK_SIGN_IN: 'at_start',
      ...process.env,
      BESLISDESK_HUB: hubUrl,
    },
    stdio: 'inherit',
  })
}

/** Waits until a program has ended and gives its exit code. */
export async function ended(child: ChildProcess): Promise<number> {
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}
