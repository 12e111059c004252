import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import type { StatItem, StatsBody } from '../api/panelview'
import { usePanels } from './environment'
import { fitText, gridOf } from './fit'
import { Linked } from './linked'
import { useSize, type Size } from './size'
import { Figure, wholeText } from './stat'

const middle = { x: 100, y: 96 }
/** The arc leaves 120° open at its foot. */
const [start, sweep] = [-210, 240]

const point = (ratio: number, radius: number) => {
  const angle = (start + sweep * ratio) * Math.PI / 180
  return `${(middle.x + radius * Math.cos(angle)).toFixed(2)} ${(middle.y + radius * Math.sin(angle)).toFixed(2)}`
}

/** Path of an arc between two places 0…1 of the gauge. */
export function arcPath(from: number, to: number, radius: number): string {
  const [a, b] = [Math.min(Math.max(from, 0), 1), Math.min(Math.max(to, 0), 1)]
  return `M${point(a, radius)}A${radius} ${radius} 0 ${(b - a) * sweep > 180 ? 1 : 0} 1 ${point(b, radius)}`
}

const gap = 0.006

function Arc({ body, item }: { body: StatsBody; item: StatItem }): JSX.Element {
  const palette = usePanels().palette.value
  const steps = item.steps ?? []
  return (
    <svg class="gauge-arc" viewBox="4 2 192 150" role="img" aria-label={`${item.name} ${wholeText(item)}`.trim()}>
      {body.showThresholdMarkers !== false && steps.map((step, i) => {
        const [from, to] = [i ? step.at + gap : step.at, (steps[i + 1]?.at ?? 1) - (i < steps.length - 1 ? gap : 0)]
        return to > from && from < 1 ? <path key={i} d={arcPath(from, to, 88)} stroke={palette.line(step.colour)} stroke-width="4" fill="none" /> : null
      })}
      <path d={arcPath(0, 1, 74)} stroke={palette.token('sunken')} stroke-width="17" fill="none" />
      {(item.ratio ?? 0) > 0 && <path d={arcPath(0, item.ratio ?? 0, 74)} stroke={palette.fill(item.colour)} stroke-width="17" fill="none" />}
      {(item.ratio ?? 0) <= 0 && <path d={arcPath(0, 0.012, 74)} stroke={palette.fill(item.colour)} stroke-width="17" fill="none" />}
      {body.showThresholdLabels && steps.map((step, i) => step.text && <text key={i} {...labelAt(step.at)} text-anchor="middle" font-size="10" fill={palette.token('text-2')}>{step.text}</text>)}
    </svg>
  )
}

function labelAt(ratio: number) {
  const [x, y] = point(ratio, 97).split(' ').map(Number)
  return { x: Math.min(186, Math.max(14, x ?? 0)), y: Math.min(150, Math.max(10, y ?? 0)) }
}

function Cell({ body, item, size }: { body: StatsBody; item: StatItem; size: Size }): JSX.Element {
  const palette = usePanels().palette.value
  const named = body.items.length > 1 || body.textMode === 'value_and_name' || body.textMode === 'name'
  const height = size.height - (named ? 18 : 0)
  const scale = Math.min(size.width / 192, height / 150)
  const fontSize = fitText(wholeText(item).length, 118 * scale, 34 * scale, { least: 9, most: body.valueSize ?? 60 })
  return (
    <div class="gauge">
      <div class="gauge-body">
        <Arc body={body} item={item} />
        <div class="gauge-value" style={{ top: `${(size.height - (named ? 18 : 0)) / 2 + 21 * scale}px` }}>
          <Linked links={item.links}><Figure item={item} size={fontSize} colour={body.colourMode === 'none' ? palette.token('text') : palette.text(item.colour)} /></Linked>
        </div>
      </div>
      {named && <span class="gauge-name clip" title={item.name}>{item.name}</span>}
    </div>
  )
}

/** Values on an arc, with the thresholds outside it. */
export function GaugePanel({ body }: { body: StatsBody }): JSX.Element {
  const ref = useRef<HTMLDivElement>(null)
  const size = useSize(ref)
  const { columns, rows } = gridOf(body.items.length, size?.width ?? 1, size?.height ?? 1, body.orientation === 'auto' ? 'auto' : body.orientation === 'horizontal' ? 'vertical' : 'horizontal', 1.2)
  const cell = size && { width: size.width / columns, height: size.height / rows }
  return (
    <div class="stats gauges" ref={ref} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))` }}>
      {cell && body.items.map((item, i) => <Cell key={`${item.name} ${i}`} body={body} item={item} size={cell} />)}
    </div>
  )
}
