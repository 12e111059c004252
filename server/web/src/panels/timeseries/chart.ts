// One uPlot instance and what a reader does with it. Knows elements and pixels, no components.
import uPlot from 'uplot'
import { absent } from '../absent'
import { setTip, type PanelEnvironment, type Tip } from '../environment'
import type { Size } from '../size'
import { formatValue } from '../units'
import { momentText } from '../../dashboards/time/zone'
import { nearestIndex, tooltipRows } from './nearest'
import { listenToTouch } from './touch'
import { chartOptions, dataOf, isShown, lineWidth, signature, type ChartState } from './options'

export type ChartHost = { element: HTMLElement; key: string; environment: PanelEnvironment }

export class TimeSeriesChart {
  #plot: uPlot | null = null
  #signature = ''
  #size: Size = { width: 0, height: 0 }
  #state: ChartState | null = null
  #data: uPlot.AlignedData = [[]]
  #hot = -1
  #pinned = false
  #solo: string | null = null
  readonly #host: ChartHost

  constructor(host: ChartHost) { this.#host = host }

  /** Draws a state. Values alone are set into the chart that is there; anything else builds it anew. */
  update(state: ChartState, size: Size) {
    const next = signature(state)
    const before = this.#state
    if (this.#plot && before && next === this.#signature) {
      Object.assign(before, state)
      this.#data = dataOf(before)
      if (size.width !== this.#size.width || size.height !== this.#size.height) this.#plot.setSize(size)
      this.#plot.setData(this.#data)
    } else this.#build(state, size, next)
    this.#size = size
  }

  #build(state: ChartState, size: Size, mark: string) {
    this.#plot?.destroy()
    this.#signature = mark
    this.#state = state
    this.#data = dataOf(state)
    this.#hot = -1
    this.#plot = new uPlot(chartOptions(state, size, {
      select: (from, to) => this.#host.environment.select(from, to),
      zoomOut: () => this.#host.environment.zoomOut(),
      cursor: (u) => this.#moved(u),
    }), this.#data, this.#host.element)
    listenToTouch(this.#plot, (from, to) => this.#host.environment.select(from, to))
    if (this.#solo !== null) this.solo(this.#solo)
  }

  destroy() {
    this.#plot?.destroy()
    this.#plot = null
    setTip(this.#host.environment, this.#host.key, null)
  }

  /** Dims all series but one; null shows all alike. */
  solo(name: string | null) {
    this.#solo = name
    const plot = this.#plot
    if (!plot) return
    this.#state?.body.series.forEach((series, i) => { const drawn = plot.series[i + 1]; if (drawn) drawn.alpha = name === null || series.name === name ? 1 : 0.4 })
    plot.redraw(false)
  }

  /** The pointer is over this chart and has moved. */
  #moved(u: uPlot) {
    const { environment, key } = this.#host
    const { left, top, idx } = u.cursor
    if (left === undefined || top === undefined || left < 0 || absent(idx)) {
      if (this.#pinned) return
      if (environment.hover.peek()?.key === key) environment.hover.value = null
      this.#heat(-1)
      setTip(environment, key, null)
      return
    }
    if (this.#pinned) return
    environment.hover.value = { at: u.posToVal(left, 'x'), key }
    const hot = this.#nearestSeries(u, idx, top)
    this.#heat(hot)
    this.#showTip(idx, hot, u.rect.left + left, u.rect.top + top)
  }

  #nearestSeries(u: uPlot, index: number, top: number): number {
    let [best, distance] = [-1, Infinity]
    this.#state?.body.series.forEach((series, i) => {
      const value = this.#data[i + 1]?.[index]
      if (absent(value) || !isShown(this.#state!, i)) return
      const away = Math.abs(u.valToPos(value, series.axis) - top)
      if (away < distance) [best, distance] = [i, away]
    })
    return best
  }

  /** Makes the series under the pointer stronger, the one before as it was. */
  #heat(index: number) {
    const plot = this.#plot
    const series = this.#state?.body.series
    if (!plot || !series || index === this.#hot || series.length < 2 || series.length > 60) return
    for (const [i, bold] of [[this.#hot, false], [index, true]] as const) {
      const drawn = plot.series[i + 1]
      const one = series[i]
      if (drawn && one && i >= 0 && one.draw === 'line' && one.width > 0) drawn.width = bold ? Math.max(2.25, lineWidth(one) + 0.75) : lineWidth(one)
    }
    this.#hot = index
    plot.redraw(false)
  }

  #showTip(index: number, hot: number, x: number, y: number) {
    setTip(this.#host.environment, this.#host.key, this.#tipAt(index, hot, x, y))
  }

  #tipAt(index: number, hot: number, x: number, y: number): Tip | null {
    const state = this.#state
    if (!state || state.body.tooltip.mode === 'none') return null
    const found = tooltipRows(state.body.series, index, state.body.tooltip, hot, (i) => isShown(state, i))
    const at = this.#data[0]![index]!
    const span = state.body.range.to - state.body.range.from
    const near = state.annotations.filter((one) => Math.abs(one.time - at) < span / 150)
    if (!found.rows.length && !near.length) return null
    return {
      key: this.#host.key, title: momentText(at, state.body.range, state.zone), total: found.total, x, y, pinned: this.#pinned,
      rows: found.rows.map(({ series, value, nearest }) => ({
        name: series.name, text: formatValue(value, series.unit, { zone: state.zone, now: Date.now() }), colour: state.palette.line(series.colour),
        dash: series.dash ?? state.dashes?.[state.body.series.indexOf(series) % state.dashes.length] ?? null, strong: nearest && found.rows.length > 1,
      })),
      links: this.#pinned && hot >= 0 ? state.body.series[hot]?.links ?? [] : [],
      notes: near.map((one) => one.title || one.text),
    }
  }

  /** Keeps the tip where it is, with its links, or lets it go. */
  pin(pinned: boolean) {
    const { environment, key } = this.#host
    if (pinned === this.#pinned) return
    this.#pinned = pinned
    const tip = environment.tips.peek().find((one) => one.key === key)
    if (!pinned) {
      setTip(environment, key, null)
      if (environment.hover.peek()?.key === key) environment.hover.value = null
    } else if (tip) {
      const index = nearestIndex(this.#data[0] as number[], environment.hover.peek()?.at ?? 0)
      this.#showTip(index, this.#hot, tip.x, tip.y)
    }
  }

  get pinned() { return this.#pinned }

  /** Another panel points at a moment (null: no longer). `withTip`: show what stands here at that moment too. */
  follow(at: number | null, withTip: boolean) {
    const plot = this.#plot
    if (!plot || this.#pinned) return
    if (at === null) {
      plot.setCursor({ left: -10, top: -10 }, false)
      setTip(this.#host.environment, this.#host.key, null)
      return
    }
    const left = plot.valToPos(at, 'x')
    plot.setCursor({ left, top: 0 }, false)
    const index = nearestIndex(this.#data[0] as number[], at)
    if (withTip && index >= 0) this.#showTip(index, -1, plot.rect.left + left, plot.rect.top + plot.rect.height / 3)
  }

  /** Moves the cursor to a sample, as the keyboard does. Says what stands there; null outside the data. */
  place(index: number, series: number): { name: string; at: number; value: number | null; text: string } | null {
    const plot = this.#plot
    const one = this.#state?.body.series[series]
    const at = this.#data[0]?.[index]
    if (!plot || !this.#state || !one || absent(at)) return null
    const drawn = this.#data[series + 1]?.[index]
    const left = plot.valToPos(at, 'x')
    const top = absent(drawn) ? 0 : plot.valToPos(drawn, one.axis)
    plot.setCursor({ left, top }, false)
    this.#host.environment.hover.value = { at, key: this.#host.key }
    this.#heat(series)
    this.#showTip(index, series, plot.rect.left + left, plot.rect.top + top)
    const value = one.values[index] ?? null
    return { name: one.name, at, value, text: formatValue(value, one.unit, { zone: this.#state.zone, now: Date.now() }) }
  }

  get length() { return this.#data[0]?.length ?? 0 }
  shown(index: number) { return this.#state ? isShown(this.#state, index) : false }
}
