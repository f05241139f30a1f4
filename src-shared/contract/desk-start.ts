import { z } from 'zod'

/** What the shell hands the desk when it starts it, once, over the process's own channel. The key never reaches the window. */
export const deskStartSchema = z.strictObject({
  type: z.literal('start'),
  /** 32 bytes, lower-case hex; null when there is no keychain and sample data is not allowed: the desk refuses to open. */
  keyHex: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** Folder of this person and hub; holds desk.db. */
  folder: z.string().min(1),
  hubUrl: z.url(),
  personId: z.string().nullable(),
  appVersion: z.string(),
  sampleData: z.boolean(),
  /** The sign-in as the keychain has it; null when nobody is signed in. */
  signIn: z.string().nullable(),
  /** Where nobody has signed in yet, begins a sign-in by itself. */
  signInAtStart: z.boolean(),
  graceSeconds: z.int().min(0).max(3_600).nullable(),
})
export type DeskStart = z.infer<typeof deskStartSchema>

/** Desk → shell. */
export type DeskNotice =
  | { type: 'ready' }
  | { type: 'refused'; reason: string }
  | { type: 'closed' }
  /** Opens an address in the person's own browser. */
  | { type: 'open_browser'; address: string }
  /** Keeps the sign-in in the keychain, in place of what was there; null forgets it. */
  | { type: 'keep_sign_in'; text: string | null }

/** Shell → desk, after start. A window's MessagePort comes with `port`. */
export type ShellNotice = { type: 'port' } | { type: 'network'; online: boolean } | { type: 'wake' } | { type: 'close' }
