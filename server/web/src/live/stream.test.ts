import { expect, test, vi } from 'vitest'
import type { Line } from '../api/panelview'
import { readLines } from './ndjson'
import { createAsk, readView, takeEarlyView } from './viewstream'

const bytes = (text: string) => new TextEncoder().encode(text)
const streamOf = (...chunks: Uint8Array[]) => new ReadableStream<Uint8Array>({ start(controller) { for (const chunk of chunks) controller.enqueue(chunk); controller.close() } })
const answer = (text: string) => ({ ok: true as const, value: new Response(streamOf(bytes(text))) })
const never = new AbortController().signal

test('readLines puts lines together across chunks and characters', async () => {
  const lines: string[] = []
  const whole = bytes('{"a":"ü"}\n\n{"b":2}\n{"c":3}')
  await readLines(streamOf(whole.slice(0, 7), whole.slice(7, 8), whole.slice(8, 12), whole.slice(12)), (line) => lines.push(line))
  expect(lines).toEqual(['{"a":"ü"}', '{"b":2}', '{"c":3}'])
})

test('readLines hands a line over before the stream ends', async () => {
  let push!: (text: string) => void
  let close!: () => void
  const body = new ReadableStream<Uint8Array>({ start(controller) { push = (text) => controller.enqueue(bytes(text)); close = () => controller.close() } })
  const seen: string[] = []
  const reading = readLines(body, (line) => seen.push(line))
  push('first\nsec')
  await vi.waitFor(() => expect(seen).toEqual(['first']))
  push('ond\n')
  close()
  await reading
  expect(seen).toEqual(['first', 'second'])
})

test('readView gives the lines, leaves out what is no line, and says how it ended', async () => {
  const lines: Line[] = []
  expect(await readView(Promise.resolve(answer('{"kind":"panel","id":1}\nnot json\n17\n{"kind":"end","ms":4}\n')), (line) => lines.push(line), never)).toEqual({ kind: 'end', ms: 4 })
  expect(lines).toEqual([{ kind: 'panel', id: 1 }])
  expect(await readView(Promise.resolve(answer('{"kind":"moved"}\n')), () => {}, never)).toEqual({ kind: 'moved' })
  expect(await readView(Promise.resolve(answer('{"kind":"panel","id":1}\n')), () => {}, never)).toEqual({ kind: 'lost' })
})

test('readView turns refusals and absences into values', async () => {
  const failed = (kind: 'unreachable' | 'busy' | 'aborted' | 'missing', status = 0) => readView(Promise.resolve({ ok: false as const, error: { kind, status, message: 'no', messageId: 'x' } }), () => {}, never)
  expect(await failed('unreachable')).toEqual({ kind: 'lost' })
  expect(await failed('busy', 503)).toEqual({ kind: 'lost' })
  expect(await failed('aborted')).toEqual({ kind: 'cancelled' })
  expect(await failed('missing', 404)).toEqual({ kind: 'refused', status: 404, messageId: 'x', message: 'no' })
})

test('the early view answers the first question, and is not used twice nor for another address', async () => {
  const place = globalThis as { mdashEarlyView?: unknown }
  const begin = (search: string, response = new Response('{"kind":"end","ms":1}\n')) => { place.mdashEarlyView = { uid: 'u', search, began: 0, answer: Promise.resolve(response) } }
  begin('?from=a')
  expect(takeEarlyView('u', '?from=b')).toBeNull()
  expect(place.mdashEarlyView).toBeUndefined()
  begin('?a')
  const send = vi.fn(async () => answer('{"kind":"end","ms":2}\n'))
  const ask = createAsk('u', send, takeEarlyView('u', '?a'))
  const request = { from: '', to: '' }
  expect(await ask(request, () => {}, never)).toEqual({ kind: 'end', ms: 1 })
  expect(await ask(request, () => {}, never)).toEqual({ kind: 'end', ms: 2 })
  begin('?a', new Response('', { status: 401 }))
  expect(await createAsk('u', send, takeEarlyView('u', '?a'))(request, () => {}, never)).toEqual({ kind: 'end', ms: 2 })
})
