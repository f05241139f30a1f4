import { z } from 'zod'
import {
  applicationListSchema,
  applicationQuerySchema,
  applicationStatusSchema,
  changeRefusalSchema,
  changesSchema,
  heldApplicationSchema,
  heldListSchema,
  heldQuerySchema,
  supplementRequestSchema,
  withdrawalSchema,
} from '#contract/institution-schema.ts'
import {
  applicationAnswerSchema,
  batchRefusalSchema,
  intakeAnswerSchema,
  intakeBatchSchema,
} from '#contract/intake-schema.ts'
import type { Operation } from './openapi.ts'

/** What an institution may ask of the hub. */
export const INSTITUTION_OPERATIONS: Operation[] = [
  {
    method: 'post',
    path: '/v1/intake/batches',
    summary: 'Submit applications',
    body: intakeBatchSchema,
    headers: z.object({ 'x-beslisdesk-received-on': z.iso.date().optional() }),
    answer: intakeAnswerSchema,
    refusal: batchRefusalSchema,
  },
  { method: 'get', path: '/v1/intake/schema.json', summary: 'The JSON Schema of a batch' },
  {
    method: 'get',
    path: '/v1/intake/applications',
    summary: 'Own applications and how they stand, the newest first',
    query: applicationQuerySchema,
    answer: applicationListSchema,
  },
  {
    method: 'get',
    path: '/v1/intake/applications/{key}',
    summary: 'How one application stands',
    answer: applicationStatusSchema,
  },
  {
    method: 'get',
    path: '/v1/intake/held',
    summary: 'Applications that are held, with the reasons',
    query: heldQuerySchema,
    answer: heldListSchema,
  },
  {
    method: 'get',
    path: '/v1/intake/held/{key}',
    summary: 'A held application as it was sent',
    answer: heldApplicationSchema,
  },
  {
    method: 'post',
    path: '/v1/intake/held/{key}/correction',
    summary: 'Mend a held application: only what changed is sent',
    body: changesSchema,
    answer: applicationAnswerSchema,
  },
  {
    method: 'post',
    path: '/v1/intake/applications/{key}/supplements',
    summary: 'Answer what is asked about a case: only what changed is sent',
    body: supplementRequestSchema,
    answer: applicationStatusSchema,
    refusal: changeRefusalSchema,
  },
  {
    method: 'post',
    path: '/v1/intake/applications/{key}/withdrawal',
    summary: 'Withdraw an application',
    body: withdrawalSchema,
    answer: applicationStatusSchema,
    refusal: changeRefusalSchema,
  },
]
