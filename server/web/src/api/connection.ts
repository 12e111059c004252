// What is known about the node that answers: the status line and the banner read it.
import { signal } from '@preact/signals'

export type Answer = { node: string | undefined; ms: number; at: number }

/** The newest answer of any request. */
export const lastAnswer = signal<Answer | undefined>(undefined)
/** Since when (epoch ms) nothing answers; undefined: all is well. `busy`: a node answers that it cannot serve. */
export const away = signal<{ since: number; busy: boolean } | undefined>(undefined)
/** From when (epoch ms) the copies are that a node without its database answers with; undefined: what comes is new. */
export const oldSince = signal<number | undefined>(undefined)

/** Seconds, on answers that a node gives from memory while its database is away. */
const STALE = 'X-MD-Stale'

export function noteAnswer(response: Response, ms: number, now: number): void {
  lastAnswer.value = { node: response.headers.get('X-Mdash-Node') ?? lastAnswer.peek()?.node, ms, at: now }
  if (response.status === 502 || response.status === 503 || response.status === 504) noteAway(true, now)
  else {
    const stale = response.headers.get(STALE)
    oldSince.value = stale === null ? undefined : now - Math.max(0, Number(stale) || 0) * 1000
    away.value = undefined
  }
}

export function noteAway(busy: boolean, now: number): void {
  const before = away.peek()
  if (before?.busy !== busy) away.value = { since: before?.since ?? now, busy }
}
