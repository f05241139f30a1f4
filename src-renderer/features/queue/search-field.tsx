import { CloseButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { KeyboardEvent, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { setQueueFilter } from '#renderer/lib/queue-state.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import classes from './search-field.module.css'

interface Props {
  value: string
  inputRef: RefObject<HTMLInputElement | null>
  /** The list has rows to go to. */
  found: boolean
  onLeave: () => void
}

/** Full-text search: the list answers at every letter. Enter or arrow down goes to the list, Escape too, with nothing searched for. */
export function SearchField({ value, inputRef, found, onLeave }: Props) {
  const { t } = useTranslation('queue')

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (!['Enter', 'ArrowDown', 'Escape'].includes(event.key)) return
    // With nothing found Enter is for what is offered instead.
    if (event.key === 'Enter' && !found) return
    if (event.key === 'Escape') setQueueFilter({ search: '' })
    onLeave()
    event.preventDefault()
  }

  return (
    <div className={classes.search}>
      <IconSearch size={14} aria-hidden />
      <input
        ref={inputRef}
        type="search"
        value={value}
        maxLength={200}
        placeholder={t('search.placeholder')}
        aria-label={t('search.label')}
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setQueueFilter({ search: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      {value === '' ? (
        <Kbd keys="/" />
      ) : (
        <CloseButton
          className={classes.clear ?? ''}
          size="sm"
          aria-label={t('search.clear')}
          title={t('search.clear')}
          onClick={() => {
            setQueueFilter({ search: '' })
            onLeave()
          }}
        />
      )}
    </div>
  )
}
