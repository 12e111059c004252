/** What a request or a check of foreign data came to. Expected failures are values, never exceptions. */
export type Result<T, E = ApiError> = { ok: true; value: T } | { ok: false; error: E }

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })
export const fail = <E>(error: E): { ok: false; error: E } => ({ ok: false, error })

/** Why a request came to nothing. */
export type ApiError = {
  /**
   * unreachable: no answer · busy: 502, 503, 504 · signedOut: 401 · forbidden: 403 · missing: 404 · conflict: 409, 412 ·
   * throttled: 429 · refused: another 4xx · broken: another 5xx · malformed: the answer was not what we understand · aborted
   */
  kind: 'unreachable' | 'busy' | 'signedOut' | 'forbidden' | 'missing' | 'conflict' | 'throttled' | 'refused' | 'broken' | 'malformed' | 'aborted'
  /** 0 without an answer. */
  status: number
  /** The server's sentence in English, or ours. */
  message: string
  messageId?: string
  traceId?: string
  /** Seconds, from Retry-After. */
  retryAfter?: number
  /** Which field of the answer broke the check, for `malformed`. */
  field?: string
}

export function kindOf(status: number): ApiError['kind'] {
  if (status === 401) return 'signedOut'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'missing'
  if (status === 409 || status === 412) return 'conflict'
  if (status === 429) return 'throttled'
  if (status === 502 || status === 503 || status === 504) return 'busy'
  return status >= 500 ? 'broken' : 'refused'
}
