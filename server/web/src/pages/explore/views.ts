// Frames of a query as what the panels of dashboards draw: lines over time, or a table.
import type { Frame, Field } from '../../api/queries'
import type { Series, TableBody, TimeSeriesBody } from '../../api/panelview'

const UNIT = { id: 'short', kernel: 'short', decimals: null }
const SERIES_COLOURS = 14
export const MOST_SERIES = 200

/** Name of a series: what the source says, else its labels in the form of the query language, else the column's name. */
export function seriesName(frame: Frame, field: Field): string {
  const said = field.config?.displayName ?? field.config?.displayNameFromDS
  if (said) return said
  const { __name__: metric = '', ...labels } = field.labels ?? {}
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(', ')
  return pairs ? `${metric}{${pairs}}` : metric || frame.schema.name || field.name
}

type Line = { name: string; times: number[]; values: (number | null)[] }

const finite = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null)

/** Every number column beside the time column of its frame. */
export function linesOf(frames: Frame[]): Line[] {
  return frames.flatMap((frame) => {
    const { fields } = frame.schema
    const time = fields.findIndex((field) => field.type === 'time')
    const times = time < 0 ? [] : (frame.data.values[time] ?? []).map(Number)
    return fields.flatMap((field, index) => (time >= 0 && field.type === 'number' ? [{ name: seriesName(frame, field), times, values: (frame.data.values[index] ?? []).map(finite) }] : []))
  })
}

function oneSeries(line: Line, index: number, at: Map<number, number>): Series {
  const values = Array.from<number | null>({ length: at.size }).fill(null)
  line.times.forEach((time, place) => { values[at.get(time) ?? 0] = line.values[place] ?? null })
  return { name: line.name, colour: `series-${(index % SERIES_COLOURS) + 1}`, axis: 'y', unit: UNIT, values, draw: 'line', width: 1.5, fill: 0, interpolation: 'linear', points: 'auto', legend: [] }
}

/** All lines on one time axis. */
export function graphOf(frames: Frame[], range: { from: number; to: number }): TimeSeriesBody | undefined {
  const lines = linesOf(frames).slice(0, MOST_SERIES)
  if (lines.every((line) => line.values.every((value) => value === null))) return undefined
  const times = [...new Set(lines.flatMap((line) => line.times))].toSorted((a, b) => a - b)
  const at = new Map(times.map((time, index) => [time, index]))
  return {
    x: { t: times }, range, series: lines.map((line, index) => oneSeries(line, index, at)),
    axes: [{ id: 'y', side: 'left', unit: UNIT, scale: { kind: 'linear' }, grid: true }], legend: { shown: true, placement: 'bottom', mode: 'list', columns: [] }, tooltip: { mode: 'multi', sort: 'desc' },
  }
}

const columnType = (field: Field): 'time' | 'number' | 'string' => (field.type === 'time' || field.type === 'number' ? field.type : 'string')

/** Newest value of each series with its labels as columns, or the rows of a table frame as they are. */
export function tableOf(frames: Frame[], timeText: (time: number) => string): TableBody | undefined {
  const labelled = frames.filter((frame) => frame.schema.fields.some((field) => field.type === 'time') && frame.schema.fields.some((field) => field.type === 'number'))
  return labelled.length === frames.length && frames.length > 0 ? seriesTable(labelled, timeText) : plainTable(frames, timeText)
}

function seriesTable(frames: Frame[], timeText: (time: number) => string): TableBody | undefined {
  const entries = frames.flatMap((frame) => {
    const time = frame.schema.fields.findIndex((field) => field.type === 'time')
    return frame.schema.fields.flatMap((field, index) => {
      const values = frame.data.values[index] ?? []
      const last = values.length - 1
      return field.type === 'number' && last >= 0 ? [{ labels: field.labels ?? {}, name: seriesName(frame, field), time: Number(frame.data.values[time]?.[last]), value: finite(values[last]) }] : []
    })
  })
  if (entries.length === 0) return undefined
  const names = [...new Set(entries.flatMap((entry) => Object.keys(entry.labels)))].toSorted()
  const labels = names.length > 0 ? names : ['name']
  const columns: TableBody['columns'] = [
    { name: 'Time', type: 'time', align: 'left', cell: 'auto', sortable: true, filterable: false },
    ...labels.map((name) => ({ name, type: 'string' as const, align: 'left' as const, cell: 'auto' as const, sortable: true, filterable: false })),
    { name: 'Value', type: 'number', align: 'right', cell: 'auto', sortable: true, filterable: false },
  ]
  const rows = entries.map((entry) => [{ t: timeText(entry.time), v: entry.time }, ...labels.map((name) => ({ t: names.length > 0 ? entry.labels[name] ?? '' : entry.name })), { t: entry.value === null ? '–' : String(entry.value), v: entry.value }])
  return { columns, rows, total: rows.length, showHeader: true }
}

function plainTable(frames: Frame[], timeText: (time: number) => string): TableBody | undefined {
  const frame = frames.find((one) => (one.data.values[0]?.length ?? 0) > 0)
  if (!frame) return undefined
  const { fields } = frame.schema
  const count = frame.data.values[0]?.length ?? 0
  const text = (field: Field, value: unknown): string => value === null || value === undefined ? '' : field.type === 'time' ? timeText(Number(value)) : typeof value === 'object' ? JSON.stringify(value) : String(value)
  return {
    columns: fields.map((field) => ({ name: field.name, type: columnType(field), align: field.type === 'number' ? 'right' : 'left', cell: 'auto', sortable: true, filterable: false })),
    rows: Array.from({ length: count }, (_, row) => fields.map((field, index) => ({ t: text(field, frame.data.values[index]?.[row]), v: finite(frame.data.values[index]?.[row]) ?? text(field, frame.data.values[index]?.[row]) }))),
    total: count, showHeader: true,
  }
}
