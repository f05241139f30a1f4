import type { CaseFile } from '#core/case-file.ts'
import { derive } from '#core/derive.ts'
import type { ReferenceData } from '#core/reference.ts'
import type { Shown } from '#db/local/case-row.ts'

/** What a list shows of a case on a day by the reference data given. A finished case keeps what was found at its last event (REG-7). */
export function shownOn(file: CaseFile, reference: ReferenceData, day: string): Shown {
  const finished = file.status === 'decided' || file.status === 'withdrawn'
  return { derived: finished ? file.derived : derive(file, reference, day), derivedFor: derivedFor(reference, day) }
}

export function derivedFor(reference: ReferenceData, day: string): string {
  return `${day} ${reference.version}`
}
