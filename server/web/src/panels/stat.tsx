import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import type { StatItem, StatsBody } from '../api/panelview'
import { usePanels } from './environment'
import { fitText, gridOf } from './fit'
import { Linked } from './linked'
import { withAlpha } from './palette'
import { useSize, type Size } from './size'
import { Spark } from './spark'

const figure = { least: 13, most: 56 }

/** Whether the name stands beside the value: as asked, or when more than one value is shown. */
export const showsName = (body: Pick<StatsBody, 'textMode' | 'items'>) => body.textMode === 'value_and_name' || body.textMode === 'name' || (body.textMode === 'auto' && body.items.length > 1)
export const showsValue = (body: Pick<StatsBody, 'textMode'>) => body.textMode !== 'name' && body.textMode !== 'none'

export const wholeText = (item: StatItem) => `${item.prefix ?? ''}${item.text}${item.suffix ?? ''}`

/** A value with its unit smaller. */
export function Figure({ item, size, colour }: { item: StatItem; size: number; colour: string }): JSX.Element {
  const unit = { fontSize: `${Math.max(11, Math.round(size * 0.5))}px` }
  return (
    <span class="figure" style={{ fontSize: `${Math.round(size)}px`, color: colour }}>
      {item.prefix && <small style={unit}>{item.prefix}</small>}{item.text}{item.suffix && <small style={unit}>{item.suffix}</small>}
    </span>
  )
}

function cellColours(item: StatItem, mode: StatsBody['colourMode'], palette: ReturnType<typeof usePanels>['palette']['value']) {
  if (mode === 'background' || mode === 'background_solid') return { ground: palette.fill(item.colour), text: palette.on(item.colour), spark: withAlpha(palette.on(item.colour), 0.6) }
  return { ground: null, text: mode === 'none' ? palette.token('text') : palette.text(item.colour), spark: palette.line(item.colour) }
}

function Cell({ body, item, size }: { body: StatsBody; item: StatItem; size: Size }): JSX.Element {
  const { ground, text, spark } = cellColours(item, body.colourMode, usePanels().palette.value)
  const withSpark = body.graphMode === 'area' && item.spark !== undefined && size.height >= 60
  const [named, valued] = [showsName(body), showsValue(body)]
  const wide = size.width > size.height * 2.5 && named && valued
  const room = { width: size.width - 20, height: size.height * (withSpark ? 0.42 : 0.72) - (named && !wide ? 20 : 0) }
  const most = body.valueSize ?? figure.most
  const fontSize = fitText(wholeText(item).length - (item.suffix?.length ?? 0) * 0.45, wide ? room.width * 0.6 : room.width, room.height, { least: figure.least, most })
  const nameSize = body.titleSize ?? Math.max(11, Math.min(16, fontSize * 0.45))
  const only = named && !valued
  return (
    <div class={`stat${body.justify === 'center' || (body.justify === 'auto' && body.items.length === 1 && !withSpark) ? ' centred' : ''}${wide ? ' wide' : ''}`} style={ground ? { background: ground } : {}}>
      <Linked links={item.links} class="stat-link">
        <div class="stat-words">
          {named && <span class="stat-name clip" style={{ fontSize: `${only ? fontSize : nameSize}px`, color: ground ?? only ? text : undefined }}>{item.name}</span>}
          {valued && <Figure item={item} size={fontSize} colour={text} />}
          {item.change && <span class="stat-change" style={ground ? { color: text } : {}}>{item.change}</span>}
        </div>
      </Linked>
      {withSpark && item.spark && <div class="stat-spark"><Spark {...item.spark} colour={spark} fill={ground ? 0.25 : 0.16} /></div>}
    </div>
  )
}

/** Big single values, one or several, with what they were before behind them. */
export function StatPanel({ body }: { body: StatsBody }): JSX.Element {
  const ref = useRef<HTMLDivElement>(null)
  const size = useSize(ref)
  const { columns, rows } = gridOf(body.items.length, size?.width ?? 1, size?.height ?? 1, body.orientation)
  const cell = size && { width: size.width / columns, height: size.height / rows }
  return (
    <div class="stats" ref={ref} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))` }}>
      {cell && body.items.map((item, i) => <Cell key={`${item.name} ${i}`} body={body} item={item} size={cell} />)}
    </div>
  )
}
