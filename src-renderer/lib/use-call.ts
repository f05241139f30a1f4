import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import type { CallAnswer, CallInput, CallName, CallOutput, CallRefusal } from '#contract/calls.ts'
import type { Change } from '#contract/sync-status.ts'
import { callDesk } from './desk.ts'
import { useChanges } from './use-changes.ts'

export interface CallState<Name extends CallName> {
  /** The last value answered; kept while a newer one is on its way. */
  value: CallOutput<Name> | undefined
  /** Why the latest request was refused; undefined after a good answer. */
  refusal: CallRefusal<Name> | undefined
  loading: boolean
  /** The input `value` belongs to is the present one. */
  current: boolean
  reload: () => void
}

interface Options {
  /** Which changes make the screen ask again. */
  refreshOn?: (change: Change) => boolean
  enabled?: boolean
}

interface Answered<Name extends CallName> {
  key: string
  value: CallOutput<Name> | undefined
  refusal: CallRefusal<Name> | undefined
}

/** Asks the desk and keeps the answer current: asked again on a new input and on changes that matter; the latest request wins. */
export function useCall<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
  { refreshOn, enabled = true }: Options = {},
): CallState<Name> {
  const key = JSON.stringify([name, input])
  const [turn, setTurn] = useState(0)
  const [answered, setAnswered] = useState<Answered<Name>>()
  const [settledTurn, setSettledTurn] = useState('')
  const reload = useCallback(() => setTurn((previous) => previous + 1), [])

  const settle = useEffectEvent((forKey: string, forTurn: number, answer: CallAnswer<Name>) => {
    setSettledTurn(`${forKey} ${forTurn}`)
    if (answer.ok) setAnswered({ key: forKey, value: answer.value, refusal: undefined })
    else setAnswered((last) => ({ key: forKey, value: last?.value, refusal: answer.refusal }))
  })
  const ask = useEffectEvent(() => callDesk(name, input))

  useEffect(() => {
    if (!enabled) return
    let latest = true
    void ask().then((answer) => latest && settle(key, turn, answer))
    return () => {
      latest = false
    }
  }, [key, turn, enabled])

  useChanges((changes) => {
    if (refreshOn && enabled && changes.some(refreshOn)) reload()
  })

  return {
    value: answered?.value,
    refusal: answered?.refusal,
    loading: enabled && settledTurn !== `${key} ${turn}`,
    current: answered?.key === key && answered.refusal === undefined,
    reload,
  }
}
