import { expect, test } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { displaySwitches } from '#scripts/drive/desk-window.ts'
import { ensureElectron } from '#scripts/lib/electron.mjs'
import { root } from '#scripts/lib/paths.mjs'
import { withFolder } from './support/launch.ts'

test('a start that fails ends with the reason in words, not without a window for ever', async () => {
  await withFolder(async (folder) => {
    const profile = path.join(folder, 'profile')
    const { exe } = await ensureElectron()
    const child = spawn(exe, [root, '--no-sandbox', ...displaySwitches()], {
      env: { ...process.env, BESLISDESK_HUB: 'http://hub.example', BESLISDESK_PROFILE: profile },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    const exited = once(child, 'exit', { signal: AbortSignal.timeout(30_000) })
    const [code] = (await exited.catch(() => [child.kill('SIGKILL')])) as [number | null]
    expect(said).toContain('BESLISDESK_HUB is not an https address')
    expect(code).toBe(1)
    expect(existsSync(profile)).toBe(false)
  })
})
