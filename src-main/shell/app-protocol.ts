import { net, protocol } from 'electron'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

export const WINDOW_URL = 'app://bundle/index.html'
const FILES = path.join(import.meta.dirname, '../renderer')

/** To be called before the application is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
}

/** Serves the window's own files and nothing else; every page with a fresh nonce and a strict policy in its header. */
export function serveWindowFiles(): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    const file = path.normalize(path.join(FILES, decodeURIComponent(url.pathname)))
    if (url.host !== 'bundle' || !file.startsWith(FILES + path.sep)) return new Response('not found', { status: 404 })
    if (file.endsWith('.html')) return servePage(file)
    return net.fetch(pathToFileURL(file).href).catch(() => new Response('not found', { status: 404 }))
  })
}

async function servePage(file: string): Promise<Response> {
  const nonce = randomBytes(16).toString('base64')
  const html = (await readFile(file, 'utf8')).replaceAll('%NONCE%', nonce)
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentPolicy(nonce),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  })
}

function contentPolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}
