import type { ComponentType, ReactNode } from 'react'
import classes from './pill.module.css'

export type Tone = 'late' | 'soon' | 'clean' | 'points' | 'parked' | 'accent' | 'quiet' | 'ink'

interface Props {
  tone: Tone
  icon?: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>
  /** Without a background: inside dense rows. */
  plain?: boolean
  title?: string
  children: ReactNode
}

/** A state in a word with its colour; the word always says it without the colour. */
export function Pill({ tone, icon: Icon, plain = false, title, children }: Props) {
  return (
    <span className={`${classes.pill} ${classes[tone]} ${plain ? classes.plain : ''}`} title={title}>
      {Icon && <Icon size={13} stroke={2} aria-hidden />}
      <span>{children}</span>
    </span>
  )
}
