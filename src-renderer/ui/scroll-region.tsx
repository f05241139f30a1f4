import type { ReactNode, Ref, UIEventHandler } from 'react'

interface Props {
  /** Read aloud on reaching it. */
  label: string
  children: ReactNode
  className?: string | undefined
  regionRef?: Ref<HTMLDivElement>
  onScroll?: UIEventHandler<HTMLDivElement>
  /** `document` for what is read page by page. */
  role?: 'group' | 'document'
}

/** A part of the screen that scrolls on its own. */
export function ScrollRegion({ label, children, className, regionRef, onScroll, role = 'group' }: Props) {
  return (
    <div
      ref={regionRef}
      className={className}
      onScroll={onScroll}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      role={role}
      aria-label={label}
    >
      {children}
    </div>
  )
}
