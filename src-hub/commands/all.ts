import { backup, restore } from './backup.ts'
import type { HubConfig } from '../config.ts'
import { settings } from './settings.ts'
import { verify } from './verify.ts'

/** What `npm run hub -- <name> …` does instead of serving; gives the exit code. */
export type HubCommand = (config: HubConfig, args: string[]) => Promise<number>

export const HUB_COMMANDS: Record<string, HubCommand> = { settings, backup, restore, verify }
