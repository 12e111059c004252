// The stream that draws a dashboard: one request, many lines. How an answer ends is a value, never an exception.
import type { Line, ViewRequest } from '../api/panelview'
import type { ApiError, Result } from '../api/result'
import { readLines } from './ndjson'

export type StreamEnd =
  | { kind: 'end'; ms: number }
  /** The node drains: ask again for what is missing */
  | { kind: 'moved' }
  /** The answer broke off, or no node was reached */
  | { kind: 'lost' }
  /** The caller went away */
  | { kind: 'cancelled' }
  | { kind: 'refused'; status: number; messageId: string; message: string }

export type Ask = (request: ViewRequest, onLine: (line: Line) => void, signal: AbortSignal) => Promise<StreamEnd>

/** Reads a view's answer to its end and gives every line but the last to `onLine`. Lines that are not JSON are left out. */
export async function readView(answer: Promise<Result<Response>>, onLine: (line: Line) => void, signal: AbortSignal): Promise<StreamEnd> {
  let end: StreamEnd = { kind: 'lost' }
  try {
    const response = await answer
    if (!response.ok) return endOf(response.error)
    if (!response.value.body) return end
    await readLines(response.value.body, (text) => {
      if (signal.aborted) return
      const line = parseLine(text)
      if (!line) return
      if (line.kind === 'end' || line.kind === 'moved') end = line
      else onLine(line)
    })
  } catch {
    return { kind: signal.aborted ? 'cancelled' : 'lost' }
  }
  return signal.aborted ? { kind: 'cancelled' } : end
}

function endOf(error: ApiError): StreamEnd {
  if (error.kind === 'aborted') return { kind: 'cancelled' }
  if (error.kind === 'unreachable' || error.kind === 'busy') return { kind: 'lost' }
  return { kind: 'refused', status: error.status, messageId: error.messageId ?? '', message: error.message }
}

function parseLine(text: string): Line | null {
  try {
    const value: unknown = JSON.parse(text)
    return value && typeof value === 'object' && 'kind' in value ? (value as Line) : null
  } catch {
    return null
  }
}

export const viewPath = (uid: string) => `api/dashboards/uid/${encodeURIComponent(uid)}/view`

/** A view that the early script of the page began before this one ran. It is used once, and only for the address that it was made for. */
export type EarlyView = { uid: string; search: string; began: number; answer: Promise<Response> }

export function takeEarlyView(uid: string, search: string): EarlyView | null {
  const place = globalThis as { mdashEarlyView?: EarlyView }
  const early = place.mdashEarlyView
  delete place.mdashEarlyView
  return early && early.uid === uid && early.search === search ? early : null
}

/** Speaks to the node. The first question of a page takes the early view if there is one. */
export type Send = (path: string, options: { method: 'POST'; body: unknown; signal: AbortSignal }) => Promise<Result<Response>>

export function createAsk(uid: string, send: Send, early: EarlyView | null, noted: (response: Response) => void = () => {}): Ask {
  let begun = early
  return (request, onLine, signal) => {
    const first = begun
    begun = null
    const again = () => send(viewPath(uid), { method: 'POST', body: request, signal })
    const taken = (response: Response): Result<Response> | Promise<Result<Response>> => {
      if (!response.ok) return again()
      noted(response)
      return { ok: true, value: response }
    }
    return readView(first ? first.answer.then(taken, again) : again(), onLine, signal)
  }
}
