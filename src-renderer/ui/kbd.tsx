import classes from './kbd.module.css'

const SIGNS: Record<string, string> = {
  mod: navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl',
  shift: '⇧',
  alt: 'Alt',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Enter: '↵',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
}

/** A key or combination as it is written in the list of keys: 'mod+Enter'. */
export function Kbd({ keys }: { keys: string }) {
  const parts = keys === '+' ? ['+'] : keys.split('+')
  return (
    <kbd className={classes.kbd}>
      {parts.map((part) => (
        <span key={part}>{SIGNS[part] ?? part}</span>
      ))}
    </kbd>
  )
}
