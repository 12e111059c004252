import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { SlicesBody } from '../api/panelview'
import { setTip, usePanels } from './environment'
import { Legend } from './legend'
import { useSize } from './size'

const centre = 100
const outer = 92

const at = (ratio: number, radius: number) => {
  const angle = ratio * 2 * Math.PI - Math.PI / 2
  return [centre + radius * Math.cos(angle), centre + radius * Math.sin(angle)] as const
}

/** Path of a slice between two shares 0…1 of the circle, clockwise from its top. */
export function slicePath(from: number, to: number, inner: number): string {
  const end = Math.min(to, from + 0.99999)
  const large = end - from > 0.5 ? 1 : 0
  const p = (ratio: number, radius: number) => at(ratio, radius).map((value) => value.toFixed(2)).join(' ')
  const back = inner > 0 ? `L${p(end, inner)}A${inner} ${inner} 0 ${large} 0 ${p(from, inner)}` : `L${centre} ${centre}`
  return `M${p(from, outer)}A${outer} ${outer} 0 ${large} 1 ${p(end, outer)}${back}Z`
}

const percentText = (ratio: number) => `${(ratio * 100).toFixed(ratio < 0.1 ? 1 : 0)}%`

function labelOf(item: SlicesBody['items'][number], labels: SlicesBody['labels']): string {
  const parts = { name: item.name, value: item.text, percent: percentText(item.ratio) }
  return labels.map((label) => parts[label]).join(' ')
}

/** Shares of a whole, as a pie or a ring. */
export function PiePanel({ body, title, panelKey }: { body: SlicesBody; title: string; panelKey: string }): JSX.Element {
  const environment = usePanels()
  const palette = environment.palette.value
  const ref = useRef<HTMLDivElement>(null)
  const size = useSize(ref)
  const [solo, setSolo] = useState<string | null>(null)
  const [off, setOff] = useState<ReadonlySet<string>>(new Set())
  const inner = body.kind === 'donut' ? 54 : 0
  const shown = body.items.filter((item) => !off.has(item.name))
  const sum = shown.reduce((all, item) => all + item.ratio, 0) || 1
  let place = 0
  const slices = shown.map((item) => ({ item, from: place, to: (place += item.ratio / sum) }))
  const beside = body.legend.placement === 'right' && (size?.width ?? 0) >= 280
  const point = (event: PointerEvent, item: SlicesBody['items'][number]) => setTip(environment, panelKey, {
    key: panelKey, title: percentText(item.ratio / sum), total: 0, x: event.clientX, y: event.clientY, pinned: false, links: [], notes: [],
    rows: [{ name: item.name, text: item.text, colour: palette.line(item.colour), dash: null, strong: false }],
  })
  const toggle = (name: string) => setOff(new Set(off.has(name) ? [...off].filter((one) => one !== name) : [...off, name]))
  return (
    <div class={`ts${beside ? ' ts-beside' : ''}`} ref={ref}>
      <svg class="pie" viewBox="0 0 200 200" role="img" aria-label={title} onPointerLeave={() => setTip(environment, panelKey, null)}>
        {slices.map(({ item, from, to }) => (
          <path key={item.name} d={slicePath(from, to, inner)} fill={palette.fill(item.colour)} stroke={palette.token('surface')} stroke-width="1.5" opacity={solo !== null && solo !== item.name ? 0.4 : 1} onPointerMove={(event) => point(event, item)} />
        ))}
        {body.labels.length > 0 && slices.filter(({ from, to }) => to - from > 0.04).map(({ item, from, to }) => {
          const [x, y] = at((from + to) / 2, inner ? (outer + inner) / 2 : outer * 0.64)
          return <text key={item.name} x={x} y={y} text-anchor="middle" dominant-baseline="middle" font-size="9" fill={palette.on(item.colour)}>{labelOf(item, body.labels)}</text>
        })}
      </svg>
      {body.legend.shown && (size?.height ?? 200) >= 90 && (
        <Legend legend={body.legend} title={title} beside={beside} solo={solo} onSolo={setSolo} onToggle={toggle}
          items={body.items.map((item) => ({ name: item.name, colour: palette.line(item.colour), dash: null, texts: item.legend ?? [], numbers: (item.legend ?? []).map(() => item.number), off: off.has(item.name), axisRight: false }))} />
      )}
    </div>
  )
}
