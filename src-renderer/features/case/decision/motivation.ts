import { carriesGround } from '#core/decision-options.ts'
import type { Reason } from '#core/reason.ts'
import type { RefusalGround } from '#core/reference.ts'
import type { ChecklistLine } from '#core/views.ts'
import type { CaseView } from '#contract/case-view.ts'

/** The official words: Dutch, whatever language the screen is in. */
export interface OfficialWords {
  t: (key: string, values?: Record<string, unknown>) => string
  reason: (reason: Reason) => string
  date: (isoDate: string) => string
}

/** A place in the text that only the officer can fill; the texts of both languages mark it so. */
const OPEN_PLACE = /\[(?:Vul in|Fill in):[^\]]*\]/

/** Where the officer still has to write, as positions in the text; nothing when every place is filled. */
export function findOpenPlace(text: string): { from: number; to: number } | null {
  const found = OPEN_PLACE.exec(text)
  return found && { from: found.index, to: found.index + found[0].length }
}

/** A first text for the decision, from the items that were not met and the reasons found. The officer weighs and edits it. */
export function draftMotivation(
  outcome: 'reject' | 'disregard',
  view: CaseView,
  lines: ChecklistLine[],
  grounds: RefusalGround[],
  words: OfficialWords,
): string {
  return outcome === 'reject'
    ? draftRejection(view, lines, grounds, words)
    : draftDisregard(view, lines, grounds, words)
}

function draftRejection(
  view: CaseView,
  lines: ChecklistLine[],
  grounds: RefusalGround[],
  words: OfficialWords,
): string {
  const { t } = words
  const forDisregard = view.grounds.filter((ground) => ground.outcome === 'disregard').map((ground) => ground.code)
  const failed = lines.filter(
    (line) => line.item.ground !== null && !forDisregard.includes(line.item.ground) && carriesGround(line),
  )
  const considerations = failed.map((line, index) => consideration(line, index + 1, words))
  return paragraphs([
    t('official.reject.intro', opening(view, words)),
    t('official.considerations'),
    ...considerations,
    t('official.grounds', { grounds: grounds.map((ground) => ground.basis).join('; ') }),
    t('official.reject.weighing'),
    t('official.reject.place'),
    t('official.reject.conclusion'),
  ])
}

function draftDisregard(
  view: CaseView,
  lines: ChecklistLine[],
  grounds: RefusalGround[],
  words: OfficialWords,
): string {
  const { t, date } = words
  const request = view.file.requests.at(-1)
  const missing = lines
    .filter((line) => request?.items.includes(line.item.id) && line.answer?.value !== 'met')
    .map((line) => `- ${askedFor(line, words)}.`)
  return paragraphs([
    t('official.disregard.intro', opening(view, words)),
    request && t('official.disregard.asked', { askedOn: date(request.askedOn), endsOn: date(request.endsOn) }),
    missing.join('\n'),
    t('official.disregard.weighing'),
    t('official.disregard.place'),
    t('official.grounds', { grounds: grounds.map((ground) => ground.basis).join('; ') }),
  ])
}

/** A first text for the request to the sponsor: what is missing and why, and until when. */
export function draftRequest(
  view: CaseView,
  items: ChecklistLine[],
  endsOn: string | null,
  words: OfficialWords,
): string {
  const { t, date } = words
  const asked = items.map((line) => {
    const why = [tellingWords(line, words), line.answer?.note.trim()].filter(Boolean).join(' ')
    return `- ${askedFor(line, words)}.${why ? `\n  ${why}` : ''}`
  })
  return paragraphs([
    t('official.request.intro', opening(view, words)),
    asked.join('\n'),
    endsOn ? t('official.request.term', { endsOn: date(endsOn) }) : t('official.request.term_open'),
    t('official.request.consequence'),
  ])
}

function opening(view: CaseView, words: OfficialWords): Record<string, string> {
  const { applicant } = view.file.application
  return {
    caseNumber: view.file.caseNumber,
    name: [applicant.givenNames, applicant.familyName].filter(Boolean).join(' '),
    bornOn: words.date(applicant.birthDate),
    sponsor: view.sponsor?.name ?? view.file.sponsorId,
    receivedOn: words.date(view.clocks.receivedOn),
  }
}

function consideration(line: ChecklistLine, number: number, words: OfficialWords): string {
  const { id, basis } = line.item
  const sentence = words.t(`official.fails.${id}`, { defaultValue: line.item.nl })
  return [`${number}. ${sentence} (${basis}).`, tellingWords(line, words), line.answer?.note.trim()]
    .filter(Boolean)
    .join('\n')
}

/** What the sponsor is asked for, as a letter says it; an item newer than the texts by its own name. */
function askedFor({ item }: ChecklistLine, words: OfficialWords): string {
  return words.t(`official.ask.${item.id}`, { defaultValue: item.nl })
}

/** What the machine found against it, in words: what fails, else what warns; nothing when only the officer has judged. */
function tellingWords(line: ChecklistLine, words: OfficialWords): string {
  const fails = line.preCheck?.reasons.filter((reason) => reason.tone === 'fail') ?? []
  const against = fails.length > 0 ? fails : (line.preCheck?.reasons.filter((reason) => reason.tone === 'warn') ?? [])
  return against.map((reason) => `${words.reason(reason)}.`).join(' ')
}

function paragraphs(parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join('\n\n')
}
