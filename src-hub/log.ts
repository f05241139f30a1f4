import { type DestinationStream, pino } from 'pino'

/** Writes what happened as JSON lines: ids, counts and times, never names, numbers of passports or texts. */
export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Writes to standard error, so that standard output stays for what a person asked for. */
export function openLog(level: string, destination: DestinationStream = toStandardError()): Log {
  return pino({ level, base: { program: 'hub' } }, destination)
}

function toStandardError(): DestinationStream {
  return pino.destination({ dest: 2, sync: true })
}
