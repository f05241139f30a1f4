import type { IntakeAnswer } from '#contract/intake-schema.ts'

/** One line per application, further lines for further problems, and a summary. Names no student: only the institution's own keys. */
export function reportLines(answer: IntakeAnswer): string[] {
  const width = String(answer.applications.length).length
  const lines = answer.applications.flatMap(({ index, applicationKey, status, caseNumber, problems }) => {
    const head = `${String(index + 1).padStart(width)}  ${status.padEnd(8)}  ${applicationKey ?? '(no key)'}`
    if (status !== 'held') return [`${head}  ${caseNumber ?? ''}`.trimEnd()]
    const reasons = problems.map(({ field, code, value, message }) => {
      const where = field === '' ? 'application' : field
      return `${where} = ${value === '' ? '(nothing)' : value}: ${message} [${code}]`
    })
    return reasons.length === 0
      ? [head]
      : reasons.map((text, row) => `${row === 0 ? head : ' '.repeat(head.length)}  ${text}`)
  })
  const { accepted, held, repeated, batchKey } = answer
  return [...lines, '', `Batch ${batchKey}: ${accepted} accepted, ${held} held, ${repeated} repeated.`]
}
