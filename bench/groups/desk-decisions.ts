import type { CaseFile } from '#core/case-file.ts'
import { type BenchDesk, listCleanCases, prepareGrant } from '../lib/bench-desk.ts'
import { rawDecisions } from '../peers/raw-decisions.ts'
import { type BenchContext, type BenchRow, quantileRows } from '../lib/row.ts'

const DECISIONS = 500

/** A decision taken, judged and durably kept, beside two statements and a flush with the same driver; turn by turn. */
export async function benchDecisions(
  { say }: BenchContext,
  desk: BenchDesk,
  rawFile: string,
  files: CaseFile[],
): Promise<BenchRow[]> {
  say(`${DECISIONS} decisions, each flushed to the disk.`)
  const raw = await rawDecisions(
    rawFile,
    files.map(({ caseId }) => caseId),
  )
  const ours: number[] = []
  const limit: number[] = []
  for (const caseId of await listCleanCases(desk, DECISIONS)) {
    const grant = await prepareGrant(desk, caseId)
    if (grant === null) continue
    const from = performance.now()
    await desk.ask('decideCase', grant)
    ours.push(performance.now() - from)
    limit.push(await raw.decide(caseId, JSON.stringify(grant)))
  }
  await raw.close()
  if (ours.length < DECISIONS * 0.9) throw new Error(`only ${ours.length} clean cases could be granted`)
  return quantileRows('desk: one decision, judged and flushed', ours, 'ms', {
    name: 'two statements and a flush, same driver',
    samples: limit,
  })
}
