import type { Answer, AnswerValue, Supplement } from '#core/case-file.ts'
import type { Reason } from '#core/reason.ts'
import type { JudgementBasis } from '#core/reference.ts'
import type { ChecklistLine } from '#core/views.ts'
import type { CaseView } from '#contract/case-view.ts'

export type Evidence = Answer['evidence']

/** What the officer chose for an item but has not answered with yet; kept as draft text. */
export interface Preparation {
  basis: JudgementBasis | null
  note: string | null
  evidence: Evidence
}

export const draftField = {
  note: (itemId: string) => `note.${itemId}`,
  basis: (itemId: string) => `basis.${itemId}`,
  evidence: (itemId: string) => `evidence.${itemId}`,
}

export function draftFieldsOf(itemId: string): string[] {
  return [draftField.note(itemId), draftField.basis(itemId), draftField.evidence(itemId)]
}

/** What was prepared for an item, from the drafts. */
export function findPreparation(drafts: Record<string, string>, line: ChecklistLine): Preparation {
  const basis = line.item.judge.find((one) => one === drafts[draftField.basis(line.item.id)])
  const [documentId, page] = (drafts[draftField.evidence(line.item.id)] ?? '').split('#')
  return {
    basis: basis ?? null,
    note: drafts[draftField.note(line.item.id)] ?? null,
    evidence: documentId && page ? { documentId, page: Number(page) } : null,
  }
}

export function formatEvidence(evidence: NonNullable<Evidence>): string {
  return `${evidence.documentId}#${evidence.page}`
}

/** The basis an answer would have if given now: as chosen, as answered, as proposed, or the first the item allows. */
export function basisFor(line: ChecklistLine, prepared: Preparation): JudgementBasis {
  if (prepared.basis) return prepared.basis
  if (line.answer) return line.answer.basis
  if (prepared.evidence && line.item.judge.includes('document_seen')) return 'document_seen'
  if (line.proposal) return line.proposal.basis
  return line.item.judge[0] ?? 'document_seen'
}

export function noteFor(line: ChecklistLine, prepared: Preparation): string {
  return prepared.note ?? line.answer?.note ?? ''
}

export function evidenceFor(line: ChecklistLine, prepared: Preparation): Evidence {
  return prepared.evidence ?? line.answer?.evidence ?? null
}

/** C27 is the computed validity: shown, never asked. */
export function isComputed(line: ChecklistLine): boolean {
  return line.item.onMissing === 'block' && line.item.appliesWhen === 'outcome = grant'
}

export function isOpen(line: ChecklistLine): boolean {
  return !isComputed(line) && line.answer === null
}

/** Items whose proposal can be accepted in one keystroke with all others: not those of which the check itself warns, which must be looked at. */
export function listClean(lines: ChecklistLine[]): ChecklistLine[] {
  return lines.filter((line) => isOpen(line) && line.proposal !== null && !warns(line))
}

function warns(line: ChecklistLine): boolean {
  return line.preCheck?.reasons.some((found) => found.tone === 'warn') ?? false
}

/** The first open item after the given one, going round. */
export function findNextOpen(lines: ChecklistLine[], afterId: string | null): ChecklistLine | undefined {
  const index = lines.findIndex((line) => line.item.id === afterId)
  return [...lines.slice(index + 1), ...lines.slice(0, index + 1)].find(
    (line) => isOpen(line) && line.item.id !== afterId,
  )
}

const WEIGHT = { fail: 0, warn: 1, ok: 2, info: 3 }

/** The step that says most: what fails before what warns before what supports. */
export function findTellingReason(reasons: Reason[]): Reason | undefined {
  return [...reasons].sort((one, other) => WEIGHT[one.tone] - WEIGHT[other.tone])[0]
}

/** How the machine's result reads beside the officer's answer. */
export function contradicts(line: ChecklistLine): boolean {
  const machine = line.preCheck?.value
  if (!line.answer || line.answer.value === 'unknown' || !machine || machine === 'unknown') return false
  return isFine(machine) !== isFine(line.answer.value)
}

function isFine(value: AnswerValue): boolean {
  return value === 'met' || value === 'not_applicable'
}

/** The supplement after which an item must be looked at again; undefined once it has been. */
export function findReopening(view: CaseView, line: ChecklistLine): Supplement | undefined {
  if (line.answer !== null) return undefined
  return view.file.supplements?.findLast((supplement) => supplement.items.includes(line.item.id))
}
