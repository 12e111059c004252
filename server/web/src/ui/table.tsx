import type { ComponentChildren, JSX } from 'preact'
import { t } from './i18n'
import './table.css'

export type Sort = { column: string; descending: boolean }
export type Column<Row> = {
  id: string
  title: string
  cell: (row: Row) => ComponentChildren
  /** Numbers stand right. */
  number?: boolean
  /** Goes away where there is little room. */
  hide?: 'phone' | 'narrow'
  sortable?: boolean
  /** The heading is for assistive software only: columns of buttons. */
  quiet?: boolean
}

type TableProps<Row> = {
  /** What the table lists. */
  label: string
  columns: Column<Row>[]
  rows: Row[]
  keyOf: (row: Row) => string
  sort?: Sort
  onSort?: (sort: Sort) => void
  /** Keys of ticked rows; with it the first column has boxes. */
  selected?: ReadonlySet<string>
  onSelected?: (selected: ReadonlySet<string>) => void
  nameOf?: (row: Row) => string
}

/** A table with hairlines, sort marks and, if wanted, boxes to tick. */
export function Table<Row>(props: TableProps<Row>): JSX.Element {
  const { label, columns, rows, keyOf, sort, onSort, selected, nameOf } = props
  return (
    <div class="scroll-x" tabIndex={-1}>
      <table class="tbl" aria-label={label}>
        <thead>
          <tr>
            {selected && <th class="tick-cell"><AllBox {...props} selected={selected} /></th>}
            {columns.map((column) => <Heading key={column.id} column={column} sort={sort} onSort={onSort} />)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = keyOf(row)
            return (
              <tr key={key} aria-selected={selected ? (selected.has(key) ? 'true' : 'false') : undefined}>
                {selected && <td class="tick-cell"><input type="checkbox" aria-label={t('table.select', nameOf?.(row) ?? key)} checked={selected.has(key)} onChange={() => props.onSelected?.(toggled(selected, key))} /></td>}
                {columns.map((column) => <td key={column.id} class={classOf(column)}>{column.cell(row)}</td>)}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function toggled(selected: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(selected)
  if (!next.delete(key)) next.add(key)
  return next
}

function AllBox<Row>({ rows, keyOf, selected, onSelected }: TableProps<Row> & { selected: ReadonlySet<string> }): JSX.Element {
  const all = rows.length > 0 && rows.every((row) => selected.has(keyOf(row)))
  const some = rows.some((row) => selected.has(keyOf(row)))
  return (
    <input type="checkbox" aria-label={t('table.selectAll')} checked={all} ref={(box) => { if (box) box.indeterminate = some && !all }}
      onChange={() => onSelected?.(all ? new Set() : new Set(rows.map(keyOf)))} />
  )
}

const classOf = (column: { number?: boolean; hide?: 'phone' | 'narrow' }): string | undefined =>
  [column.number ? 'num' : '', column.hide ? `hide-${column.hide}` : ''].filter(Boolean).join(' ') || undefined

function Heading<Row>({ column, sort, onSort }: { column: Column<Row>; sort: Sort | undefined; onSort: ((sort: Sort) => void) | undefined }): JSX.Element {
  const active = sort?.column === column.id
  const order = active ? (sort.descending ? 'descending' : 'ascending') : undefined
  return (
    <th scope="col" class={classOf(column)} aria-sort={order}>
      {column.sortable && onSort
        ? <button type="button" class="sort" onClick={() => onSort({ column: column.id, descending: active && !sort.descending })}>{column.title}<span class={`mark ${order ?? ''}`} aria-hidden="true" /></button>
        : column.quiet ? <span class="visually-hidden">{column.title}</span> : column.title}
    </th>
  )
}
