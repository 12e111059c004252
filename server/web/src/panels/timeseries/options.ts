// What uPlot is told about a body: scales, axes, series, bands. Values come apart from it, so a refresh keeps the chart.
import uPlot from 'uplot'
import type { Annotation, Axis, Series, TimeSeriesBody } from '../../api/panelview'
import { tickText, timeTicks } from '../../dashboards/time/ticks'
import { absent } from '../absent'
import type { Palette } from '../palette'
import { axisTexts, isBinary, oneSecond } from '../units'
import { drawBehind, drawOver } from './overlay'
import { fillOf, strokeOf } from './paint'
import { axisRange, axisSteps } from './scales'
import { drawnValues, xValues } from './stacking'

/** What the chart's callbacks read anew at each drawing. */
export type ChartState = {
  body: TimeSeriesBody
  annotations: Annotation[]
  palette: Palette
  zone: string
  /** Contrast theme: every series also has a dash */
  dashes: number[][] | null
  /** Series that the reader has switched off, by name */
  off: ReadonlySet<string>
  /** Axis text, px */
  fontSize: number
}

export type ChartEvents = {
  select(from: number, to: number): void
  zoomOut(): void
  cursor(u: uPlot): void
}

export const isShown = (state: ChartState, index: number) => {
  const series = state.body.series[index]
  return series !== undefined && !series.hidden?.viz && !state.off.has(series.name)
}

const stepped = uPlot.paths.stepped!
const noPath: uPlot.Series.PathBuilder = () => null
const paths: Record<Series['interpolation'], uPlot.Series.PathBuilder> = {
  linear: uPlot.paths.linear!(), smooth: uPlot.paths.spline!(), stepAfter: stepped({ align: 1 }), stepBefore: stepped({ align: -1 }),
}
const bars = uPlot.paths.bars!({ size: [0.7, 60, 1] })

const pathOf = (series: Series): uPlot.Series.PathBuilder => (series.draw === 'points' ? noPath : series.draw === 'bars' ? bars : paths[series.interpolation] ?? paths.linear)

/** Samples with a gap on both sides: without a point nobody would see them. */
function lonely(values: ArrayLike<number | null | undefined>): number[] | null {
  const found: number[] = []
  for (let i = 0; i < values.length; i += 1) if (!absent(values[i]) && absent(values[i - 1]) && absent(values[i + 1])) found.push(i)
  return found.length ? found : null
}

function pointsOf(series: Series, colour: uPlot.Series.Stroke): uPlot.Series.Points {
  const size = Math.max(2, series.pointSize ?? 5)
  const look = { size, width: 0, stroke: colour, fill: colour as uPlot.Series.Fill }
  if (series.draw === 'points' || series.points === 'always') return { ...look, show: true }
  if (series.draw === 'bars') return { show: false }
  const filter = (u: uPlot, index: number, show: boolean) => (show ? null : lonely(u.data[index]!))
  return series.points === 'never' ? { ...look, show: () => false, filter } : { ...look, space: size * 4, filter }
}

function seriesOf(series: Series, index: number, state: ChartState): uPlot.Series {
  const thresholds = state.body.thresholds ?? []
  const stroke = strokeOf(series, thresholds, state.palette)
  const fill = fillOf(series.draw === 'bars' && series.fill === 0 ? { ...series, fill: 0 } : series, thresholds, state.palette)
  const dash = series.dash ?? (state.dashes ? state.dashes[index % state.dashes.length] : undefined)
  return {
    label: series.name, scale: series.axis, stroke, width: lineWidth(series), paths: pathOf(series), points: pointsOf(series, stroke),
    spanGaps: series.spanNulls === true, show: isShown(state, index), pxAlign: series.draw === 'bars' ? 1 : 0,
    ...(fill ? { fill } : {}), ...(dash?.length ? { dash } : {}), ...(dash?.includes(0) ? { cap: 'round' as const } : {}),
  }
}

/** Lines are never thinner than can be seen; 0 stays none. */
export const lineWidth = (series: Series) => (series.draw === 'points' || series.width === 0 ? 0 : Math.max(1.5, series.width))

function textWidth(context: CanvasRenderingContext2D, texts: string[], font: string): number {
  context.save()
  context.font = font
  const width = Math.max(0, ...texts.map((text) => context.measureText(text).width))
  context.restore()
  return width / (devicePixelRatio || 1)
}

const canvasFont = (state: ChartState, ratio = devicePixelRatio || 1) => `${state.fontSize * ratio}px ${state.palette.token('font-ui') || 'sans-serif'}`

function timeAxis(state: ChartState): uPlot.Axis {
  let ticks = timeTicks(0, 1, 1, 'UTC')
  return {
    scale: 'x', side: 2, size: state.fontSize + 10, gap: 4, stroke: () => state.palette.token('axis-text'), font: `${state.fontSize}px ${state.palette.token('font-ui')}`,
    grid: { stroke: () => state.palette.token('grid-line'), width: 1 }, ticks: { show: false },
    splits: (u, _axis, from, to) => { ticks = timeTicks(from, to, Math.max(2, u.bbox.width / (devicePixelRatio || 1) / 85), state.zone); return ticks.at },
    values: (_u, splits) => splits.map((at) => tickText(at, ticks, state.zone)),
  }
}

/** Whether a tick of a logarithmic axis has a label; only those get a grid line. */
function isPower(value: number, axis: Axis): boolean {
  const power = Math.log(Math.abs(value)) / Math.log(axis.scale.kind !== 'linear' && axis.scale.base === 2 ? 2 : 10)
  return value === 0 || Math.abs(power - Math.round(power)) < 1e-9
}

function valueAxis(axis: Axis, state: ChartState): uPlot.Axis {
  const font = `${state.fontSize}px ${state.palette.token('font-ui')}`
  const stroke = () => state.palette.token('axis-text')
  const linear = axis.scale.kind === 'linear'
  return {
    scale: axis.id, side: axis.side === 'right' ? 1 : 3, show: axis.side !== 'hidden', gap: 4, stroke, font,
    size: (u, texts) => axis.width ?? (texts ? Math.ceil(textWidth(u.ctx, texts.map(String), canvasFont(state))) + 12 : 40),
    ...(axis.label ? { label: axis.label, labelFont: font, labelSize: state.fontSize + 8, labelGap: 2 } : {}),
    grid: { show: axis.grid, stroke: () => state.palette.token('grid-line'), width: 1, ...(linear ? {} : { filter: (_u: uPlot, splits: number[]) => splits.map((value) => (isPower(value, axis) ? value : null)) }) }, ticks: { show: false },
    ...(linear ? { incrs: axisSteps(oneSecond(axis.unit), isBinary(axis.unit)), space: (_u: uPlot, _i: number, _min: number, _max: number, length: number) => Math.max(22, length / 6.5) } : {}),
    values: (_u, splits) => axisTexts(splits, axis.unit, { zone: state.zone, now: Date.now() }),
  }
}

function scaleOf(axis: Axis, state: ChartState): uPlot.Scale {
  const fromZero = () => state.body.series.some((series, i) => series.axis === axis.id && isShown(state, i) && (series.draw === 'bars' || (series.stack && series.fill > 0)))
  return {
    range: (_u, min, max) => axisRange(axis, min, max, { fromZero: fromZero() }),
    ...(axis.scale.kind === 'linear' ? {} : { distr: axis.scale.kind === 'log' ? 3 : 4, log: axis.scale.base === 2 ? 2 : 10 }),
    ...(axis.scale.kind === 'symlog' && axis.scale.linear ? { asinh: axis.scale.linear } : {}),
  }
}

function bandsOf(state: ChartState): uPlot.Band[] {
  const { below } = drawnValues([], state.body.series.map((series) => ({ ...series, values: [] })), (i) => isShown(state, i))
  const bands: uPlot.Band[] = []
  state.body.series.forEach((series, i) => {
    const under = series.fillBelowTo ? state.body.series.findIndex((one) => one.name === series.fillBelowTo) : below[i] ?? -1
    if (under < 0 || under === i) return
    const fill = series.fillBelowTo ? fillOf({ ...series, fill: series.fill || 0.16 }, [], state.palette) : undefined
    bands.push({ series: [i + 1, under + 1], ...(fill === undefined ? {} : { fill: fill as CanvasRenderingContext2D['fillStyle'] }) })
  })
  return bands
}

/** Two bodies with equal signatures differ in values only: the chart can stay. */
export function signature(state: ChartState): string {
  const { body, palette, dashes, fontSize, zone } = state
  const series = body.series.map((one) => ({ ...one, values: 0, legend: 0, legendNumbers: 0, links: 0 }))
  return JSON.stringify([series, body.axes, (body.thresholds ?? []).length > 0, [...state.off], palette.token('surface'), dashes?.length ?? 0, fontSize, zone])
}

export function dataOf(state: ChartState): uPlot.AlignedData {
  const x = xValues(state.body.x)
  return [x, ...drawnValues(x, state.body.series, (i) => isShown(state, i)).values] as uPlot.AlignedData
}

/** Options of a chart. `state` is read at each drawing, so the caller changes it in place. */
export function chartOptions(state: ChartState, size: { width: number; height: number }, events: ChartEvents): uPlot.Options {
  const overlay = () => ({ body: state.body, annotations: state.annotations, palette: state.palette, font: canvasFont(state) })
  const right = state.body.axes.some((axis) => axis.side === 'right')
  return {
    ...size, ms: 1, pxAlign: 0, legend: { show: false }, padding: [8, right ? 4 : 10, 0, 0], focus: { alpha: 1 },
    scales: { x: { time: false, range: () => [state.body.range.from, state.body.range.to] }, ...Object.fromEntries(state.body.axes.map((axis) => [axis.id, scaleOf(axis, state)])) },
    axes: [timeAxis(state), ...state.body.axes.map((axis) => valueAxis(axis, state))],
    series: [{}, ...state.body.series.map((series, i) => seriesOf(series, i, state))],
    bands: bandsOf(state),
    cursor: {
      y: false, drag: { x: true, y: false, setScale: false, dist: 6 },
      points: { size: 9, width: 2, stroke: () => state.palette.token('surface'), fill: (_u, i) => state.palette.line(state.body.series[i - 1]?.colour ?? 'text') },
      bind: { dblclick: () => () => { events.zoomOut(); return null } },
    },
    hooks: {
      drawAxes: [(u) => drawBehind(u, overlay())],
      draw: [(u) => drawOver(u, overlay())],
      setCursor: [(u) => events.cursor(u)],
      setSelect: [(u) => {
        const { left, width } = u.select
        if (width < 6) return
        const [from, to] = [u.posToVal(left, 'x'), u.posToVal(left + width, 'x')]
        u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
        events.select(from, to)
      }],
    },
  }
}
