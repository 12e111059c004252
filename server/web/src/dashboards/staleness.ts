import { signal } from '@preact/signals'

/** Epoch ms, moving on each second while someone watches the age of data. */
export const now = signal(Date.now())

/** Lets `now` tick until the returned function is called. */
export function startAge(): () => void {
  now.value = Date.now()
  const timer = setInterval(() => { now.value = Date.now() }, 1000)
  return () => clearInterval(timer)
}
