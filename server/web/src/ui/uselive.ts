// Data that follows what it shows: loaded again each period while somebody looks.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ApiError, Result } from '../api/result'

export type Live<T> = {
  value: T | undefined
  /** Of the last try; the value of the last good one stays. */
  error: ApiError | undefined
  /** When the value came, epoch ms of the browser; 0 before the first. */
  at: number
  again: () => void
}

type State<T> = Omit<Live<T>, 'again'>

/** Asks at once, then `period` ms after each answer; 0 asks no more. A hidden page does not ask, and asks at once when it is seen again. */
export function useLive<T>(load: (signal: AbortSignal) => Promise<Result<T>>, period: number): Live<T> {
  const [state, setState] = useState<State<T>>({ value: undefined, error: undefined, at: 0 })
  const [round, setRound] = useState(0)
  const newest = useRef(load)
  newest.current = load
  useEffect(() => {
    const control = new AbortController()
    let [timer, waits] = [0, false]
    const run = async (): Promise<void> => {
      const answer = await newest.current(control.signal)
      if (control.signal.aborted) return
      setState((before) => (answer.ok ? { value: answer.value, error: undefined, at: Date.now() } : { ...before, error: answer.error }))
      if (period > 0) timer = window.setTimeout(next, period)
    }
    const next = (): void => {
      waits = document.hidden
      if (!waits) void run()
    }
    const seen = (): void => { if (waits) next() }
    document.addEventListener('visibilitychange', seen)
    void run()
    return () => {
      control.abort()
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [period, round])
  return { ...state, again: () => setRound((before) => before + 1) }
}
