import { useCallback, useState } from 'react'

/** Words for a live region: what happened, read aloud. The same words twice in a row are heard twice. */
export function useAnnounce(): [words: string, announce: (words: string) => void] {
  const [words, setWords] = useState('')
  const announce = useCallback((next: string) => setWords((last) => (last === next ? `${next}\u00a0` : next)), [])
  return [words, announce]
}
