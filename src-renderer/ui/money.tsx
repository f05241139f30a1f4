import { useFormat } from '#renderer/lib/format.ts'

/** An amount in euro cents, in tabular figures. */
export function Money({ cents }: { cents: number }) {
  return <span className="tabular">{useFormat().money(cents)}</span>
}
