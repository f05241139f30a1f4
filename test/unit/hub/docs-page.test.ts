// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { docsPage } from '#hub/docs-page.ts'
import { makeOpenApi } from '#hub/openapi.ts'

const { html, headers } = docsPage(makeOpenApi())
const page = new DOMParser().parseFromString(html, 'text/html')

test('[INT-10] the page tells of every route of the OpenAPI document, under a heading that its list leads to', () => {
  const { paths } = makeOpenApi() as { paths: Record<string, Record<string, { summary: string }>> }
  const names = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect([...page.querySelectorAll('h2')].map((heading) => heading.textContent)).toEqual(names)
  const targets = [...page.querySelectorAll('nav a')].map((link) => link.getAttribute('href')?.slice(1) ?? '')
  expect(new Set(targets).size).toBe(names.length)
  for (const target of targets) expect(page.getElementById(target)?.tagName).toBe('H2')
  expect(page.body.textContent).toContain('applicationKey')
})

test('[INT-10] the page runs no script and loads nothing, and its policy allows neither', () => {
  expect(page.querySelectorAll('script, img, iframe, link[rel=stylesheet], [onclick], [style]')).toHaveLength(0)
  expect(headers['content-security-policy']).toContain(`default-src 'none'`)
  expect(page.documentElement.lang).toBe('en')
  expect(page.querySelectorAll('h1')).toHaveLength(1)
})
