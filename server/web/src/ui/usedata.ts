import { useEffect, useState } from 'preact/hooks'
import type { ApiError, Result } from '../api/result'

export type Data<T> = { value: T | undefined; error: ApiError | undefined; loading: boolean; again: () => void }

/** Loads when `key` changes and gives up what is no longer wanted. The old value stays while the new one is on its way. */
export function useData<T>(key: string, load: (signal: AbortSignal) => Promise<Result<T>>): Data<T> {
  const [state, setState] = useState<{ value: T | undefined; error: ApiError | undefined; loading: boolean }>({ value: undefined, error: undefined, loading: true })
  const [round, setRound] = useState(0)
  useEffect(() => {
    const control = new AbortController()
    setState((before) => ({ ...before, loading: true }))
    void load(control.signal).then((answer) => {
      if (control.signal.aborted) return
      setState((before) => answer.ok ? { value: answer.value, error: undefined, loading: false } : { value: before.value, error: answer.error, loading: false })
    })
    return () => control.abort()
  }, [key, round])
  return { ...state, again: () => setRound(round + 1) }
}
