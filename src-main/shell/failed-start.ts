import { app, dialog } from 'electron'

/** Says that the program cannot start and why, and ends it: no window is there to say it. */
export function endFailedStart(failure: unknown): void {
  const why = failure instanceof Error ? failure.message : String(failure)
  logFailure('shell.not_started', failure)
  // Chromium's headless display has no dialogs: asked for one it crashes.
  if (app.commandLine.getSwitchValue('ozone-platform') !== 'headless')
    dialog.showErrorBox('Beslisdesk', `Beslisdesk kan niet starten. / Beslisdesk cannot start.\n\n${why}`)
  app.exit(1)
}

/** One line on stderr, as the desk writes them. */
export function logFailure(event: string, failure: unknown): void {
  const facts = failure instanceof Error ? { error: failure.name, message: failure.message } : { error: 'not an error' }
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level: 'error', event, ...facts })}\n`)
}
