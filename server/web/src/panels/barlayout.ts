// Where the bars of a bar chart or histogram stand. Shares are 0…1 of the plot, values grow from 0 to 1.
import type { BarsBody } from '../api/panelview'
import { absent } from './absent'

export type BarBox = { series: number; category: number; /** Along the categories */ at: number; width: number; /** Along the values */ from: number; to: number }
export type ValueScale = { min: number; max: number; ticks: number[] }

const shares = [1, 2, 2.5, 5, 10]

/** Round limits around the values with at most `most` steps between them. */
export function valueScale(least: number, greatest: number, most: number, fixed: { min?: number | undefined; max?: number | undefined }): ValueScale {
  const low = fixed.min ?? Math.min(0, least)
  const high = fixed.max ?? Math.max(0, greatest, low + (greatest <= 0 && least >= 0 ? 1 : 0))
  const span = high - low || 1
  const power = 10 ** Math.floor(Math.log10(span / Math.max(1, most)))
  const step = (shares.find((share) => share * power * most >= span) ?? 10) * power
  const min = fixed.min ?? Math.floor(low / step + 1e-9) * step
  const max = fixed.max ?? Math.ceil(high / step - 1e-9) * step
  const ticks: number[] = []
  for (let tick = Math.ceil(min / step - 1e-9) * step; tick <= max + step * 1e-9 && ticks.length < 50; tick += step) ticks.push(Number(tick.toPrecision(12)))
  return { min, max: max > min ? max : min + 1, ticks }
}

/** Sums of one category: what a stack reaches upwards and downwards. */
function sums(body: BarsBody, category: number, shown: (series: number) => boolean) {
  let [up, down] = [0, 0]
  body.series.forEach((series, i) => {
    const value = series.values[category] ?? 0
    if (shown(i)) { if (value < 0) down += value; else up += value }
  })
  return { up, down }
}

/** The least and greatest that is drawn. */
export function extremes(body: BarsBody, shown: (series: number) => boolean): { least: number; greatest: number } {
  if (body.stacking === 'percent') return { least: 0, greatest: 1 }
  let [least, greatest] = [Infinity, -Infinity]
  const see = (value: number) => { least = Math.min(least, value); greatest = Math.max(greatest, value) }
  body.categories.forEach((_, category) => {
    if (body.stacking === 'normal') { const { up, down } = sums(body, category, shown); see(up); see(down) } else body.series.forEach((series, i) => { const value = series.values[category]; if (shown(i) && !absent(value)) see(value) })
  })
  return Number.isFinite(least) ? { least, greatest } : { least: 0, greatest: 1 }
}

export function barBoxes(body: BarsBody, scale: ValueScale, shown: (series: number) => boolean): BarBox[] {
  const place = (value: number) => (Math.min(scale.max, Math.max(scale.min, value)) - scale.min) / (scale.max - scale.min)
  const band = 1 / Math.max(1, body.categories.length)
  const group = band * (body.edges ? 1 : body.groupWidth ?? 0.7)
  const members = body.series.map((_, i) => i).filter(shown)
  const lane = body.stacking === 'none' ? group / Math.max(1, members.length) : group
  const width = lane * (body.edges ? 0.96 : body.barWidth ?? 0.97)
  const boxes: BarBox[] = []
  body.categories.forEach((_, category) => {
    const { up, down } = sums(body, category, shown)
    const whole = body.stacking === 'percent' ? up - down || 1 : 1
    let [high, low] = [0, 0]
    members.forEach((series, order) => {
      const raw = body.series[series]!.values[category]
      if (absent(raw)) return
      const value = raw / whole
      const base = body.stacking === 'none' ? 0 : value < 0 ? low : high
      if (value < 0) low += value
      else high += value
      const at = category * band + (band - group) / 2 + (body.stacking === 'none' ? order * lane : 0) + (lane - width) / 2
      boxes.push({ series, category, at, width, from: place(Math.min(base, base + value)), to: place(Math.max(base, base + value)) })
    })
  })
  return boxes
}
