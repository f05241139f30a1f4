import { createContext, type ReactNode, useContext } from 'react'
import { createPortal } from 'react-dom'

/** Places in the frame that the shown screen may fill, so that a list needs no bar of its own. */
export interface Slots {
  bar: HTMLElement | null
  status: HTMLElement | null
}

export const SlotsContext = createContext<Slots>({ bar: null, status: null })

/** Puts the screen's own tools into the top bar or the status line, for as long as the screen is shown. */
export function InSlot({ slot, children }: { slot: keyof Slots; children: ReactNode }) {
  const element = useContext(SlotsContext)[slot]
  return element && createPortal(children, element)
}
