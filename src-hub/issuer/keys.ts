import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { z } from 'zod'

/** What the embedded issuer signs with. */
export interface IssuerKeys {
  /** A private ES256 key with its id. */
  signing: JWK & { kid: string }
  /** Signs its cookies. */
  cookies: string
}

const keysSchema = z.object({ signing: z.looseObject({ kty: z.literal('EC'), kid: z.string() }), cookies: z.string() })

/** New keys, for one hub. */
export async function makeIssuerKeys(): Promise<IssuerKeys> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const kid = randomBytes(8).toString('hex')
  return {
    signing: { ...(await exportJWK(privateKey)), kid, alg: 'ES256', use: 'sig' },
    cookies: randomBytes(32).toString('base64url'),
  }
}

/** The issuer's keys: made at the first start, readable by their owner only, kept so that a restart signs nobody out. Throws when the file is not one of keys. */
export async function getIssuerKeys(folder: string): Promise<IssuerKeys> {
  const file = join(folder, 'sign-in-keys.json')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const kept = await readFile(file, 'utf8').catch(() => null)
  if (kept === null) await keep(file, await makeIssuerKeys())
  const parsed = keysSchema.safeParse(JSON.parse(kept ?? (await readFile(file, 'utf8'))))
  if (!parsed.success) throw new Error(`${file} holds no keys: move it away, and everyone signs in again`)
  return parsed.data
}

// Whole or not at all, and never over keys that another hub on this folder has just made.
async function keep(file: string, keys: IssuerKeys): Promise<void> {
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  await writeFile(draft, JSON.stringify(keys), { mode: 0o600, flush: true })
  try {
    await link(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(draft, { force: true })
  }
}
