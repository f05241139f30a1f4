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
  const failed = lines.filter((line) => line.answer?.value === 'not_met')
  const considerations = failed.map((line, index) => consideration(line, index + 1, words))
  return paragraphs([
    t('official.reject.intro', opening(view, words)),
    t('official.considerations'),
    ...considerations,
    t('official.grounds', { grounds: grounds.map((ground) => ground.basis).join('; ') }),
    t('official.reject.weighing'),
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
    .map((line) => `- ${line.item.nl} (${line.item.basis})`)
  return paragraphs([
    t('official.disregard.intro', opening(view, words)),
    request && t('official.disregard.asked', { askedOn: date(request.askedOn), endsOn: date(request.endsOn) }),
    missing.join('\n'),
    t('official.disregard.weighing'),
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
    const why = tellingWords(line, words)
    return `- ${line.item.nl}${why ? `\n  ${why}` : ''}`
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
  const found = tellingWords(line, words)
  const note = line.answer?.note.trim()
  return [`${number}. ${line.item.nl} (${line.item.basis}): ${words.t('official.not_met')}`, found, note]
    .filter(Boolean)
    .join('\n')
}

/** What the machine found against it, in words; nothing when only the officer has judged. */
function tellingWords(line: ChecklistLine, words: OfficialWords): string {
  const against = line.preCheck?.reasons.filter((reason) => reason.tone === 'fail' || reason.tone === 'warn') ?? []
  return against.map((reason) => `${words.reason(reason)}.`).join(' ')
}

function paragraphs(parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join('\n\n')
}
