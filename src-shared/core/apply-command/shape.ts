import type { Command } from '../command.ts'
import { isIsoInstant } from '../dates.ts'

const VALUES = ['met', 'not_met', 'not_applicable', 'unknown']
const BASES = ['sponsor_declaration', 'document_seen', 'register_check', 'system_check']
const OUTCOMES = ['grant', 'reject', 'disregard']
const RESOLUTIONS = ['adopt', 'redo', 'discard']

type Fields = Record<string, unknown>
type PayloadCheck = (payload: Fields) => string | undefined

/** Per kind of act: the first field of the payload that is not what it must be. */
const PAYLOAD_CHECKS: Record<string, PayloadCheck> = {
  answerCheck: ({ answers }) => (isFilledList(answers) && answers.every(isAnswer) ? undefined : 'answers'),
  addNote: ({ text }) => (isFilled(text) ? undefined : 'text'),
  requestInformation: ({ items, text }) =>
    isFilledList(items) && items.every(isFilled) ? (isText(text) ? undefined : 'text') : 'items',
  decide: ({ outcome, grounds, motivation, seenChecks }) => {
    if (!isOneOf(OUTCOMES, outcome)) return 'outcome'
    if (!Array.isArray(grounds) || !grounds.every(isFilled)) return 'grounds'
    if (!isText(motivation)) return 'motivation'
    return isFields(seenChecks) && Object.values(seenChecks).every((value) => isOneOf(VALUES, value))
      ? undefined
      : 'seenChecks'
  },
  takeCase: () => undefined,
  reassign: ({ expectedHolder, to, reason }) => {
    if (expectedHolder !== null && !isFilled(expectedHolder)) return 'expectedHolder'
    if (to !== null && !(isFields(to) && isFilled(to['personId']) && isFilled(to['name']))) return 'to'
    return isFilled(reason) ? undefined : 'reason'
  },
  resolveParked: ({ parkedCommandId, how, reason }) => {
    if (!isFilled(parkedCommandId)) return 'parkedCommandId'
    if (!isOneOf(RESOLUTIONS, how)) return 'how'
    return isText(reason) && (how !== 'discard' || isFilled(reason)) ? undefined : 'reason'
  },
}

/** The first field that keeps this from being a command at all; undefined when it is well formed. Never throws, whatever it is given. */
export function findMalformed(command: unknown): string | undefined {
  if (!isFields(command)) return 'command'
  const { clockOffsetMs, baseVersion, kind, payload } = command
  for (const field of ['commandId', 'kind', 'caseId', 'actor', 'deskId']) {
    if (!isFilled(command[field])) return field
  }
  if (!Number.isSafeInteger(baseVersion) || Number(baseVersion) < 0) return 'baseVersion'
  if (!isIsoInstant(command['deviceTime'])) return 'deviceTime'
  if (clockOffsetMs !== null && !Number.isFinite(clockOffsetMs)) return 'clockOffsetMs'
  return findMalformedPayload(kind, payload)
}

/** The first field of a payload that does not fit its kind; 'kind' when there is no such act. */
export function findMalformedPayload(kind: unknown, payload: unknown): string | undefined {
  const check = isText(kind) && Object.hasOwn(PAYLOAD_CHECKS, kind) ? PAYLOAD_CHECKS[kind] : undefined
  if (check === undefined) return 'kind'
  return isFields(payload) ? check(payload) : 'payload'
}

/** A stored act as a command of its kind, when its payload fits it. */
export function findCommand(
  base: Omit<Command, 'kind' | 'payload'>,
  kind: string,
  payload: unknown,
): Command | undefined {
  if (findMalformedPayload(kind, payload) !== undefined) return undefined
  // The payload was checked against its kind just now.
  return { ...base, kind, payload } as Command
}

function isAnswer(answer: unknown): boolean {
  if (!isFields(answer)) return false
  const { itemId, value, basis, note, evidence } = answer
  if (!isFilled(itemId) || !isOneOf(VALUES, value) || !isOneOf(BASES, basis) || !isText(note)) return false
  return evidence === null || (isFields(evidence) && isFilled(evidence['documentId']) && isPage(evidence['page']))
}

function isPage(page: unknown): boolean {
  return Number.isSafeInteger(page) && Number(page) >= 1
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

function isFilledList(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > 0
}

function isOneOf(allowed: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && allowed.includes(value)
}
