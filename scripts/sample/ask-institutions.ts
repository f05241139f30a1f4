import type { AnswerValue } from '#core/case-file.ts'
import { loadReference } from '#db/reference/load.ts'
import { demand } from './demand.ts'
import { type Actor, type HeldCase, makeCommand, push } from './distribute.ts'
import type { Label } from './generate.ts'
import { signInAs } from './sign-in.ts'

/**
 * Lets officers ask the institution for what is missing in every second incomplete case, so that some cases wait. Answers how many do.
 */
export async function askInstitutions(
  hubUrl: string,
  held: readonly HeldCase[],
  labelOf: (caseNumber: string) => Label | undefined,
): Promise<number> {
  const recoverable = loadReference([], 1).checklist.items.filter(({ onMissing }) => onMissing.startsWith('recover'))
  const names = new Map(recoverable.map(({ id, nl }) => [id, nl]))
  const missing = held.flatMap((one) => {
    const label = labelOf(one.caseNumber)
    const name = label?.kind === 'incomplete' && label.item !== null ? names.get(label.item) : undefined
    return name === undefined || !label?.item ? [] : [{ ...one, item: label.item, name }]
  })
  let waiting = 0
  const tokens = new Map<string, string>()
  for (const one of missing.filter((_, index) => index % 2 === 0)) {
    const { personId } = one.holder
    const token = tokens.get(personId) ?? demand(await signInAs(hubUrl, personId))
    tokens.set(personId, token)
    const versions = await askOne({ hubUrl, token, personId }, one)
    if (typeof versions.at(-1) === 'number') waiting += 1
  }
  return waiting
}

async function askOne(actor: Actor, { caseId, version, item, name }: HeldCase & { item: string; name: string }) {
  const value: AnswerValue = 'not_met'
  const answer = { itemId: item, value, basis: 'sponsor_declaration' as const, note: '', evidence: null }
  const text = `Wij missen: ${name}. Wilt u de aanvraag binnen de gestelde termijn aanvullen?`
  return await push(actor, [
    makeCommand(actor, 'answerCheck', { caseId, version, payload: { answers: [answer] } }),
    makeCommand(actor, 'requestInformation', { caseId, version, payload: { items: [item], text } }),
  ])
}
