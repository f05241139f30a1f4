import { Modal } from '@mantine/core'
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './palette.module.css'
import { type PaletteEntry, usePaletteEntries } from './use-palette-entries.ts'

interface Props {
  opened: boolean
  onClose: () => void
  onKeys: () => void
}

/** Everything by name: screens, settings, the next case, and any case by number or name. */
export function Palette({ opened, onClose, onKeys }: Props) {
  const { t } = useTranslation('common')
  return (
    <Modal.Root opened={opened} onClose={onClose} size={600} yOffset={72} transitionProps={{ duration: 0 }}>
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content aria-label={t('palette.label')}>
        <Modal.Body p={0}>
          <PaletteList onClose={onClose} onKeys={onKeys} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

/** A field with the list under it; the focus stays in the field, the arrows walk the list. */
function PaletteList({ onClose, onKeys }: { onClose: () => void; onKeys: () => void }) {
  const { t } = useTranslation('common')
  const id = useId()
  const [query, setQuery] = useState('')
  const fieldRef = useRef<HTMLInputElement>(null)
  // Not when the dialog gets round to it: what is typed right after Ctrl-K belongs in the field.
  useLayoutEffect(() => fieldRef.current?.focus(), [])
  const { entries, searching } = usePaletteEntries(query, onKeys)
  // The entry itself, not its place: cases come in above the commands. Nothing chosen means the first.
  const [chosenId, setChosenId] = useState<string>()
  // Enter typed faster than the search answers waits for the answer to what is typed.
  const [entered, setEntered] = useState(false)
  const chosen = Math.max(
    0,
    entries.findIndex((entry) => entry.id === chosenId),
  )

  function run(entry: PaletteEntry | undefined) {
    if (!entry) return
    onClose()
    entry.run()
  }

  const runChosen = useEffectEvent(() => run(entries[chosen]))
  useEffect(() => {
    if (entered && !searching) runChosen()
  }, [entered, searching])

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setChosenId(entries[(chosen + step + entries.length) % entries.length]?.id)
    else if (event.key === 'Enter' && searching) setEntered(true)
    else if (event.key === 'Enter') run(entries[chosen])
    else return
    event.preventDefault()
  }

  return (
    <>
      <input
        ref={fieldRef}
        data-autofocus
        className={classes.field}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={entries[chosen] && `${id}-${entries[chosen].id}`}
        aria-autocomplete="list"
        aria-label={t('palette.label')}
        placeholder={t('palette.placeholder')}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value)
          setChosenId(undefined)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label={t('palette.label')} className={classes.list}>
        {entries.map((entry, index) => (
          <Option
            key={entry.id}
            id={`${id}-${entry.id}`}
            entry={entry}
            selected={index === chosen}
            headed={entry.group !== entries[index - 1]?.group}
            onRun={() => run(entry)}
          />
        ))}
      </div>
      {entries.length === 0 && (
        <output className={classes.nothing}>{searching ? t('palette.searching') : t('palette.nothing')}</output>
      )}
    </>
  )
}

interface OptionProps {
  id: string
  entry: PaletteEntry
  selected: boolean
  /** First of its group. */
  headed: boolean
  onRun: () => void
}

function Option({ id, entry, selected, headed, onRun }: OptionProps) {
  const { t } = useTranslation('common')
  return (
    <>
      {headed && (
        <div className={classes.group} role="presentation">
          {t(`palette.group.${entry.group}`)}
        </div>
      )}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field keeps the focus and has the keys */}
      <div
        id={id}
        ref={(element) => {
          if (selected) element?.scrollIntoView({ block: 'nearest' })
        }}
        role="option"
        tabIndex={-1}
        aria-selected={selected}
        className={classes.option}
        onClick={onRun}
      >
        <span>{entry.label}</span>
        {entry.detail && <span className={classes.detail}>{entry.detail}</span>}
      </div>
    </>
  )
}
