import { type IntakeEnvelope, intakeEnvelopeSchema, MOST_APPLICATIONS } from '#contract/intake-schema.ts'
import type { Problem } from '#contract/wire.ts'
import { codeOf } from '../../http/errors.ts'
import { parseInput, parseJson } from '../../http/parse-json.ts'
import { problemError, toProblem } from '../../http/problem.ts'
import { type ByteSource, openByteSource } from './byte-source.ts'

/** What a batch is made of, in the order in which it arrives. `broken` is the last part of a body that cannot be read further; `end` of one that was read whole. */
export type BatchPart =
  | { kind: 'envelope'; envelope: IntakeEnvelope }
  | { kind: 'application'; index: number; input: unknown; size: number }
  /** Passed over without being read: too large, or nested too deeply. */
  | { kind: 'unread'; index: number; size: number }
  | { kind: 'broken'; problem: Problem }
  | { kind: 'end' }

export interface BatchLimits {
  /** Bytes of the whole body. */
  body: number
  /** Bytes of one application with its documents: the most that is in memory at once. */
  application: number
}

const LONGEST_FIELD = 10_000
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const COMMA = 0x2c
const COLON = 0x3a
const QUOTE = 0x22
const BROKEN_OFF = /^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE|ABORT_ERR)$/
const MARK = Buffer.from([0xef, 0xbb, 0xbf])

/** Reads a batch application by application while it arrives; the next bytes are asked for when the last application has been dealt with. Never throws for what was sent. */
export async function* readBatch(body: AsyncIterable<Buffer>, limits: BatchLimits): AsyncGenerator<BatchPart> {
  const source = openByteSource(withoutMark(body), limits.body)
  try {
    await expectStart(source)
    yield* readMembers(source, limits)
    yield { kind: 'end' }
  } catch (error) {
    yield { kind: 'broken', problem: toBroken(error) }
  } finally {
    await source.close()
  }
}

async function* readMembers(source: ByteSource, limits: BatchLimits): AsyncGenerator<BatchPart> {
  const fields = new Map<string, unknown>()
  let applications = false
  for (let first = true; ; first = false) {
    if (!(await hasNext(source, CLOSE_OBJECT, first))) break
    const name = await readName(source)
    if (fields.has(name) || (name === 'applications' && applications)) throw invalid(name, 'given twice')
    if (name === 'applications') {
      applications = true
      yield { kind: 'envelope', envelope: toEnvelope(fields) }
      yield* readApplications(source, limits)
    } else {
      fields.set(name, await readSmall(source, name))
      if (applications) throw invalid(name, 'must come before applications, which are read as they arrive')
    }
  }
  if (!applications) {
    toEnvelope(fields)
    throw invalid('applications', 'a list of applications')
  }
  if (!(await source.isAtEnd())) throw unexpected(source, await source.peek())
}

async function* readApplications(source: ByteSource, limits: BatchLimits): AsyncGenerator<BatchPart> {
  if ((await source.peek()) !== OPEN_LIST) throw invalid('applications', 'a list of applications')
  source.take()
  let index = 0
  for (; await hasNext(source, CLOSE_LIST, index === 0); index += 1) {
    if (index === MOST_APPLICATIONS)
      throw invalid('applications', `at most ${MOST_APPLICATIONS}: send the others as another batch`)
    await source.peek()
    const { bytes, size } = await source.cut(limits.application)
    if (bytes === null) yield { kind: 'unread', index, size }
    else yield { kind: 'application', index, input: readJson(bytes, ` of applications[${index}]`), size }
  }
  if (index === 0) throw invalid('applications', 'at least one application')
}

/** Whether another member follows; takes the comma before it, or the bracket after the last. */
async function hasNext(source: ByteSource, close: number, first: boolean): Promise<boolean> {
  const byte = await source.peek()
  if (byte === close) {
    source.take()
    return false
  }
  if (first) return true
  if (byte !== COMMA) throw unexpected(source, byte)
  source.take()
  if ((await source.peek()) === close) throw unexpected(source, close)
  return true
}

async function expectStart(source: ByteSource): Promise<void> {
  const byte = await source.peek()
  if (byte === OPEN_LIST)
    throw problemError(toProblem('invalid', { field: 'body', detail: 'a batch is an object, not a list' }))
  if (byte !== OPEN_OBJECT) throw unexpected(source, byte)
  source.take()
}

async function readName(source: ByteSource): Promise<string> {
  const byte = await source.peek()
  if (byte !== QUOTE) throw unexpected(source, byte)
  const { bytes } = await source.cut(LONGEST_FIELD)
  const name = bytes === null ? '' : String(readJson(bytes, ''))
  const colon = await source.peek()
  if (colon !== COLON) throw unexpected(source, colon)
  source.take()
  return name
}

async function readSmall(source: ByteSource, name: string): Promise<unknown> {
  await source.peek()
  const { bytes } = await source.cut(LONGEST_FIELD)
  if (bytes === null) throw invalid(name.slice(0, 60), 'longer than any field of the format')
  return readJson(bytes, '')
}

function toEnvelope(fields: Map<string, unknown>): IntakeEnvelope {
  const parsed = parseInput(intakeEnvelopeSchema, Object.fromEntries(fields))
  if (parsed.ok) return parsed.value
  const { field = '' } = parsed.refusal
  const missing = field !== '' && !fields.has(field)
  throw problemError(
    missing ? toProblem('invalid', { field, detail: 'must be there, before applications' }) : parsed.refusal,
  )
}

function readJson(bytes: Buffer, where: string): unknown {
  const parsed = parseJson(bytes)
  if (parsed.ok) return parsed.value
  const { detail } = parsed.refusal
  throw problemError({ ...parsed.refusal, ...(detail === undefined ? {} : { detail: `${detail}${where}` }) })
}

function invalid(field: string, detail: string): Error {
  return problemError(toProblem('invalid', { field, detail }))
}

// 0xfe and 0xff never stand in UTF-8: the text is UTF-16, or no text at all.
function unexpected(source: ByteSource, byte: number): Error {
  if (byte >= 0xfe) return problemError(toProblem('not_utf8'))
  return problemError(toProblem('malformed_json', { detail: `stopped at position ${source.position()}` }))
}

// A connection that breaks is a body that ends too early; anything else is a bug.
function toBroken(error: unknown): Problem {
  if (error instanceof Error && 'problem' in error) return error.problem as Problem
  if (!BROKEN_OFF.test(codeOf(error))) throw error
  return toProblem('malformed_json', { detail: 'the connection broke off' })
}

async function* withoutMark(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let first = true
  for await (const chunk of body) {
    yield first && chunk.subarray(0, 3).equals(MARK) ? chunk.subarray(3) : chunk
    first = false
  }
}
