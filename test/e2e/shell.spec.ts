import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { ask, processesOf } from '#scripts/drive/desk-window.ts'
import { expect, launchDesk, test, waitForQueue } from './support/launch.ts'

test('without a keychain nothing is opened or made, and the window says why', async ({ hub, profile }) => {
  const desk = await launchDesk({ hubUrl: hub.url, profile, env: { BESLISDESK_SAMPLE_DATA: '' } })
  await expect(desk.page.getByRole('heading', { name: 'De werkplek kan niet worden geopend' })).toBeVisible()
  await expect(desk.page.getByText(/geen sleutelhanger/)).toBeVisible()
  await expect(desk.page.getByText(/Er is niets verloren gegaan/)).toBeVisible()
  await expect(desk.page.getByRole('button', { name: /Opnieuw opbouwen/ })).toHaveCount(0)
  expect(listFiles(profile).filter((file) => /desk\.db$|key.*\.bin$/.test(file))).toEqual([])
  await desk.close()
})

test('with sample data the key stands in a file only its owner may read, and every screen says so', async ({
  page,
  profile,
}) => {
  await waitForQueue(page)
  expect(statSync(path.join(profile, 'key-sample.bin')).mode & 0o777).toBe(0o600)
  for (const key of ['Control+1', 'Control+2', 'Control+3', 'Control+4']) {
    await page.keyboard.press(key)
    await expect(page.getByText('Voorbeeldgegevens: sleutel niet in de sleutelhanger')).toBeVisible()
  }
})

test('a desk that is killed is started again, and what was saved is there', async ({ page, desk }) => {
  await waitForQueue(page)
  const settings = await ask(page, 'saveSettings', { language: 'nl', theme: 'dark', graceSeconds: 90 })
  const before = await findDesk(desk)
  process.kill(before.pid, 'SIGKILL')
  await expect.poll(async () => (await findDesk(desk)).pid).not.toBe(before.pid)
  expect((await ask(page, 'getSession', {})).settings).toEqual(settings)
  await expect(page.getByText(/opnieuw gestart/)).toHaveCount(0)
  await page.keyboard.press('/')
  await page.keyboard.type('z1-')
  await waitForQueue(page)
})

test('a desk that keeps stopping is not started for ever, and the window says what to do', async ({ page, desk }) => {
  await waitForQueue(page)
  for (let stop = 0; stop < 5; stop += 1) {
    const { pid } = await findDesk(desk)
    process.kill(pid, 'SIGKILL')
    await expect.poll(async () => (await processesOf(desk.app)).some((one) => one.pid === pid)).toBe(false)
    if (stop < 4) await findDesk(desk)
  }
  await expect(page.getByText(/De werkplek kan niet worden gestart/)).toBeVisible()
})

test('the window comes back in the size it was left', async ({ hub, open }) => {
  const first = await open(hub.url)
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1200, 700))
  await first.close()
  const again = await open(hub.url)
  expect(await again.page.evaluate(() => [innerWidth, innerHeight])).toEqual([1200, 700])
})

/** The desk's process; waits until there is one. */
async function findDesk(desk: { app: Parameters<typeof processesOf>[0] }): Promise<{ pid: number }> {
  const find = async () => (await processesOf(desk.app)).find(({ name }) => name.includes('desk'))
  await expect.poll(async () => (await find()) !== undefined).toBe(true)
  const found = await find()
  if (!found) throw new Error('the desk has no process')
  return found
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true }).map(String)
}
