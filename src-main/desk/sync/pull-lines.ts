import { z } from 'zod'
import { type PullLine, pullLineSchemas } from '#contract/wire.ts'
import type { CaseFile } from '#core/case-file.ts'
import type { ReferenceData } from '#core/reference.ts'
import { digestPart } from '#db/kit/scope-digest.ts'
import { shownAtLastEvent, toViewValues } from '#db/local/case-row.ts'
import type { IncomingCase } from '#db/local/cases-write.ts'
import { shownOn } from '../derived.ts'
import { HubError } from './hub-client.ts'

export type OtherLine = Exclude<PullLine, { type: 'case' }>

export interface CaseLine {
  type: 'case'
  caseId: string
  version: number
  body: CaseFile
  /** The body exactly as it travelled: the digest is over this text. */
  bodyText: string
}

const CASE_HEAD = /^\{"type":"case","caseId":"([0-9a-f-]{36})","version":(\d{1,9}),"body":/
/** The hub validates what it sends; here it is only made sure that it is reference data at all. */
const referenceOutline = z.looseObject({
  version: z.int(),
  sponsors: z.array(z.unknown()),
  checklist: z.looseObject({ items: z.array(z.unknown()) }),
})
const referenceLine = z.looseObject({
  reference: z.custom<ReferenceData>((value) => referenceOutline.safeParse(value).success),
})
const resyncLine = z.looseObject({ epoch: z.string(), reason: z.enum(['unknown_cursor', 'new_epoch']) })

/** Reads one line of a pull; what does not fit the wire's schema is refused as unreadable, with the place but never the content. */
export function parsePullLine(line: string): CaseLine | OtherLine {
  const head = CASE_HEAD.exec(line)
  if (head) return parseCaseLine(line.slice(head[0].length, -1), head[1] ?? '', Number(head[2]))
  const found = parseJson(line)
  const { type } = check(pullLineSchemas.head, found)
  switch (type) {
    case 'case': {
      const { caseId, version, body } = check(pullLineSchemas.case, found)
      return parseCaseLine(JSON.stringify(body), caseId, version)
    }
    case 'begin':
      return { ...check(pullLineSchemas.begin, found), type }
    case 'reference':
      return { type, reference: check(referenceLine, found).reference }
    case 'evict':
      return { ...check(pullLineSchemas.evict, found), type }
    case 'page':
      return { ...check(pullLineSchemas.page, found), type }
    case 'end':
      return { ...check(pullLineSchemas.end, found), type }
    case 'resync':
      return { ...check(resyncLine, found), type }
  }
}

/** A case as the database takes it in. */
export function toIncomingCase(
  line: CaseLine,
  {
    reference,
    personId,
    day,
  }: {
    reference: ReferenceData
    personId: string | null
    /** Its row is computed for this day; null takes over what was found at its last event, to be looked at again. */
    day: string | null
  },
): IncomingCase {
  const part = digestPart(line.caseId, line.version, line.bodyText)
  const shown = day === null ? shownAtLastEvent(line.body) : shownOn(line.body, reference, day)
  return {
    caseId: line.caseId,
    version: line.version,
    bodyText: line.bodyText,
    view: toViewValues(line.body, reference, personId, part, shown),
    documents: line.body.application.documents,
  }
}

/** Checked by hand and in outline: 14,000 of these arrive at once. */
function parseCaseLine(bodyText: string, caseId: string, version: number): CaseLine {
  const body = parseJson(bodyText) as Partial<CaseFile> | null
  const whole =
    body?.caseId === caseId &&
    body.version === version &&
    typeof body.caseNumber === 'string' &&
    typeof body.status === 'string' &&
    typeof body.derived?.dueOn === 'string' &&
    typeof body.application?.applicant?.familyName === 'string'
  if (!whole) throw new HubError('unreadable_answer', `case ${caseId}`)
  return { type: 'case', caseId, version, body: body as CaseFile, bodyText }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new HubError('unreadable_answer', 'a line is no JSON')
  }
}

function check<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new HubError('unreadable_answer', parsed.error.issues[0]?.path.join('.') ?? 'a line')
}
