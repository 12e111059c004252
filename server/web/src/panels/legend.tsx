import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { TimeSeriesBody } from '../api/panelview'
import { t } from '../ui/i18n'

export type LegendItem = { name: string; colour: string; dash: number[] | null; texts: string[]; numbers: (number | null)[]; off: boolean; axisRight: boolean }
type LegendProps = {
  legend: TimeSeriesBody['legend']
  items: LegendItem[]
  solo: string | null
  onSolo: (name: string | null) => void
  onToggle: (name: string) => void
  beside: boolean
  title: string
}

const most = 300
const searchFrom = 20

export function Swatch({ colour, dash }: { colour: string; dash: number[] | null }): JSX.Element {
  return (
    <svg class="swatch" viewBox="0 0 16 4" aria-hidden="true">
      <path d="M0 2h16" stroke={colour} stroke-width="3" {...(dash?.length ? { 'stroke-dasharray': dash.join(' ') } : {})} />
    </svg>
  )
}

function compare(a: LegendItem, b: LegendItem, column: number): number {
  if (column < 0) return a.name.localeCompare(b.name, undefined, { numeric: true })
  const [x, y] = [a.numbers[column] ?? null, b.numbers[column] ?? null]
  if (x === null || y === null) return x === y ? (a.texts[column] ?? '').localeCompare(b.texts[column] ?? '', undefined, { numeric: true }) : x === null ? -1 : 1
  return x - y
}

type Sort = { column: number; desc: boolean } | null

function Name({ item, solo, onSolo, onToggle }: { item: LegendItem } & Pick<LegendProps, 'solo' | 'onSolo' | 'onToggle'>): JSX.Element {
  const choose = (event: { ctrlKey: boolean; metaKey: boolean; preventDefault(): void }) => {
    if (event.ctrlKey || event.metaKey) onToggle(item.name)
    else onSolo(solo === item.name ? null : item.name)
  }
  return (
    <button
      type="button" class={`legend-name${item.off ? ' off' : ''}`} aria-pressed={solo === item.name} title={item.name} onClick={choose}
      onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); choose(event) } }}
    >
      <Swatch colour={item.colour} dash={item.dash} />
      <span class="clip">{item.name}</span>
      {item.off && <span class="visually-hidden">{t('legend.off')}</span>}
    </button>
  )
}

function Table({ legend, items, title, ...rest }: LegendProps): JSX.Element {
  const named = legend.columns.findIndex((column) => column.id === legend.sortBy || column.title === legend.sortBy)
  const [sort, setSort] = useState<Sort>(named >= 0 ? { column: named, desc: legend.sortDesc ?? false } : null)
  const sorted = useMemo(() => (sort ? items.toSorted((a, b) => compare(a, b, sort.column) * (sort.desc ? -1 : 1)) : items), [items, sort])
  const head = (column: number, word: string) => (
    <th scope="col" aria-sort={sort?.column === column ? (sort.desc ? 'descending' : 'ascending') : undefined}>
      <button type="button" class="legend-sort" onClick={() => setSort(sort?.column !== column ? { column, desc: column >= 0 } : { column, desc: !sort.desc })}>
        {word}{sort?.column === column && <span aria-hidden="true">{sort.desc ? ' ▾' : ' ▴'}</span>}
      </button>
    </th>
  )
  return (
    <table class="legend-table">
      <caption class="visually-hidden">{t('legend.of', title)}</caption>
      <thead><tr>{head(-1, t('legend.name'))}{legend.columns.map((column, i) => head(i, column.title))}</tr></thead>
      <tbody>
        {sorted.map((item, i) => (
          <tr key={`${item.name} ${i}`} class={rest.solo === item.name ? 'hot' : undefined}>
            <td><Name item={item} {...rest} /></td>
            {legend.columns.map((column, place) => <td key={column.id}>{item.texts[place] ?? '–'}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function List({ items, legend, title, ...rest }: LegendProps): JSX.Element {
  return (
    <ul class="legend-list" aria-label={t('legend.of', title)}>
      {items.map((item, i) => (
        <li key={`${item.name} ${i}`}>
          <Name item={item} {...rest} />
          {item.texts.map((text, place) => <span key={place} class="legend-value"><span class="muted">{legend.columns[place]?.title}</span> {text}</span>)}
        </li>
      ))}
    </ul>
  )
}

/** Names, colours and statistics of what a chart shows. Enter or a click shows one alone, with Ctrl it is switched off or on. */
export function Legend(props: LegendProps): JSX.Element | null {
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = wanted ? props.items.filter((item) => item.name.toLowerCase().includes(wanted)) : props.items
  const items = found.length > most ? found.slice(0, most) : found
  if (!props.items.length) return null
  return (
    <div class={`legend ${props.beside ? 'beside' : 'below'} ${props.legend.mode}`}>
      {props.items.length >= searchFrom && props.legend.mode === 'table' && (
        <input type="search" class="input small legend-search" placeholder={t('legend.search')} aria-label={t('legend.search')} value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
      )}
      {props.legend.mode === 'table' ? <Table {...props} items={items} /> : <List {...props} items={items} />}
      {found.length > most && <p class="caption muted">{t('legend.more', found.length - most)}</p>}
    </div>
  )
}
