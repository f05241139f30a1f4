import type { Migration } from '#db/kit/migrate.ts'
import type { HubSchema } from '../schema.ts'
import { firstTables } from './0001-first-tables.ts'
import { register } from './0002-register.ts'
import { documentUploads } from './0003-document-uploads.ts'
import { heldApplications } from './0004-held-applications.ts'
import { anchors } from './0005-anchors.ts'
import { accessLog } from './0006-access-log.ts'
import { signIn } from './0007-sign-in.ts'
import { webhooks } from './0008-webhooks.ts'
import { supplements } from './0009-supplements.ts'

/** Every step of the hub's schema, in order. */
export const HUB_MIGRATIONS: readonly Migration<HubSchema>[] = [
  firstTables,
  register,
  documentUploads,
  heldApplications,
  anchors,
  accessLog,
  signIn,
  webhooks,
  supplements,
]
