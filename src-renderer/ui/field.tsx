import type { ReactNode } from 'react'
import classes from './field.module.css'

/** A list of label and value rows: wrap `Field`s in it. */
export function FieldList({ children }: { children: ReactNode }) {
  return <dl className={classes.list}>{children}</dl>
}

/** One fact: its name and its value. An absent value reads as a dash. */
export function Field({ label, children, note }: { label: ReactNode; children?: ReactNode; note?: ReactNode }) {
  const absent = children === null || children === undefined || children === ''
  return (
    <div className={classes.row}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value}>
        {absent ? '–' : children}
        {note && <span className={classes.note}>{note}</span>}
      </dd>
    </div>
  )
}
