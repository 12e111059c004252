import { beforeEach, expect, test } from 'vitest'
import type { DashboardLine, Line, PanelView, ViewRequest } from '../api/panelview'
import type { StreamEnd } from '../live/viewstream'
import { DashboardSession, type Surroundings } from './session'

type Asked = { request: ViewRequest; send: (line: Line) => void; finish: (end: StreamEnd) => Promise<void>; signal: AbortSignal }

let asked: Asked[]
let timers: { ms: number; run: () => void }[]
let session: DashboardSession
const immediate = { add: (_: string, __: number, work: () => void) => work(), drop: () => {}, clear: () => {} }

const around = (): Surroundings => ({
  ask: (request, onLine, signal) => new Promise((resolve) => {
    asked.push({ request, send: onLine, signal, finish: async (end) => { resolve(end); await Promise.resolve(); await Promise.resolve() } })
    signal.addEventListener('abort', () => resolve({ kind: 'cancelled' }))
  }),
  queue: immediate, now: () => 5000, window: () => ({ width: 1600, height: 900 }), zone: () => 'Europe/Berlin', sizeOf: () => ({ width: 300, height: 200 }), drawable: () => null,
  later: (ms, run) => { const timer = { ms, run }; timers.push(timer); return () => { timers = timers.filter((one) => one !== timer) } },
})

const dashboard = (ids: number[], more: Partial<DashboardLine> = {}): DashboardLine => ({
  kind: 'dashboard', uid: 'u', version: 1, title: 'T', tags: [], range: { from: 0, to: 1000, raw: { from: 'now-1h', to: 'now' } }, timezone: 'utc', refresh: '', refreshChoices: [], graphTooltip: 0, links: [], variables: [],
  layout: ids.map((id, i) => ({ id, type: 'stat', title: `P${id}`, x: 0, y: i * 30, w: 12, h: 30 })), ...more,
})
const view = (state: PanelView['state'] = 'done'): PanelView => ({ type: 'stat', state, title: 'P', ...(state === 'error' ? { error: { messageId: 'x', message: 'no' } } : {}) })
const panel = (id: number, etag = 'e1'): Line => ({ kind: 'panel', id, etag, view: view() })
const choice = { range: { from: 'now-1h', to: 'now' }, timezone: null, variables: {} }
const end: StreamEnd = { kind: 'end', ms: 1 }
const runTimers = () => { const due = timers; timers = []; for (const timer of due) timer.run() }
const cell = (key: string) => session.cells.value.find((one) => one.key === key)!

beforeEach(() => {
  asked = []
  timers = []
  session = new DashboardSession(around())
})

async function opened(ids: number[], visible: number[]) {
  session.open(choice)
  asked[0]!.send(dashboard(ids))
  session.near(visible.map((id) => [String(id), true]))
  for (const id of visible) asked[0]!.send(panel(id))
  await asked[0]!.finish(end)
  runTimers()
}

test('open asks for one window first, because the layout is not known', () => {
  session.open(choice)
  expect(asked[0]!.request).toMatchObject({ from: 'now-1h', to: 'now', window: { width: 1600, height: 900 } })
  expect(asked[0]!.request.panels).toBeUndefined()
})

test('ready comes when every panel in the window has an answer and every variable a value', async () => {
  session.open(choice)
  asked[0]!.send(dashboard([1, 2], { variables: ['job'] }))
  session.near([['1', true]])
  asked[0]!.send(panel(1))
  expect(session.ready.value).toBe(false)
  asked[0]!.send({ kind: 'variable', name: 'job', label: '', type: 'query', hide: 0, state: 'ready', current: { text: ['a'], value: ['a'] }, options: [] })
  expect(session.ready.value).toBe(true)
})

test('a panel that comes near is asked for alone, once', async () => {
  await opened([1, 2, 3], [1])
  session.near([['2', false]])
  session.near([['2', true]])
  runTimers()
  runTimers()
  expect(asked.length).toBe(2)
  expect(asked[1]!.request).toMatchObject({ panelsOnly: true, panels: [{ id: 2, width: 300, height: 200 }] })
})

test('refresh keeps done, sends the etag and takes "same" as fresh', async () => {
  await opened([1, 2], [1])
  session.refresh()
  expect(asked[1]!.request.panels).toEqual([{ id: 1, width: 300, height: 200, etag: 'e1' }])
  expect(cell('1').view.value?.state).toBe('done')
  expect(cell('1').asking.value).toBe(true)
  asked[1]!.send({ kind: 'panel', id: 1, etag: 'e1', same: true })
  expect(cell('1').asking.value).toBe(false)
  expect(cell('1').view.value?.state).toBe('done')
})

test('a panel that was not in sight during a refresh is asked again when it comes near', async () => {
  await opened([1, 2], [1, 2])
  session.near([['2', null]])
  session.refresh()
  expect(asked[1]!.request.panels!.map((one) => one.id)).toEqual([1])
  asked[1]!.send(panel(1))
  await asked[1]!.finish(end)
  session.near([['2', true]])
  runTimers()
  expect(asked[2]!.request.panels!.map((one) => one.id)).toEqual([2])
})

test('another range gives up what is on its way and keeps what is on the screen', async () => {
  await opened([1, 2], [1])
  session.refresh()
  session.open({ ...choice, range: { from: 'now-6h', to: 'now' } })
  expect(asked[1]!.signal.aborted).toBe(true)
  expect(asked[2]!.request).toMatchObject({ from: 'now-6h', panels: [{ id: 1, etag: 'e1' }] })
  expect(cell('1').view.value?.state).toBe('done')
})

test('a lost answer keeps the data, says so, and asks again by itself, later each time', async () => {
  await opened([1], [1])
  session.refresh()
  await asked[1]!.finish({ kind: 'lost' })
  expect(session.connection.value).toBe('lost')
  expect(cell('1').view.value?.state).toBe('done')
  expect(timers.map((timer) => timer.ms)).toEqual([1000])
  runTimers()
  await asked[2]!.finish({ kind: 'lost' })
  expect(timers.map((timer) => timer.ms)).toEqual([2000])
  runTimers()
  asked[3]!.send(dashboard([1]))
  expect(session.connection.value).toBe('up')
})

test('a node that drains is asked elsewhere at once for what is missing', async () => {
  session.open(choice)
  asked[0]!.send(dashboard([1, 2]))
  session.near([['1', true], ['2', true]])
  asked[0]!.send(panel(1))
  await asked[0]!.finish({ kind: 'moved' })
  runTimers()
  expect(asked[1]!.request.panels).toEqual([{ id: 2, width: 300, height: 200 }])
  expect(session.connection.value).toBe('up')
})

test('a panel that the server leaves out is an error on that panel, not a question without end', async () => {
  session.open(choice)
  asked[0]!.send(dashboard([1]))
  session.near([['1', true]])
  await asked[0]!.finish(end)
  runTimers()
  expect(cell('1').view.value?.error?.messageId).toBe('panel.unanswered')
  expect(asked.length).toBe(1)
})

test('an error after data keeps the data below it; good data takes it away', async () => {
  await opened([1], [1])
  session.refresh()
  asked[1]!.send({ kind: 'panel', id: 1, view: view('error') })
  expect(cell('1').kept.value?.state).toBe('done')
  await asked[1]!.finish(end)
  session.refresh()
  asked[2]!.send(panel(1, 'e2'))
  expect(cell('1').kept.value).toBeNull()
})

test('opened rows travel with the next question', () => {
  session.open(choice)
  asked[0]!.send(dashboard([1]))
  session.toggleRow(9, true)
  session.toggleRow(8, true)
  runTimers()
  expect(asked[1]!.request.rows).toEqual({ 9: true, 8: true })
})

test('the end of one answer says nothing about panels that another one owes', async () => {
  session.open(choice)
  asked[0]!.send(dashboard([1, 40]))
  session.near([['1', true], ['40', false]])
  runTimers()
  expect(asked[1]!.request.panels!.map((one) => one.id)).toEqual([40])
  asked[0]!.send(panel(1))
  await asked[0]!.finish(end)
  expect(cell('40').view.value).toBeNull()
  asked[1]!.send(panel(40))
  expect(cell('40').view.value?.state).toBe('done')
})

test('a row that is opened while panels come near is not forgotten', async () => {
  await opened([1, 2], [1])
  session.toggleRow(9, true)
  session.near([['2', true]])
  runTimers()
  expect(asked[1]!.request).toMatchObject({ rows: { 9: true }, panels: [{ id: 1 }, { id: 2 }] })
})

test('a refusal is told and nothing is asked again', async () => {
  session.open(choice)
  await asked[0]!.finish({ kind: 'refused', status: 404, messageId: 'dashboard.missing', message: 'x' })
  expect(session.refusal.value?.status).toBe(404)
  expect(timers).toEqual([])
})

test('a closed session neither asks nor changes', () => {
  session.open(choice)
  session.close()
  asked[0]!.send(dashboard([1]))
  expect(session.dashboard.value).toBeNull()
})
