import { type ReactNode, useId } from 'react'
import classes from './panel.module.css'

interface Props {
  title: ReactNode
  /** Right of the title. */
  aside?: ReactNode
  children: ReactNode
  /** Without inner space, for lists and documents. */
  flush?: boolean
  className?: string
  /** The scrolling part, for those who scroll it. */
  bodyRef?: React.Ref<HTMLDivElement>
}

/** A titled region with its own scroll. */
export function Panel({ title, aside, children, flush = false, className = '', bodyRef }: Props) {
  const id = useId()
  return (
    <section className={`${classes.panel} ${className}`} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {aside && <div className={classes.aside}>{aside}</div>}
      </header>
      <div
        ref={bodyRef}
        className={`${classes.body} ${flush ? classes.flush : ''}`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        role="group"
        aria-labelledby={id}
      >
        {children}
      </div>
    </section>
  )
}
