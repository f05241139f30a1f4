import { type ComponentType, createElement, type ReactElement, type ReactNode } from 'react'
import classes from './pill.module.css'

export type Tone = 'late' | 'soon' | 'clean' | 'points' | 'parked' | 'accent' | 'quiet' | 'ink'

type Icon = ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>

interface Props {
  tone: Tone
  icon?: Icon
  /** Without a background: inside dense rows. */
  plain?: boolean
  title?: string
  children: ReactNode
}

/** A state in a word with its colour; the word always says it without the colour. */
export function Pill({ tone, icon, plain = false, title, children }: Props) {
  return (
    <span className={`${classes.pill} ${classes[tone]} ${plain ? classes.plain : ''}`} title={title}>
      {icon && drawn(icon)}
      <span>{children}</span>
    </span>
  )
}

// The same drawing for the same icon: a row of a list that changes its words while scrolling then leaves its icons alone.
const drawings = new Map<Icon, ReactElement>()

function drawn(icon: Icon): ReactElement {
  const known = drawings.get(icon)
  if (known) return known
  const made = createElement(icon, { size: 13, stroke: 2, 'aria-hidden': true })
  drawings.set(icon, made)
  return made
}
