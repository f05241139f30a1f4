import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { problemSchema } from '#contract/wire.ts'
import type { FuzzRequest, Operation } from './requests.ts'
import type { FuzzAnswer } from './send.ts'

/** What an answer may never be, in words; none for a good one. */
export type Check = (request: FuzzRequest, answer: FuzzAnswer) => string[]

/** Checks answers against what the hub's own document says of its routes. */
export function makeCheck(operations: readonly Operation[]): Check {
  const ajv = new Ajv2020({ strict: false, allErrors: false })
  // A module of the older kind: what it exports is one level down.
  const addFormats = (formats as unknown as { default: (to: Ajv2020) => void }).default ?? formats
  addFormats(ajv)
  const validators = new Map<string, ValidateFunction>(
    operations.flatMap(({ method, path, responses }) => {
      const schema = responses['200']?.content?.['application/json']?.schema
      return schema === undefined ? [] : [[`${method} ${path}`, ajv.compile(schema)] as const]
    }),
  )
  return (request, answer) => {
    const faults = checkShape(request, answer)
    const validate = validators.get(request.operation)
    const succeeded = answer.status === 200 && request.operation.startsWith(`${request.method} `)
    if (succeeded && validate !== undefined && request.how !== 'odd path') {
      if (!validate(JSON.parse(answer.body.toString())))
        faults.push(`not as published: ${ajv.errorsText(validate.errors)}`)
    }
    return faults
  }
}

function checkShape(request: FuzzRequest, { status, headers, body }: FuzzAnswer): string[] {
  const faults: string[] = []
  const text = body.toString()
  if (status >= 500) faults.push(`a fault of the hub: ${status}`)
  if (status < 200 || (status >= 300 && status < 400 && status !== 304))
    faults.push(`an answer nobody expects: ${status}`)
  if (/\n\s+at |node_modules|\/src-hub\//.test(text) && status >= 400)
    faults.push('it shows where in the program it arose')
  if (status < 400 || request.method === 'HEAD') return faults
  if (!String(headers['content-type']).startsWith('application/problem+json')) {
    return [...faults, `not a problem document but ${headers['content-type']}`]
  }
  const problem = problemSchema.safeParse(parse(text))
  if (!problem.success) return [...faults, `no sound problem document: ${problem.error.message}`]
  if (problem.data.status !== status) faults.push(`the document says ${problem.data.status}, the answer ${status}`)
  if (problem.data.type === 'invalid' && request.canNameField && problem.data.field === undefined) {
    faults.push('it does not name the field')
  }
  return faults
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
