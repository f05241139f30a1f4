import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { desk } from '#renderer/lib/desk.ts'

export interface Drafts {
  /** Text by field, as typed; a field that was never typed in is absent. */
  values: Record<string, string>
  /** Keeps what is typed and saves it on this desk within half a second. */
  set: (field: string, text: string) => void
  /** Takes over texts that the desk has already. */
  adopt: (texts: Record<string, string>) => void
  /** The words have become an act: the draft is done with. */
  drop: (fields: string[]) => void
  flush: () => void
  /** The desk did not take the last text. */
  failed: boolean
}

const SAVE_AFTER_MS = 300

/** The texts being typed for one case. Saved while typing goes on, not only after a pause. */
export function useDrafts(caseId: string, initial: Record<string, string>): Drafts {
  const [values, setValues] = useState(initial)
  const [failed, setFailed] = useState(false)
  const unsaved = useRef(new Map<string, string>())
  const timer = useRef<number>(undefined)

  const flush = useCallback(() => {
    window.clearTimeout(timer.current)
    timer.current = undefined
    for (const [field, text] of unsaved.current) {
      void desk.saveDraft({ caseId, field, text }).then((answer) => setFailed(!answer.ok))
    }
    unsaved.current.clear()
  }, [caseId])

  const set = useCallback(
    (field: string, text: string) => {
      setValues((previous) => ({ ...previous, [field]: text }))
      unsaved.current.set(field, text)
      if (timer.current === undefined) timer.current = window.setTimeout(flush, SAVE_AFTER_MS)
    },
    [flush],
  )

  const adopt = useCallback((texts: Record<string, string>) => {
    setValues((previous) => ({ ...previous, ...texts }))
  }, [])

  const drop = useCallback(
    (fields: string[]) => {
      for (const field of fields) unsaved.current.set(field, '')
      setValues((previous) => Object.fromEntries(Object.entries(previous).filter(([field]) => !fields.includes(field))))
      flush()
    },
    [flush],
  )

  useEffect(() => {
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])

  return useMemo(() => ({ values, set, adopt, drop, flush, failed }), [values, set, adopt, drop, flush, failed])
}
