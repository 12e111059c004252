import type { JSX } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import type { Cell, Column, TableBody } from '../api/panelview'
import { t } from '../ui/i18n'
import { absent } from './absent'
import { usePanels } from './environment'
import { isSafe, Linked, targetOf } from './linked'
import { withAlpha, type Palette } from './palette'
import { useSize } from './size'
import { Spark } from './spark'
import { arrangedRows, nextSort, visibleSlice, type TableSort } from './tablerows'

const heights = { sm: 26, md: 34, lg: 44 }
const pageSize = 100

function Gauge({ cell, column, palette }: { cell: Cell; column: Column; palette: Palette }): JSX.Element {
  const colour = palette.fill(cell.c ?? cell.b ?? 'series-1')
  const ground = column.cell === 'gauge-gradient' ? `linear-gradient(90deg, ${withAlpha(colour, 0.45)}, ${colour})` : colour
  return (
    <span class="cell-gauge">
      <span class={`bar${column.cell === 'gauge-lcd' ? ' cut' : ''}`}><span style={{ width: `${Math.min(1, Math.max(0, cell.g ?? 0)) * 100}%`, background: ground }} /></span>
      <span style={cell.c ? { color: palette.text(cell.c) } : {}}>{cell.t ?? ''}</span>
    </span>
  )
}

function content(cell: Cell, column: Column, palette: Palette): JSX.Element | string {
  const text = cell.t ?? (absent(cell.v) ? '' : String(cell.v))
  if (cell.s) return <span class="cell-spark"><Spark x={cell.s.map((_, i) => i)} values={cell.s} colour={palette.line(cell.c ?? 'series-1')} /></span>
  if (cell.g !== undefined) return <Gauge cell={cell} column={column} palette={palette} />
  if (column.cell === 'image' && isSafe(text) && text) return <img class="cell-image" src={text} alt={column.name} loading="lazy" />
  if (column.cell === 'json') return <code>{text}</code>
  return text
}

function TableCell({ cell, column }: { cell: Cell | undefined; column: Column }): JSX.Element {
  const palette = usePanels().palette.value
  const align = column.align === 'left' ? undefined : column.align
  if (!cell) return <td class={align} />
  const style = cell.b ? { background: palette.fill(cell.b), color: palette.on(cell.b) } : cell.c && cell.g === undefined ? { color: palette.text(cell.c) } : {}
  const shown = content(cell, column, palette)
  return (
    <td class={`${align ?? ''}${cell.b ? ' filled' : ''}`} style={style} title={(cell.t?.length ?? 0) > 40 ? cell.t : undefined}>
      {cell.l && cell.l.length > 1
        ? <span class="row tight">{shown}{cell.l.map((link) => <a key={link.url} {...targetOf(link)}>{link.text}</a>)}</span>
        : <Linked links={cell.l}>{shown}</Linked>}
    </td>
  )
}

type HeadProps = { body: TableBody; sort: TableSort; onSort: (column: number) => void; filters: Record<number, string>; onFilter: (column: number, text: string) => void }

function Head({ body, sort, onSort, filters, onFilter }: HeadProps): JSX.Element {
  return (
    <thead class={body.showHeader ? undefined : 'visually-hidden'}>
      <tr>
        {body.columns.map((column, i) => (
          <th key={i} scope="col" class={column.align === 'left' ? undefined : column.align} aria-sort={sort?.column === i ? (sort.desc ? 'descending' : 'ascending') : undefined}>
            {column.sortable && body.showHeader
              ? <button type="button" class="th-sort" onClick={() => onSort(i)}>{column.name}{sort?.column === i && <span aria-hidden="true">{sort.desc ? ' ▾' : ' ▴'}</span>}</button>
              : column.name}
            {column.filterable && <input type="search" class="th-filter" aria-label={t('table.filter', column.name)} placeholder={t('table.filterShort')} value={filters[i] ?? ''} onInput={(event) => onFilter(i, event.currentTarget.value)} />}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Columns({ body }: { body: TableBody }): JSX.Element {
  return <colgroup>{body.columns.map((column, i) => <col key={i} style={column.width ? { width: `${column.width}px` } : column.minWidth ? { minWidth: `${column.minWidth}px` } : {}} />)}</colgroup>
}

function Footer({ body }: { body: TableBody }): JSX.Element | null {
  if (!body.footer?.some((cell) => cell.t)) return null
  return <tfoot><tr>{body.columns.map((column, i) => <TableCell key={i} cell={body.footer?.[i]} column={column} />)}</tr></tfoot>
}

/** Rows and columns; from 200 rows on only those in sight are in the document. */
export function TablePanel({ body, title }: { body: TableBody; title: string }): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null)
  const size = useSize(scroller)
  const [sort, setSort] = useState<TableSort>(body.sort ?? null)
  const [filters, setFilters] = useState<Record<number, string>>({})
  const [top, setTop] = useState(0)
  const [page, setPage] = useState(0)
  const rows = useMemo(() => arrangedRows(body, sort, filters), [body, sort, filters])
  const paged = body.pagination && rows.length > pageSize
  const shown = paged ? rows.slice(page * pageSize, (page + 1) * pageSize) : rows
  const height = heights[body.cellHeight ?? 'sm']
  const slice = visibleSlice(shown.length, height, top, size?.height ?? 400)
  const fixed = body.columns.length > 0 && body.columns.every((column) => column.width)
  return (
    <div class="table-panel">
      <div class="table-scroll" ref={scroller} tabIndex={0} role="group" aria-label={t('table.of', title)} onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
        <table class={`ptable${fixed ? ' fixed' : ''}`} style={{ '--row': `${height}px` }} aria-rowcount={slice.before || slice.after ? rows.length + 1 : undefined}>
          <caption class="visually-hidden">{title}</caption>
          <Columns body={body} />
          <Head body={body} sort={sort} onSort={(column) => setSort(nextSort(sort, column))} filters={filters} onFilter={(column, text) => setFilters({ ...filters, [column]: text })} />
          <tbody>
            {slice.before > 0 && <tr class="gap" aria-hidden="true"><td colSpan={body.columns.length} style={{ height: `${slice.before}px` }} /></tr>}
            {shown.slice(slice.first, slice.end).map((row, i) => (
              <tr key={slice.first + i} aria-rowindex={slice.before || slice.after ? slice.first + i + 2 : undefined}>{body.columns.map((column, place) => <TableCell key={place} cell={row[place]} column={column} />)}</tr>
            ))}
            {slice.after > 0 && <tr class="gap" aria-hidden="true"><td colSpan={body.columns.length} style={{ height: `${slice.after}px` }} /></tr>}
          </tbody>
          <Footer body={body} />
        </table>
      </div>
      {(paged || body.total > body.rows.length) && (
        <footer class="table-foot row caption muted">
          {paged && <Pages page={page} pages={Math.ceil(rows.length / pageSize)} onPage={(next) => { setPage(next); scroller.current?.scrollTo(0, 0) }} />}
          {body.total > body.rows.length && <span>{t('table.cut', body.rows.length, body.total)}</span>}
        </footer>
      )}
    </div>
  )
}

function Pages({ page, pages, onPage }: { page: number; pages: number; onPage: (page: number) => void }): JSX.Element {
  return (
    <>
      <button type="button" class="btn ghost small" disabled={page === 0} onClick={() => onPage(page - 1)}>{t('table.before')}</button>
      <span>{t('table.page', page + 1, pages)}</span>
      <button type="button" class="btn ghost small" disabled={page >= pages - 1} onClick={() => onPage(page + 1)}>{t('table.next')}</button>
    </>
  )
}
