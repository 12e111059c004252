// Self metrics of the nodes as charts: one line a node, in the order of their names.
import type { Series, TimeSeriesBody } from '../../api/panelview'
import type { Frame } from '../../api/queries'
import { t } from '../../ui/i18n'

export type Span = { from: number; to: number }
export type Chart = { id: string; metric: string; title: () => string; unitWord: string; unit: Series['unit']; /** Counters are shown as their growth a second. */ rate: boolean; factor: number }

const plain = (decimals: number | null): Series['unit'] => ({ id: 'short', kernel: 'short', decimals })

export const CHARTS: Chart[] = [
  { id: 'requests', metric: 'md_http_requests_total', title: () => t('node.requests'), unitWord: '/s', unit: plain(null), rate: true, factor: 1 },
  { id: 'latency', metric: 'md_http_request_p95_seconds', title: () => t('cluster.latencyP95'), unitWord: 'ms', unit: plain(null), rate: false, factor: 1000 },
  { id: 'cpu', metric: 'process_cpu_seconds_total', title: () => t('node.cpu'), unitWord: '%', unit: plain(null), rate: true, factor: 100 },
  { id: 'memory', metric: 'process_resident_memory_bytes', title: () => t('cluster.memory'), unitWord: 'MB', unit: plain(null), rate: false, factor: 1e-6 },
]
export const METRICS = CHARTS.map((chart) => chart.metric)

type Points = Map<number, number>

/** Values of one metric by node and time; series of a node that only differ in other labels are added. */
export function byNode(frames: Frame[], metric: string): Map<string, Points> {
  const nodes = new Map<string, Points>()
  for (const frame of frames) {
    const time = frame.schema.fields.findIndex((field) => field.type === 'time')
    frame.schema.fields.forEach((field, index) => {
      const name = field.labels?.['__name__'] ?? frame.schema.name ?? field.name
      if (time < 0 || field.type !== 'number' || name !== metric) return
      const node = field.labels?.['node'] ?? ''
      const points = nodes.get(node) ?? new Map<number, number>()
      nodes.set(node, points)
      frame.data.values[index]?.forEach((value, row) => {
        const at = Number(frame.data.values[time]?.[row])
        if (typeof value === 'number' && Number.isFinite(value)) points.set(at, (points.get(at) ?? 0) + value)
      })
    })
  }
  return nodes
}

/** Growth a second between neighbouring points; a counter that fell began anew with its node. */
export function growth(points: Points): Points {
  const sorted = [...points].toSorted((a, b) => a[0] - b[0])
  const rates: Points = new Map()
  sorted.forEach(([at, value], i) => {
    const before = sorted[i - 1]
    if (before && at > before[0]) rates.set(at, (value >= before[1] ? value - before[1] : value) / (at - before[0]) * 1000)
  })
  return rates
}

/** What a chart draws; null when no node has a value. */
export function chartBody({ metric, rate, factor, unit }: Chart, frames: Frame[], span: Span): TimeSeriesBody | null {
  const nodes = [...byNode(frames, metric)].toSorted((a, b) => a[0].localeCompare(b[0])).map(([node, points]): [string, Points] => [node, rate ? growth(points) : points])
  const times = [...new Set(nodes.flatMap(([, points]) => [...points.keys()]))].toSorted((a, b) => a - b)
  if (times.length === 0) return null
  const series = nodes.map(([name, points], i): Series => ({
    name, colour: `series-${(i % 14) + 1}`, axis: 'y', unit, values: times.map((at) => { const value = points.get(at); return value === undefined ? null : value * factor }),
    draw: 'line', width: 1.5, fill: 0, interpolation: 'linear', points: 'auto', legend: [],
  }))
  return {
    x: { t: times }, range: span, series, axes: [{ id: 'y', side: 'left', unit, softMin: 0, scale: { kind: 'linear' }, grid: true }],
    legend: { shown: nodes.length > 1, placement: 'bottom', mode: 'list', columns: [] }, tooltip: { mode: 'multi', sort: 'desc' },
  }
}
