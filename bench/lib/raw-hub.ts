import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { CaseFile } from '#core/case-file.ts'
import { root } from '#scripts/lib/paths.mjs'

export interface RawHub {
  url: string
  pid: number
  post(path: string, body: unknown): Promise<Response>
  close(): Promise<void>
}

/** Starts bench/peers/raw-hub.ts with its database in `folder`, filled with these cases. */
export async function startRawHub(folder: string, cases: CaseFile[]): Promise<RawHub> {
  const child = fork(join(root, 'bench/peers/raw-hub.ts'), [folder], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const url = `http://127.0.0.1:${port}`
  const post = async (path: string, body: unknown) => {
    const response = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`the raw hub answered ${response.status} to ${path}: ${await response.text()}`)
    return response
  }
  for (let from = 0; from < cases.length; from += 500) {
    const batch = cases.slice(from, from + 500)
    await post(
      '/fill',
      batch.map((file) => ({ id: file.caseId, holder: file.holder?.personId ?? '', body: JSON.stringify(file) })),
    )
  }
  return {
    url,
    pid: child.pid ?? 0,
    post,
    async close() {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}
