import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { environmentSchema, readConfig } from '#hub/config.ts'
import { SECRET_SETTINGS } from '#hub/secret-files.ts'
import { readYaml } from '#test/support/read-yaml.ts'

const root = join(import.meta.dirname, '../../..')
const CONTAINERFILE = readFileSync(join(root, 'deploy/Containerfile'), 'utf8')
const COMPOSE = readFileSync(join(root, 'deploy/compose.yaml'), 'utf8')
const { devDependencies, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>
  version: string
}

/** What a compose file may hold here: a key it does not know is a fault. */
const serviceSchema = z.strictObject({
  image: z.string(),
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  restart: z.literal('unless-stopped'),
  init: z.boolean().optional(),
  user: z.string().regex(/^[1-9]\d*:[1-9]\d*$/, 'not root'),
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal('ALL')]),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  environment: z.record(z.string(), z.string()),
  secrets: z.array(z.string()),
  volumes: z.array(z.string().regex(/^[a-z-]+:\/[a-z/]+$/, 'a named volume')),
  tmpfs: z.array(z.string()),
  networks: z.array(z.string()),
  ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/, 'this machine only: a proxy stands in front')).optional(),
  stop_grace_period: z.string(),
  healthcheck: z.strictObject({
    test: z.array(z.string()).min(2),
    interval: z.string(),
    timeout: z.string(),
    start_period: z.string().optional(),
    retries: z.int(),
  }),
})
const composeSchema = z.strictObject({
  name: z.string(),
  services: z.strictObject({ database: serviceSchema, hub: serviceSchema }),
  networks: z.strictObject({ inside: z.strictObject({ internal: z.literal(true) }), outside: z.strictObject({}) }),
  volumes: z.record(z.string(), z.strictObject({})),
  secrets: z.record(z.string(), z.strictObject({ file: z.string().startsWith('secrets/') })),
})
const compose = composeSchema.parse(readYaml(join(root, 'deploy/compose.yaml')))
const SETTINGS = new Set([...Object.keys(environmentSchema.shape), ...SECRET_SETTINGS.map((name) => `${name}_FILE`)])

/** What an operator gives, for each setting that the compose file asks them for. */
const GIVEN: Record<string, string> = {
  BESLISDESK_OIDC_ISSUER: 'https://login.example.org/realms/ind',
  BESLISDESK_OIDC_AUDIENCE: 'urn:beslisdesk:hub',
  BESLISDESK_OIDC_ROLES: '{"claim":"roles","map":{"ind-officer":"officer"}}',
  BESLISDESK_PUBLIC_URL: 'https://hub.example.org',
  BESLISDESK_TRUSTED_PROXIES: '10.0.0.0/8',
}

test('[OPS-7] every setting the deployment names is one the hub knows, and with what an operator gives the hub starts for others', () => {
  const { environment } = compose.services.hub
  const asked = new Set<string>()
  const filled = Object.entries(environment).map(([name, value]) => {
    expect([...SETTINGS]).toContain(name)
    const variable = /^\$\{([A-Z_]+):[?-]/.exec(value)?.[1]
    if (variable !== undefined) asked.add(variable)
    expect([undefined, name]).toContain(variable)
    return [name, variable === undefined ? value : GIVEN[variable]] as const
  })
  expect([...asked]).toEqual(Object.keys(GIVEN))
  const secrets = { DATABASE_URL: 'postgres://hub:geheim@database:5432/hub', BESLISDESK_METRICS_SECRET: 'x'.repeat(16) }
  const config = readConfig({ ...Object.fromEntries(filled), ...secrets })
  expect(config).toMatchObject({
    ok: true,
    value: { host: '0.0.0.0', signIn: { issuer: GIVEN['BESLISDESK_OIDC_ISSUER'] } },
  })
  for (const name of listEnv()) if (name !== 'NODE_ENV') expect([...SETTINGS]).toContain(name)
})

test('[OPS-7] secrets come in files, the database is reached by the hub alone, and each part waits until the other is well', () => {
  const { hub, database } = compose.services
  for (const service of [hub, database]) {
    const named = Object.entries(service.environment).filter(([name]) => name.endsWith('_FILE'))
    expect(named.map(([, file]) => file).toSorted()).toEqual(
      service.secrets.map((name) => `/run/secrets/${name}`).toSorted(),
    )
    for (const name of service.secrets) expect(compose.secrets).toHaveProperty(name)
    for (const name of service.networks) expect(compose.networks).toHaveProperty(name)
    for (const volume of service.volumes) expect(compose.volumes).toHaveProperty(volume.split(':')[0] ?? '')
    const secret = /password|secret|key|database_url/i
    for (const [name] of Object.entries(service.environment))
      expect([name, secret.test(name)]).toEqual([name, name.endsWith('_FILE')])
  }
  expect(database.networks).toEqual(['inside'])
  expect(database.ports).toBeUndefined()
  expect(hub.depends_on).toEqual({ database: { condition: 'service_healthy' } })
  expect(readFileSync(join(root, '.gitignore'), 'utf8')).toContain('deploy/secrets/')
})

test('[OPS-7] images are pinned to a version; the hub runs on the Node it is tested with, not as root, and is asked how it is', () => {
  const froms = [...CONTAINERFILE.matchAll(/^FROM (\S+)/gm)].map((match) => match[1])
  expect(new Set(froms)).toEqual(new Set([`docker.io/library/node:${devDependencies['node']}-bookworm-slim`]))
  expect(compose.services.database.image).toMatch(/^docker\.io\/library\/postgres:\d+\.\d+-/)
  expect(compose.services.hub.image).toBe(`beslisdesk-hub:${version}`)
  const last = CONTAINERFILE.slice(CONTAINERFILE.lastIndexOf('\nFROM '))
  expect(last).toMatch(/^USER node$/m)
  expect(last.indexOf('USER node')).toBeLessThan(last.indexOf('ENTRYPOINT'))
  expect(last).toMatch(/^HEALTHCHECK /m)
  expect(last).toMatch(/^ENTRYPOINT \["node", "src-hub\/main\.ts"\]$/m)
  expect(CONTAINERFILE).not.toMatch(/^(ADD|MAINTAINER)\b|:latest|curl|wget|sudo|apt-get/m)
  expect(compose.services.hub.healthcheck.test.at(-1)).toContain('/ready')
})

test('[OPS-7] what is copied into the image is there and is let through, and nothing else is', () => {
  const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n')
  expect(ignored[0]).toBe('**')
  const copied = [...CONTAINERFILE.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap((match) =>
    (match[1] ?? '').split(' ').slice(0, -1),
  )
  expect(copied).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', 'src-shared', 'db', 'src-hub']))
  for (const path of copied) {
    expect([path, existsSync(join(root, path)), ignored.includes(`!${path}`)]).toEqual([path, true, true])
  }
})

test('[OPS-7] both files say at their head that they were not run', () => {
  for (const text of [CONTAINERFILE, COMPOSE]) {
    const head = text
      .split('\n')
      .filter((line) => line.startsWith('#'))
      .join(' ')
    expect(head).toMatch(/was not (built or )?run where it was written/)
  }
})

/** Names that ENV sets, over its continued lines. */
function listEnv(): string[] {
  const blocks = CONTAINERFILE.replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.startsWith('ENV '))
  return blocks.flatMap((line) => [...line.matchAll(/([A-Z_0-9]+)=/g)].map((match) => match[1] ?? ''))
}
