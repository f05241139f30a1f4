import fastify from 'fastify'
import { expect, test } from 'vitest'
import { ANYONE, findRouteRight } from '#hub/auth/rights.ts'
import { useRights } from '#hub/http/allow.ts'
import type { HubContext } from '#hub/hub-context.ts'

test('[SYN-50] a route without a row in the table of rights does not start', () => {
  const app = fastify()
  useRights(app, {} as HubContext)
  expect(() => app.get('/v1/new', async () => 'open')).toThrow('GET /v1/new has a row in src-hub/auth/rights.ts')
  expect(() => app.delete('/v1/pool', async () => 'open')).toThrow('DELETE /v1/pool')
})

test('[SYN-50] a row of the table is found by its very route, and a head by the row of its get', () => {
  expect(findRouteRight('GET', '/health')).toBe(ANYONE)
  expect(findRouteRight('HEAD', '/v1/pool')).toEqual(['officer', 'supervisor', 'auditor'])
  expect(findRouteRight('GET', '/v1/pool/')).toBeUndefined()
  expect(findRouteRight('POST', '/v1/pool')).toBeUndefined()
  expect(findRouteRight('constructor', '')).toBeUndefined()
})
