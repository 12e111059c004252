import type { JSX } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import type { BarsBody } from '../api/panelview'
import { t } from '../ui/i18n'
import { absent } from './absent'
import { barBoxes, extremes, valueScale, type BarBox, type ValueScale } from './barlayout'
import { setTip, usePanels } from './environment'
import { Legend } from './legend'
import { useSize, type Size } from './size'
import { axisTexts } from './units'

const letter = 6.2
const line = 16
const unitless = { id: 'none', kernel: 'fixed' }

type PlotProps = { body: BarsBody; size: Size; off: ReadonlySet<string>; solo: string | null; title: string; panelKey: string }

const percentUnit = { id: 'percentunit', kernel: 'fixed', suffix: '%', scale: 100 }

function textsOf(scale: ValueScale, body: BarsBody): string[] {
  return axisTexts(scale.ticks, body.stacking === 'percent' ? percentUnit : body.axes[0]?.unit ?? unitless)
}

/** Room for labels, px. Lying bars have their categories at the left. */
function gutters(body: BarsBody, texts: string[], size: Size) {
  const widest = (words: string[]) => Math.max(0, ...words.map((word) => word.length)) * letter + 10
  const names = Math.min(widest(body.categories), size.width * 0.35)
  return body.orientation === 'horizontal' ? { left: names, bottom: line + 4 } : { left: Math.min(widest(texts), size.width * 0.3), bottom: line + 4 }
}

function Plot({ body, size, off, solo, title, panelKey }: PlotProps): JSX.Element {
  const environment = usePanels()
  const palette = environment.palette.value
  const across = body.orientation === 'horizontal'
  const shown = (series: number) => !off.has(body.series[series]?.name ?? '')
  const { scale, boxes } = useMemo(() => {
    const { least, greatest } = extremes(body, shown)
    const made = valueScale(least, greatest, Math.max(2, Math.floor((across ? size.width / 80 : size.height / 40))), body.stacking === 'percent' ? { min: 0, max: 1 } : { min: body.axes[0]?.min, max: body.axes[0]?.max })
    return { scale: made, boxes: barBoxes(body, made, shown) }
  }, [body, off, size.width, size.height])
  const texts = textsOf(scale, body)
  const { left, bottom } = gutters(body, texts, size)
  const [width, height] = [Math.max(1, size.width - left - 8), Math.max(1, size.height - bottom - 8)]
  const rect = (box: BarBox) => (across
    ? { x: left + box.from * width, y: 8 + box.at * height, width: Math.max(1, (box.to - box.from) * width), height: Math.max(1, box.width * height) }
    : { x: left + box.at * width, y: 8 + (1 - box.to) * height, width: Math.max(1, box.width * width), height: Math.max(1, (box.to - box.from) * height) })
  const place = (value: number) => (value - scale.min) / (scale.max - scale.min)
  const point = (event: PointerEvent, category: number) => setTip(environment, panelKey, {
    key: panelKey, title: body.categories[category] ?? '', total: 0, x: event.clientX, y: event.clientY, pinned: false, links: [], notes: [],
    rows: body.series.flatMap((series, i) => (shown(i) && !absent(series.values[category]) ? [{ name: series.name, text: series.texts[category] ?? '', colour: palette.fill(series.colour), dash: null, strong: false }] : [])),
  })
  return (
    <svg class="bars-plot" width={size.width} height={size.height} role="img" aria-label={title} onPointerLeave={() => setTip(environment, panelKey, null)}>
      {scale.ticks.map((tick, i) => (across
        ? <g key={tick}><line class="gl" x1={left + place(tick) * width} x2={left + place(tick) * width} y1={8} y2={8 + height} /><text class="axis" x={left + place(tick) * width} y={height + 8 + line} text-anchor="middle">{texts[i]}</text></g>
        : <g key={tick}><line class="gl" x1={left} x2={left + width} y1={8 + (1 - place(tick)) * height} y2={8 + (1 - place(tick)) * height} /><text class="axis" x={left - 6} y={8 + (1 - place(tick)) * height} text-anchor="end" dominant-baseline="middle">{texts[i]}</text></g>))}
      {boxes.map((box) => <rect key={`${box.series} ${box.category}`} {...rect(box)} fill={palette.fill(body.series[box.series]!.colour)} opacity={solo !== null && body.series[box.series]!.name !== solo ? 0.4 : 1} onPointerMove={(event) => point(event, box.category)} />)}
      <Categories body={body} left={left} width={width} height={height} />
    </svg>
  )
}

function Categories({ body, left, width, height }: { body: BarsBody; left: number; width: number; height: number }): JSX.Element {
  const across = body.orientation === 'horizontal'
  const names = body.edges ? body.edges.map(String) : body.categories
  const labels = body.edges && body.categories.length === names.length - 1 ? body.categories : names
  const room = (across ? height : width) / Math.max(1, labels.length)
  const stride = Math.max(1, Math.ceil((across ? line : Math.max(24, Math.min(120, Math.max(...labels.map((name) => name.length)) * letter + 8))) / room))
  const most = Math.floor(across ? left / letter - 1 : room * stride / letter)
  const cut = (name: string) => (name.length > most ? `${name.slice(0, Math.max(1, most - 1))}…` : name)
  return (
    <>
      {labels.map((name, i) => i % stride === 0 && (across
        ? <text key={i} class="axis" x={left - 6} y={8 + (i + 0.5) * room} text-anchor="end" dominant-baseline="middle"><title>{name}</title>{cut(name)}</text>
        : <text key={i} class="axis" x={left + (i + 0.5) * room} y={height + 8 + line} text-anchor="middle"><title>{name}</title>{cut(name)}</text>))}
    </>
  )
}

/** Bars by category, also the buckets of a histogram. */
export function BarsPanel({ body, title, panelKey }: { body: BarsBody; title: string; panelKey: string }): JSX.Element {
  const palette = usePanels().palette.value
  const outer = useRef<HTMLDivElement>(null)
  const inner = useRef<HTMLDivElement>(null)
  const [space, size] = [useSize(outer), useSize(inner)]
  const [solo, setSolo] = useState<string | null>(null)
  const [off, setOff] = useState<ReadonlySet<string>>(new Set())
  const beside = body.legend.placement === 'right' && (space?.width ?? 0) >= 560
  const toggle = (name: string) => setOff(new Set(off.has(name) ? [...off].filter((one) => one !== name) : [...off, name]))
  return (
    <div class={`ts${beside ? ' ts-beside' : ''}`} ref={outer}>
      <div class="ts-plot" ref={inner}>{size && size.width > 40 && size.height > 30 && <Plot body={body} size={size} off={off} solo={solo} title={t('bars.of', title, body.categories.length, body.series.length)} panelKey={panelKey} />}</div>
      {body.legend.shown && (space?.height ?? 100) >= 100 && (
        <Legend legend={body.legend} title={title} beside={beside} solo={solo} onSolo={setSolo} onToggle={toggle}
          items={body.series.map((series) => ({ name: series.name, colour: palette.fill(series.colour), dash: null, texts: series.legend ?? [], numbers: [], off: off.has(series.name), axisRight: false }))} />
      )}
    </div>
  )
}
