// One open dashboard as the page sees it: the address says what is wanted, the session fetches it, the environment draws it.
import { computed, effect, signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals'
import { send } from '../api/client'
import { noteAnswer } from '../api/connection'
import type { Placed } from '../api/panelview'
import { navigate, place } from '../app/router'
import { timeZone } from '../app/session'
import { createAsk, takeEarlyView } from '../live/viewstream'
import { missingCode } from '../panels/body'
import type { PanelEnvironment } from '../panels/environment'
import type { PanelCell } from './cell'
import { createDrawQueue } from './drawqueue'
import { createEnvironment } from './environment'
import { markFirstPanel } from './marks'
import { DashboardSession } from './session'
import { absoluteText, between, resolveRange, shift, zoomOut, type Instants, type RangeText } from './time/range'
import { isRelative } from './time/timetext'
import { zoneName } from './time/zone'
import { readUrl, refreshMs, writeUrl, type DashboardUrl, type UrlChange } from './urlstate'

const headPx = 36
const sidePx = 18

/** Size of a panel's drawing area in a grid of `columns` px, as the engine needs it to choose steps. */
export function panelSize(placed: Pick<Placed, 'w' | 'h'>, width: number): { width: number; height: number } {
  const columns = width <= 640 ? 24 : placed.w
  return { width: Math.max(40, Math.round((width - 16) * columns / 24 - sidePx)), height: Math.max(20, placed.h * 38 - 8 - headPx) }
}

export type DashboardModel = {
  uid: string
  session: DashboardSession
  environment: PanelEnvironment
  url: ReadonlySignal<DashboardUrl>
  /** Range as text: of the address, else as saved */
  range: ReadonlySignal<RangeText>
  /** Range in instants, moving on with each refresh */
  instants: ReadonlySignal<Instants>
  zone: ReadonlySignal<string>
  refresh: ReadonlySignal<string>
  /** Key of the panel under the pointer, for keys that act on a panel */
  pointed: Signal<string | null>
  change(change: UrlChange, options?: { replace?: boolean }): void
  setRange(range: RangeText): void
  setInstants(range: Instants): void
  shiftRange(direction: -1 | 1): void
  zoomRange(factor: number): void
  setVariable(name: string, values: string[]): void
  /** Asks again at once; a relative range moves on */
  reload(): void
  close(): void
}

const fallback: RangeText = { from: 'now-6h', to: 'now' }

function createSession(uid: string): DashboardSession {
  const early = takeEarlyView(uid, location.search)
  return new DashboardSession({
    ask: createAsk(uid, (path, options) => send(path, { ...options, patient: false, headers: { Accept: 'application/x-ndjson' } }), early, (response) => noteAnswer(response, performance.now() - (early?.began ?? 0), Date.now())),
    queue: createDrawQueue(), now: () => Date.now(),
    later: (ms, run) => { const timer = setTimeout(run, ms); return () => clearTimeout(timer) },
    window: () => ({ width: innerWidth, height: innerHeight }),
    zone: () => timeZone.peek(),
    sizeOf: (placed) => panelSize(placed, innerWidth),
    drawable: missingCode,
    drawn: (cell: PanelCell) => { if (cell.view.peek()?.state === 'done') markFirstPanel() },
  })
}

/** Moments of a relative range move on with each good answer; absolute ones stand still. */
function followInstants(session: DashboardSession, range: ReadonlySignal<RangeText>, zone: ReadonlySignal<string>): ReadonlySignal<Instants> {
  return computed(() => {
    const line = session.dashboard.value
    const text = range.value
    const said = line && line.range.raw.from === text.from && line.range.raw.to === text.to ? { from: line.range.from, to: line.range.to } : null
    if (said && (!session.lastGood.value || !(isRelative(text.from) || isRelative(text.to)))) return said
    const now = session.lastGood.value || Date.now()
    return resolveRange(text, { now, zone: zone.value }) ?? said ?? { from: now - 6 * 3_600_000, to: now }
  })
}

export function openDashboard(uid: string): DashboardModel {
  const session = createSession(uid)
  const url = computed(() => readUrl(place.value.query))
  const range = computed(() => url.value.range ?? session.dashboard.value?.range.raw ?? fallback)
  const zone = computed(() => {
    const said = url.value.timezone ?? session.dashboard.value?.timezone ?? ''
    return said && said !== 'browser' ? zoneName(said) : timeZone.value
  })
  const instants = followInstants(session, range, zone)
  const refresh = computed(() => url.value.refresh ?? session.dashboard.value?.refresh ?? '')
  const change = (what: UrlChange, options: { replace?: boolean } = {}) => navigate(writeUrl(location.search, what) || location.pathname, options)
  const setRange = (text: RangeText) => change({ range: text })
  const setInstants = (wanted: Instants) => setRange(absoluteText(wanted))
  const environment = createEnvironment(zone, session.annotations, {
    select: (from, to) => setInstants(between(from, to)),
    zoomOut: () => setInstants(zoomOut(instants.peek(), 2, Date.now())),
    zoomIn: (at) => { const { from, to } = instants.peek(); const quarter = (to - from) / 4; setInstants({ from: at - quarter, to: at + quarter }) },
  })
  const model: DashboardModel = {
    uid, session, environment, url, range, instants, zone, refresh, pointed: signal(null), change, setRange, setInstants,
    shiftRange: (direction) => setInstants(shift(instants.peek(), direction, Date.now())),
    zoomRange: (factor) => setInstants(zoomOut(instants.peek(), factor, Date.now())),
    setVariable: (name, values) => change({ variables: { [name]: values } }),
    reload: () => session.refresh(),
    close: () => { for (const stop of stops) stop() },
  }
  const stops = [followUrl(model), followRefresh(model), () => session.close()]
  return model
}

/** A change of range, zone or variables in the address, also by Back, asks for everything anew. */
function followUrl({ session, url }: DashboardModel): () => void {
  let before = ''
  return effect(() => {
    const { range, timezone, variables } = url.value
    const wanted = JSON.stringify([range, timezone, variables])
    if (wanted === before) return
    before = wanted
    untracked(() => session.open({ range, timezone, variables }))
  })
}

/** Asks again each period while the page is seen; once more when it is seen again after a period unseen. */
function followRefresh({ session, refresh }: DashboardModel): () => void {
  let last = Date.now()
  const tick = () => {
    if (document.hidden) return
    last = Date.now()
    session.refresh()
  }
  const stop = effect(() => {
    const period = refreshMs(refresh.value) ?? 0
    if (!period) return undefined
    const timer = setInterval(tick, period)
    const seen = () => { if (!document.hidden && Date.now() - last >= period) tick() }
    document.addEventListener('visibilitychange', seen)
    return () => { clearInterval(timer); document.removeEventListener('visibilitychange', seen) }
  })
  return stop
}
