// Order and filter of a table's rows, and which of them are in sight.
import type { Cell, TableBody } from '../api/panelview'

export type TableSort = { column: number; desc: boolean } | null

const rank = (cell: Cell | undefined) => (cell?.v === undefined || cell.v === null ? cell?.t ?? null : cell.v)

/** Numbers before texts, nothing always last. */
export function compareCells(a: Cell | undefined, b: Cell | undefined, desc: boolean): number {
  const [x, y] = [rank(a), rank(b)]
  if (x === null || y === null || x === '' || y === '') return Number(x === null || x === '') - Number(y === null || y === '')
  const order = typeof x === 'number' && typeof y === 'number' ? x - y : typeof x === typeof y ? String(x).localeCompare(String(y), undefined, { numeric: true }) : typeof x === 'number' ? -1 : 1
  return desc ? -order : order
}

export function arrangedRows(body: TableBody, sort: TableSort, filters: Record<number, string>): Cell[][] {
  const wanted = Object.entries(filters).filter(([, text]) => text.trim() !== '').map(([column, text]) => [Number(column), text.trim().toLowerCase()] as const)
  const rows = wanted.length ? body.rows.filter((row) => wanted.every(([column, text]) => String(row[column]?.t ?? row[column]?.v ?? '').toLowerCase().includes(text))) : body.rows
  return sort ? rows.toSorted((a, b) => compareCells(a[sort.column], b[sort.column], sort.desc)) : rows
}

export type Slice = { first: number; end: number; before: number; after: number }

/** Rows to draw of `count` for a scroll position; the heights before and after stand for the others. All px. */
export function visibleSlice(count: number, rowHeight: number, top: number, height: number, whole = 200): Slice {
  if (count <= whole) return { first: 0, end: count, before: 0, after: 0 }
  const margin = 12
  const first = Math.min(Math.max(0, Math.floor(top / rowHeight) - margin), Math.max(0, count - 1))
  const end = Math.min(count, first + Math.ceil(height / rowHeight) + 2 * margin)
  return { first, end, before: first * rowHeight, after: (count - end) * rowHeight }
}

/** Next state of a column's sorting: rising, falling, as it came. */
export function nextSort(sort: TableSort, column: number): TableSort {
  if (sort?.column !== column) return { column, desc: false }
  return sort.desc ? null : { column, desc: true }
}
