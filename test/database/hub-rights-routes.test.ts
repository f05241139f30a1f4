import { beforeAll, expect, test } from 'vitest'
import { makeOpenApi } from '#hub/openapi.ts'
import { digestOf } from '#test/support/hub-contents.ts'
import { onPostgres } from '#test/support/hub-engines.ts'
import { ROUTE_ROWS, type RouteRow, type Try } from '#test/support/rights-rows.ts'
import {
  ACTOR_NAMES,
  type ActorName,
  type Answer,
  askAs,
  leaksIn,
  makeWorld,
  type World,
} from '#test/support/rights-world.ts'

const TRIES = Object.entries(ROUTE_ROWS).flatMap(([route, row]) =>
  row.tries.map((attempt, at) => ({
    route,
    row,
    attempt,
    name: row.tries.length > 1 ? `${route} (${at + 1})` : route,
  })),
)

onPostgres('rights on routes', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(await engine.startHub(), 2)
  })

  test('[SYN-50] every route of the hub has a row in the table of this test, and in its OpenAPI document', () => {
    const routes = [...world.hub.routes].filter((route) => !route.includes('*')).sort()
    expect(Object.keys(ROUTE_ROWS).sort(), 'give a new route its row in test/support/rights-rows.ts').toEqual(routes)
    expect(documented(), 'give a new route its operation in src-hub/openapi.ts').toEqual(routes)
  })

  test.each(TRIES)('[SYN-50] $name answers who may call it, and nobody else', async ({ route, row, attempt }) => {
    const method = route.split(' ')[0] ?? ''
    for (const actor of ACTOR_NAMES) {
      const before = await digestOf(world.hub.database)
      const answer = await askAs(world, actor, { method, ...requestOf(attempt, actor) })
      const expected = await expectedOf(row, attempt, actor, method)
      if (expected === 'answered') expect([actor, answer.status], answer.text).toEqual([actor, 200])
      else expect({ route, actor, ...answer }).toEqual({ route, actor, ...expected })
      expect([actor, leaksIn(answer.text, actor)]).toEqual([actor, []])
      if (expected !== 'answered' || attempt.writes === undefined || actor === 'auditor') {
        expect([route, actor, await digestOf(world.hub.database)]).toEqual([route, actor, before])
      }
    }
  })

  test('[SYN-50] asking for the head of a route takes the same right as asking for the route', async () => {
    const heads = TRIES.filter(({ route }) => route.startsWith('GET '))
    for (const { route, attempt } of heads.filter(({ row }) => row.may !== 'anyone')) {
      const answer = await askAs(world, 'nobody', { method: 'HEAD', ...requestOf(attempt, 'nobody') })
      // 404: a route that has no head.
      expect([401, 404], route).toContain(answer.status)
    }
  })

  function requestOf(attempt: Try, actor: ActorName): { path: string; body?: unknown } {
    const body = attempt.body?.(world, actor)
    return { path: attempt.path(world), ...(body === undefined ? {} : { body }) }
  }

  /** What this actor must get: the answer itself, or the refusal, word for word. */
  async function expectedOf(
    row: RouteRow,
    attempt: Try,
    actor: ActorName,
    method: string,
  ): Promise<'answered' | Answer> {
    if (row.may === 'anyone') return 'answered'
    if (actor === 'nobody' || actor === 'a bad token') return problem(401, 'not_signed_in', 'Sign in first')
    if (!row.may.includes(actor)) return problem(403, 'not_permitted', 'You may not do this')
    if (attempt.seenBy === undefined || attempt.seenBy.includes(actor)) return 'answered'
    const { absent } = attempt
    if (absent === undefined) throw new Error('a try with seenBy says what a thing that does not exist is')
    const body = absent.body?.(world, actor)
    const path = absent.path(world)
    const answer = await askAs(world, actor, { method, path, ...(body === undefined ? {} : { body }) })
    expect([path, actor, answer.status >= 400 && answer.status < 500]).toEqual([path, actor, true])
    return answer
  }
})

function problem(status: number, type: string, title: string): Answer {
  return { status, type: 'application/problem+json', cached: null, text: JSON.stringify({ type, title, status }) }
}

function documented(): string[] {
  const { paths } = makeOpenApi() as { paths: Record<string, Record<string, unknown>> }
  return Object.entries(paths)
    .flatMap(([path, operations]) => Object.keys(operations).map((method) => [method.toUpperCase(), path] as const))
    .map(([method, path]) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`)
    .sort()
}
