import { z } from 'zod'
import type { Sponsor } from '#core/reference.ts'

/** What an administrator registers: PUT /v1/admin/sponsors and PUT /v1/admin/people. */
const isoDate = z.iso.date()
const text = z.string().min(1).max(200)
// What the register itself says of a period may be sent back as it is.
const period = {
  validFrom: isoDate,
  validTo: isoDate.nullable(),
  recordId: z.string().max(80).optional(),
  continued: z.literal(true).optional(),
}
const source = z.string().max(500)

const programmeSchema = z.strictObject({
  ...period,
  code: z.string().regex(/^\d{5}$/),
  name: text,
  level: z.enum(['HBO-BA', 'HBO-MA', 'WO-BA', 'WO-MA', 'WO-PM', 'OTHER']),
  mode: z.enum(['full_time', 'part_time', 'dual']),
  accreditedBy: z.enum(['NVAO', 'EQAR']),
})

const sponsorSchema: z.ZodType<Sponsor> = z.strictObject({
  sponsorId: z.string().min(1).max(80),
  name: text,
  city: text,
  brin: z.string().regex(/^\d{2}[A-Z]{2}$/),
  clientNumber: z.string().min(1).max(40),
  status: z
    .array(z.strictObject({ ...period, status: z.enum(['recognised', 'suspended', 'withdrawn']), source }))
    .max(100),
  codeOfConduct: z.array(z.strictObject({ ...period, source })).max(100),
  programmes: z.array(programmeSchema).max(2_000),
})
export const sponsorsSchema = z.array(sponsorSchema).min(1).max(2_000)

const newPersonSchema = z.strictObject({
  personId: z.string().regex(/^[A-Za-z0-9._-]{1,80}$/, 'letters, digits, dot, dash, underscore'),
  name: z.string().trim().min(1).max(200),
  roles: z.array(z.enum(['officer', 'supervisor', 'administrator', 'auditor'])).min(1),
  team: z.string().max(200).nullable(),
})
export const peopleSchema = z.array(newPersonSchema).min(1).max(5_000)
export type NewPerson = z.infer<typeof newPersonSchema>
