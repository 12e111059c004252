// What a cursor finds: the sample nearest to a time, and the rows of a tooltip.
import type { Series, TimeSeriesBody } from '../../api/panelview'

/** Index of the value nearest to `at` in ascending `x`; -1 when there is none. */
export function nearestIndex(x: number[], at: number): number {
  if (!x.length) return -1
  let [low, high] = [0, x.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (x[middle]! < at) low = middle + 1
    else high = middle
  }
  return low > 0 && at - x[low - 1]! <= x[low]! - at ? low - 1 : low
}

/** Index near `index` at which the series has a value, within `reach` samples; -1 if none. */
export function nearValue(values: (number | null)[], index: number, reach: number): number {
  for (let i = 0; i <= reach; i += 1) {
    if (values[index - i] !== null && values[index - i] !== undefined) return index - i
    if (values[index + i] !== null && values[index + i] !== undefined) return index + i
  }
  return -1
}

export type TooltipRow = { series: Series; index: number; value: number; nearest: boolean }
export type Tooltip = { rows: TooltipRow[]; /** Rows there would be without the limit */ total: number }

/** Rows of a tooltip at sample `index`. `nearest` is the series under the pointer (index into `all`), -1 for none. */
export function tooltipRows(all: Series[], index: number, options: TimeSeriesBody['tooltip'], nearest: number, shown: (series: number) => boolean, most = 12): Tooltip {
  if (options.mode === 'none' || index < 0) return { rows: [], total: 0 }
  const rows: TooltipRow[] = []
  all.forEach((series, i) => {
    if (!shown(i) || series.hidden?.tooltip || (options.mode === 'single' && nearest >= 0 && i !== nearest)) return
    const at = nearValue(series.values, index, typeof series.spanNulls === 'boolean' && series.spanNulls ? 3 : 0)
    if (at >= 0) rows.push({ series, index: at, value: series.values[at]!, nearest: i === nearest })
  })
  if (options.mode === 'single') return { rows: rows.slice(0, 1), total: Math.min(rows.length, 1) }
  rows.sort((a, b) => (options.sort === 'asc' ? a.value - b.value : b.value - a.value))
  const kept = rows.slice(0, most)
  const hot = rows.find((row) => row.nearest)
  if (hot && !kept.includes(hot)) kept[most - 1] = hot
  return { rows: kept, total: rows.length }
}
