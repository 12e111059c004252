// Any body as columns and rows: for the table view of a chart, for inspecting data and for CSV.
import type { Cell, Column, PanelView, TableBody } from '../api/panelview'
import { dateTimeText } from '../dashboards/time/zone'
import { xValues } from './timeseries/stacking'
import { formatValue } from './units'

const column = (name: string, type: Column['type']): Column => ({ name, type, align: type === 'number' ? 'right' : 'left', cell: 'auto', sortable: true, filterable: false })
const text = (value: string): Cell => ({ t: value, v: value })

function made(columns: Column[], rows: Cell[][]): TableBody {
  return { columns, rows, total: rows.length, showHeader: true }
}

function ofTimeSeries(body: NonNullable<PanelView['timeseries']>, zone: string): TableBody {
  const x = xValues(body.x)
  const rows = x.map((at, i): Cell[] => [
    { t: dateTimeText(at, zone), v: at },
    ...body.series.map((series): Cell => { const value = series.values[i] ?? null; return { t: formatValue(value, series.unit), v: value } }),
  ])
  return made([column('Time', 'time'), ...body.series.map((series) => column(series.name, 'number'))], rows)
}

function ofHeatmap(body: NonNullable<PanelView['heatmap']>): TableBody {
  const rows = body.x.map((bucket, i): Cell[] => [
    { t: bucket.text, v: bucket.from },
    ...body.y.map((_, j): Cell => { const value = body.cells[i * body.y.length + j] ?? null; return { t: formatValue(value, body.unit), v: value } }),
  ])
  return made([column('', 'time'), ...body.y.map((bucket) => column(bucket.text, 'number'))], rows)
}

/** Whether a view has anything to tabulate; cheaper than the table itself. */
export const hasTable = (view: PanelView): boolean => view.state !== 'nodata' && Boolean(view.table ?? view.timeseries ?? view.stats ?? view.slices ?? view.bars ?? view.heatmap ?? view.spans ?? view.logs)

/** Table of what a view shows; null when there is nothing to tabulate. */
export function asTable(view: PanelView, zone: string): TableBody | null {
  if (view.table) return view.table
  if (view.timeseries) return ofTimeSeries(view.timeseries, zone)
  if (view.stats) return made([column('Name', 'string'), column('Value', 'number')], view.stats.items.map((item) => [text(item.name), { t: `${item.prefix ?? ''}${item.text}${item.suffix ?? ''}`, v: item.number }]))
  if (view.slices) return made([column('Name', 'string'), column('Value', 'number')], view.slices.items.map((item) => [text(item.name), { t: item.text, v: item.number }]))
  if (view.bars) {
    const { categories, series } = view.bars
    return made([column('', 'string'), ...series.map((one) => column(one.name, 'number'))], categories.map((name, i) => [text(name), ...series.map((one): Cell => ({ t: one.texts[i] ?? '', v: one.values[i] ?? null }))]))
  }
  if (view.heatmap) return ofHeatmap(view.heatmap)
  if (view.spans) {
    return made([column('Name', 'string'), column('From', 'time'), column('To', 'time'), column('Value', 'string')], view.spans.rows.flatMap((row) =>
      row.spans.map((span): Cell[] => [text(row.name), { t: dateTimeText(span.from, zone), v: span.from }, { t: dateTimeText(span.to, zone), v: span.to }, text(span.text)])))
  }
  if (view.logs) return made([column('Time', 'time'), column('Level', 'string'), column('Line', 'string')], view.logs.lines.map((line) => [{ t: dateTimeText(line.time, zone, 'ms'), v: line.time }, text(line.level), text(line.text)]))
  return null
}

const quoted = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value)
/** A text that a spreadsheet would take for a formula is told to be text. */
const harmless = (value: string) => (/^[=+@\t\r]/.test(value) || /^-(?!\d)/.test(value) ? `'${value}` : value)

/** RFC 4180, UTF-8: plain numbers where there are numbers, ISO times. */
export function csvOf(table: TableBody): string {
  const cell = (one: Cell | undefined, type: Column['type']): string => {
    if (!one) return ''
    if (type === 'time' && typeof one.v === 'number') return new Date(one.v).toISOString()
    return typeof one.v === 'number' ? String(one.v) : harmless(String(one.t ?? one.v ?? ''))
  }
  const lines = [table.columns.map((one) => quoted(harmless(one.name))), ...table.rows.map((row) => table.columns.map((one, i) => quoted(cell(row[i], one.type))))]
  return `${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}
