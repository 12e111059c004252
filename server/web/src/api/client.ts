// The one place where the browser speaks to a node: credentials, repeats, waiting for a node that is away, checks.
import { away, noteAnswer, noteAway } from './connection'
import { ignored, isRecord, type Decoder } from './decode'
import { fail, kindOf, ok, type ApiError, type Result } from './result'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type RequestOptions = {
  method?: Method
  /** Sent as JSON. */
  body?: unknown
  signal?: AbortSignal
  headers?: Record<string, string>
  /** Wait for a node that is away instead of failing; the default of GET. Never set it for what must not happen twice. */
  patient?: boolean
  /** A 401 is an answer here (sign-in), not the end of the session. */
  anonymous?: boolean
}

/** Milliseconds before the next try; the last one repeats. Jitter keeps many pages from coming back at one moment. */
const WAITS = [500, 1000, 2000, 4000, 8000]
const JITTER = 0.3

/** Path of the application as the node wrote it into the page, with a slash at its end. */
export function basePath(): string {
  const written = document.querySelector<HTMLMetaElement>('meta[name=base]')?.content
  return written?.startsWith('/') ? written : '/'
}

let onSignedOut: (error: ApiError) => void = () => {}
/** Called once a request learns that the session has ended. */
export function whenSignedOut(handler: (error: ApiError) => void): void {
  onSignedOut = handler
}

const aborted: ApiError = { kind: 'aborted', status: 0, message: 'The request was given up.' }

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    function done(): void {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    signal?.addEventListener('abort', done)
  })
}

/** The sentence of the first failed query of an answer `{results: {A: {error}}}`. */
function queryError(body: unknown): string | undefined {
  const results = isRecord(body) && isRecord(body['results']) ? Object.values(body['results']) : []
  return results.flatMap((one) => (isRecord(one) && typeof one['error'] === 'string' ? [one['error']] : []))[0]
}

/** The problem body `{message, messageId, traceID}`, or the bare text of a proxy in front. */
async function problemOf(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => '')
  let body: unknown
  try { body = JSON.parse(text) } catch { body = undefined }
  const field = (name: string): string | undefined => (isRecord(body) && typeof body[name] === 'string' ? body[name] : undefined)
  const error: ApiError = { kind: kindOf(response.status), status: response.status, message: field('message') ?? queryError(body) ?? `HTTP ${response.status}` }
  const [messageId, traceId, retryAfter] = [field('messageId'), field('traceID'), Number(response.headers.get('Retry-After'))]
  if (messageId) error.messageId = messageId
  if (traceId) error.traceId = traceId
  if (retryAfter > 0) error.retryAfter = retryAfter
  return error
}

async function once(path: string, options: RequestOptions): Promise<Result<Response>> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers }
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  const began = performance.now()
  try {
    const response = await fetch(basePath() + path.replace(/^\//, ''), {
      method: options.method ?? 'GET', headers, credentials: 'same-origin', redirect: 'follow',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    })
    noteAnswer(response, performance.now() - began, Date.now())
    return response.ok ? ok(response) : fail(await problemOf(response))
  } catch (problem) {
    if (options.signal?.aborted) return fail(aborted)
    noteAway(false, Date.now())
    return fail({ kind: 'unreachable', status: 0, message: problem instanceof Error ? problem.message : String(problem) })
  }
}

/**
 * Sends a request and gives the raw response of a 2xx. Repeats once when another tab has just rotated the session token;
 * a patient request waits for a node that is away until its signal says stop.
 */
export async function send(path: string, options: RequestOptions = {}): Promise<Result<Response>> {
  const patient = options.patient ?? (options.method === undefined || options.method === 'GET')
  let stale = false
  for (let attempt = 0; ; attempt += 1) {
    const answer = await once(path, options)
    if (answer.ok) return answer
    const { error } = answer
    if (error.messageId === 'session.token.stale' && !stale) {
      stale = true
      continue
    }
    if (error.kind === 'signedOut' && !options.anonymous) onSignedOut(error)
    if (!patient || (error.kind !== 'unreachable' && error.kind !== 'busy')) return answer
    const wait = WAITS[Math.min(attempt, WAITS.length - 1)] ?? 0
    await pause(Math.max(wait, (error.retryAfter ?? 0) * 1000) * (1 + JITTER * (Math.random() - 0.5)), options.signal)
    if (options.signal?.aborted) return fail(aborted)
  }
}

/** Sends a request and checks the JSON of its answer. */
export async function request<T>(path: string, decoder: Decoder<T>, options: RequestOptions = {}): Promise<Result<T>> {
  const answer = await send(path, options)
  if (!answer.ok) return answer
  let body: unknown
  try {
    const text = await answer.value.text()
    body = text === '' ? null : JSON.parse(text)
  } catch (problem) {
    if (options.signal?.aborted) return fail(aborted)
    if (decoder !== ignored) return fail({ kind: 'malformed', status: answer.value.status, message: problem instanceof Error ? problem.message : String(problem) })
  }
  const decoded = decoder(body, '')
  if (decoded.ok) return decoded
  return fail({ kind: 'malformed', status: answer.value.status, field: decoded.error.field, message: `Expected ${decoded.error.expected} in ${decoded.error.field || 'the answer'}.` })
}

/** Asks whether a node answers again, with its database; used while the banner is up. */
export async function ping(): Promise<boolean> {
  return (await send('api/health', { patient: false, anonymous: true })).ok && away.peek() === undefined
}

/** `path?key=value` without empty values; a list repeats its key. */
export function withQuery(path: string, values: Record<string, string | number | boolean | undefined | string[]>): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(values)) {
    if (Array.isArray(value)) for (const item of value) query.append(key, item)
    else if (value !== undefined && value !== '') query.set(key, String(value))
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
