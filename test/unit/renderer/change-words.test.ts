import { expect, test } from 'vitest'
import { diffApplications } from '#core/application-diff.ts'
import { FIELD_NAMES } from '#renderer/features/case/facts/change-words.ts'
import { anApplication } from '#test/support/case-builder.ts'
import { readTexts } from './text-use.ts'

test('[INT-7] every field of an application that can change has its name, in both languages', () => {
  const full = anApplication({
    applicant: { vNumber: '1234567890' },
    residence: { lawfulStay: true, mvvExemption: 'X', tbExemption: 'Y' },
    study: { preparatory: { kind: 'pre_master', startsOn: '2026-02-01', endsOn: '2026-06-30' } },
    means: [{ way: 'payer_nl', amountCents: 1, evidencedOn: '2026-05-01', provider: 'P', payerSingle: true }],
    guardianConsent: true,
    currentPermit: { expiresOn: '2026-08-01' },
    studyProgress: { creditsPercent: 60, excusable: true },
  })
  const empty = { ...full, ...Object.fromEntries(Object.keys(full).map((name) => [name, null])), documents: [] }
  const paths = diffApplications({ ...empty, applicationKey: full.applicationKey }, full).fields.map(({ field }) =>
    field.replaceAll(/\[\d+\]/g, ''),
  )
  const named = [...new Set(paths)].filter((path) => !path.startsWith('declarations.'))
  expect(named.toSorted()).toEqual(Object.keys(FIELD_NAMES).toSorted())
  for (const language of ['nl', 'en'] as const) {
    const texts = readTexts(language)['case'] ?? {}
    for (const name of Object.values(FIELD_NAMES)) expect([name, texts[`field.${name}`]]).not.toContain(undefined)
    for (const path of paths.filter((one) => /^declarations\.(?!antecedents)/.test(one))) {
      expect(texts[`declared.${path.split('.')[1]}.yes`]).toBeDefined()
    }
  }
})
