import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'

/** True when a message comes from the main frame of our own page: anything else is not answered. */
export function isFromWindow(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && frame.url.startsWith('app://bundle/')
}
