import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import type { StatItem, StatsBody } from '../api/panelview'
import { usePanels } from './environment'
import { Linked } from './linked'
import { withAlpha, type Palette } from './palette'
import { useSize } from './size'
import { wholeText } from './stat'

const percent = (ratio: number) => `${(Math.min(1, Math.max(0, ratio)) * 100).toFixed(2)}%`

/** Ground of a bar's filled part: plain, or running through the thresholds' colours below the value. */
export function barGround(item: StatItem, mode: StatsBody['displayMode'], palette: Palette, upwards: boolean): string {
  const own = palette.fill(item.colour)
  const steps = (item.steps ?? []).filter((step) => step.at < (item.ratio ?? 0))
  if (mode !== 'gradient' || !item.ratio) return own
  const stops = steps.length > 1 ? steps.map((step) => `${palette.fill(step.colour)} ${percent(step.at / item.ratio!)}`) : [`${withAlpha(own, 0.45)} 0%`]
  return `linear-gradient(${upwards ? '0deg' : '90deg'}, ${stops.join(', ')}, ${own} 100%)`
}

const cells = 30

function Lcd({ item, palette, upwards }: { item: StatItem; palette: Palette; upwards: boolean }): JSX.Element {
  const colourAt = (at: number) => (item.steps ?? []).findLast((step) => step.at <= at)?.colour ?? item.colour
  return (
    <div class={`lcd${upwards ? ' up' : ''}`}>
      {Array.from({ length: cells }, (_, i) => {
        const at = i / cells
        const colour = palette.fill(colourAt(at))
        return <span key={i} style={{ background: at < (item.ratio ?? 0) ? colour : withAlpha(colour, 0.18) }} />
      })}
    </div>
  )
}

function Bar({ body, item, upwards }: { body: StatsBody; item: StatItem; upwards: boolean }): JSX.Element {
  const palette = usePanels().palette.value
  const length = percent(item.ratio ?? 0)
  return (
    <div class={`bar${body.showUnfilled === false ? ' bare' : ''}`} role="img" aria-label={`${item.name} ${wholeText(item)}`}>
      {body.displayMode === 'lcd' ? <Lcd item={item} palette={palette} upwards={upwards} /> : <span style={{ [upwards ? 'height' : 'width']: length, minWidth: upwards ? undefined : '2px', minHeight: upwards ? '2px' : undefined, background: barGround(item, body.displayMode, palette, upwards) }} />}
    </div>
  )
}

/** Bars from a least to a greatest value; lying or standing. */
export function BarGaugePanel({ body }: { body: StatsBody }): JSX.Element {
  const ref = useRef<HTMLDivElement>(null)
  const size = useSize(ref)
  const palette = usePanels().palette.value
  const upwards = body.orientation === 'vertical' || (body.orientation === 'auto' && size !== null && size.width < size.height && body.items.length < 8)
  const row = size ? Math.min(34, Math.max(14, (size.height - (body.items.length - 1) * 5) / Math.max(1, body.items.length))) : 20
  const text = (item: StatItem) => <span class="bar-value" style={{ color: body.colourMode === 'none' ? undefined : palette.text(item.colour) }}>{wholeText(item)}</span>
  const name = (item: StatItem) => <span class="bar-name clip" title={item.name}><Linked links={item.links}>{item.name}</Linked></span>
  return (
    <div class={upwards ? 'bars-up' : 'bars-across'} ref={ref} style={{ '--bar-row': `${Math.floor(row)}px` }}>
      {body.items.map((item, i) => (
        <div key={`${item.name} ${i}`} class="bar-item">
          {upwards ? <>{text(item)}<Bar body={body} item={item} upwards />{name(item)}</> : <>{name(item)}<Bar body={body} item={item} upwards={false} />{text(item)}</>}
        </div>
      ))}
    </div>
  )
}
