import { z } from 'zod'
import { escapeHtml, makePage, type WebPage } from './issuer/web-page.ts'

const schema = z.looseObject({})
const operationSchema = z.object({
  summary: z.string(),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean(), schema })),
  'x-roles': z.array(z.string()).optional(),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: schema.optional() })) }).optional(),
  responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.object({ schema: schema.optional() })) })),
})
const documentSchema = z.object({
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
})
type Operation = z.infer<typeof operationSchema>

/** The OpenAPI document as a page for people: every route with who may call it, what it takes and what it answers. Needs no script. */
export function docsPage(openApi: object): WebPage {
  const { info, paths } = documentSchema.parse(openApi)
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  )
  const links = operations.map(({ name, operation }) => {
    return `<li><a href="#${idOf(name)}"><code>${escapeHtml(name)}</code></a> ${escapeHtml(operation.summary)}</li>`
  })
  const body = `<h1>${escapeHtml(info.title)}, version ${escapeHtml(info.version)}</h1>
<p>The same as data: <a href="/v1/openapi.json">OpenAPI 3.1</a>. The <a href="/v1/intake/schema.json">JSON Schema of a batch</a> of applications.
Whatever is refused is answered as a problem document (RFC 9457) that names the field.</p>
<nav aria-label="Routes"><ul>
${links.join('\n')}
</ul></nav>
${operations.map(({ name, operation }) => sectionOf(name, operation)).join('\n')}`
  return makePage({ language: 'en', title: info.title, body, wide: true })
}

function sectionOf(name: string, operation: Operation): string {
  const roles = operation['x-roles']
  const who = roles === undefined ? 'Anyone.' : `Signed in as ${roles.join(', ')}.`
  return `<section aria-labelledby="${idOf(name)}">
<h2 id="${idOf(name)}"><code>${escapeHtml(name)}</code></h2>
<p>${escapeHtml(operation.summary)}. ${escapeHtml(who)}</p>
${parametersOf(operation)}
${operation.requestBody === undefined ? '' : contentsOf('Takes', operation.requestBody.content)}
${contentsOf('Answers', operation.responses['200']?.content ?? {})}
</section>`
}

function parametersOf({ parameters }: Operation): string {
  if (parameters.length === 0) return ''
  const items = parameters.map((parameter) => {
    const need = parameter.required ? 'required' : 'optional'
    return `<li><code>${escapeHtml(parameter.name)}</code> in the ${escapeHtml(parameter.in)}, ${need}: <code>${escapeHtml(JSON.stringify(parameter.schema))}</code></li>`
  })
  return `<ul>\n${items.join('\n')}\n</ul>`
}

function contentsOf(word: string, content: Operation['responses'][string]['content']): string {
  return Object.entries(content)
    .map(([mediaType, { schema: shape }]) => {
      const title = `${word} ${escapeHtml(mediaType)}`
      if (shape === undefined) return `<p>${title}</p>`
      const { $schema: _dialect, ...rest } = shape
      const text = escapeHtml(JSON.stringify(rest, null, 2))
      return `<details><summary>${title}</summary><pre tabindex="0">${text}</pre></details>`
    })
    .join('\n')
}

function idOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '')
}
