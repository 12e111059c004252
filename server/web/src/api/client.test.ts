import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { away } from './connection'
import { request, send, whenSignedOut, withQuery } from './client'
import { number, object, string } from './decode'

const answers: (Response | Error)[] = []
const asked: { url: string; init: RequestInit }[] = []
const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response => new Response(JSON.stringify(body), { status, headers })
const decoder = object({ id: number, name: string })

beforeEach(() => {
  vi.useFakeTimers()
  answers.length = asked.length = 0
  away.value = undefined
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init })
    const next = answers.shift()
    if (!next || next instanceof Error) throw next ?? new TypeError('no answer prepared')
    return next
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  whenSignedOut(() => {})
})

/** Lets all waits pass. */
async function settled<T>(work: Promise<T>): Promise<T> {
  await vi.runAllTimersAsync()
  return work
}

describe('request', () => {
  it('gives the checked value of an answer and notes who gave it', async () => {
    answers.push(json(200, { id: 7, name: 'x', more: true }, { 'X-Mdash-Node': 'node-a' }))
    expect(await settled(request('api/x', decoder))).toEqual({ ok: true, value: { id: 7, name: 'x' } })
    expect(asked[0]?.init.credentials).toBe('same-origin')
  })

  it('names the field of an answer that is not as expected', async () => {
    answers.push(json(200, { id: 'seven', name: 'x' }))
    const answer = await settled(request('api/x', decoder))
    expect(answer).toMatchObject({ ok: false, error: { kind: 'malformed', field: 'id' } })
  })

  it.each([[403, 'forbidden'], [404, 'missing'], [409, 'conflict'], [412, 'conflict'], [429, 'throttled'], [400, 'refused'], [500, 'broken']])('calls %i %s and keeps what the node said', async (status, kind) => {
    answers.push(json(status, { message: 'Why', messageId: 'a.b', traceID: 't1' }, { 'Retry-After': '7' }))
    expect(await settled(request('api/x', decoder))).toEqual({ ok: false, error: { kind, status, message: 'Why', messageId: 'a.b', traceId: 't1', retryAfter: 7 } })
  })

  it('reads the bare text of a proxy as an error without a message of its own', async () => {
    answers.push(new Response('<html>Not here</html>', { status: 404 }))
    expect(await settled(request('api/x', decoder))).toMatchObject({ ok: false, error: { kind: 'missing', message: 'HTTP 404' } })
  })

  it('waits for a node that is away, says so, and goes on', async () => {
    answers.push(new TypeError('refused'), json(503, { message: 'no database' }, { 'Retry-After': '2' }), json(200, { id: 1, name: 'back' }))
    const work = request('api/x', decoder)
    await vi.advanceTimersByTimeAsync(10)
    expect(away.value?.busy).toBe(false)
    await vi.advanceTimersByTimeAsync(700)
    expect(away.value?.busy).toBe(true)
    expect(await settled(work)).toEqual({ ok: true, value: { id: 1, name: 'back' } })
    expect(away.value).toBeUndefined()
  })

  it('does not send twice what must not happen twice', async () => {
    answers.push(new TypeError('refused'))
    expect(await settled(request('api/x', decoder, { method: 'POST', body: {} }))).toMatchObject({ ok: false, error: { kind: 'unreachable' } })
    expect(asked).toHaveLength(1)
  })

  it('stops waiting when nobody wants the answer any more', async () => {
    const control = new AbortController()
    answers.push(new TypeError('refused'))
    const work = request('api/x', decoder, { signal: control.signal })
    await vi.advanceTimersByTimeAsync(10)
    control.abort()
    expect(await settled(work)).toMatchObject({ ok: false, error: { kind: 'aborted' } })
    expect(asked).toHaveLength(1)
  })
})

describe('the session', () => {
  it('repeats once with the token that another tab has just got', async () => {
    const ended = vi.fn()
    whenSignedOut(ended)
    answers.push(json(401, { messageId: 'session.token.stale' }), json(200, { id: 1, name: 'x' }))
    expect((await settled(request('api/x', decoder))).ok).toBe(true)
    expect(ended).not.toHaveBeenCalled()
  })

  it('ends when the repeat is stale too', async () => {
    const ended = vi.fn()
    whenSignedOut(ended)
    answers.push(json(401, { messageId: 'session.token.stale' }), json(401, { messageId: 'session.token.stale' }))
    expect((await settled(request('api/x', decoder))).ok).toBe(false)
    expect(ended).toHaveBeenCalledOnce()
  })

  it('does not end by a wrong password at sign-in', async () => {
    const ended = vi.fn()
    whenSignedOut(ended)
    answers.push(json(401, { message: 'Invalid username or password' }))
    await settled(send('login', { method: 'POST', body: {}, anonymous: true }))
    expect(ended).not.toHaveBeenCalled()
  })
})

describe('withQuery', () => {
  it('repeats lists and leaves out what is empty', () => {
    expect(withQuery('api/search', { query: 'a b', tag: ['x', 'y&z'], limit: 5, starred: undefined, sort: '' })).toBe('api/search?query=a+b&tag=x&tag=y%26z&limit=5')
    expect(withQuery('api/search', {})).toBe('api/search')
  })
})
