// A time range as it stands in the URL, and what one can do with it.
import { isRelative, resolveTime, type TimeContext, type Unit } from './timetext'
import { clockText, dateText } from './zone'

/** Texts of the URL: relative (`now-6h`), a date, or epoch ms. */
export type RangeText = { from: string; to: string }
export type Instants = { from: number; to: number }

export function resolveRange(range: RangeText, context: TimeContext): Instants | null {
  const from = resolveTime(range.from, context)
  const to = resolveTime(range.to, context, true)
  return from === null || to === null || from >= to ? null : { from, to }
}

/** Which part of a typed range cannot be understood; null when it can. */
export function rangeProblem(range: RangeText, context: TimeContext): 'from' | 'to' | 'order' | null {
  const from = resolveTime(range.from, context)
  const to = resolveTime(range.to, context, true)
  if (from === null) return 'from'
  if (to === null) return 'to'
  return from < to ? null : 'order'
}

export const absoluteText = ({ from, to }: Instants): RangeText => ({ from: String(Math.round(from)), to: String(Math.round(to)) })

const limit = { least: 1000, most: 100 * 366 * 86_400_000 }

/** Twice as wide, same middle; never beyond now when it ended at or before now. */
export function zoomOut(range: Instants, factor = 2, now = Infinity): Instants {
  const span = Math.min(Math.max((range.to - range.from) * factor, limit.least), limit.most)
  const middle = (range.from + range.to) / 2
  const to = range.to <= now ? Math.min(middle + span / 2, Math.max(now, range.to)) : middle + span / 2
  return { from: to - span, to }
}

/** Moves by half its width, as the arrow chords do; stops at now. */
export function shift(range: Instants, direction: -1 | 1, now: number): Instants {
  const step = (range.to - range.from) / 2 * direction
  const over = direction > 0 && range.to <= now ? Math.max(0, range.to + step - now) : 0
  return { from: range.from + step - over, to: range.to + step - over }
}

/** The range between two points of a chart in either order, at least a second wide. */
export function between(a: number, b: number): Instants {
  const from = Math.min(a, b)
  return { from, to: Math.max(a, b, from + limit.least) }
}

export const quickRanges: RangeText[] = [
  ...['5m', '15m', '30m', '1h', '3h', '6h', '12h', '24h', '2d', '7d', '30d', '90d', '6M', '1y', '2y', '5y'].map((span) => ({ from: `now-${span}`, to: 'now' })),
  { from: 'now-1d/d', to: 'now-1d/d' }, { from: 'now-2d/d', to: 'now-2d/d' }, { from: 'now-7d/d', to: 'now-7d/d' }, { from: 'now-1w/w', to: 'now-1w/w' },
  { from: 'now-1M/M', to: 'now-1M/M' }, { from: 'now-1y/y', to: 'now-1y/y' }, { from: 'now/d', to: 'now/d' }, { from: 'now/d', to: 'now' },
  { from: 'now/w', to: 'now/w' }, { from: 'now/w', to: 'now' }, { from: 'now/M', to: 'now/M' }, { from: 'now/M', to: 'now' }, { from: 'now/y', to: 'now/y' }, { from: 'now/y', to: 'now' },
]

/** `{n: 6, unit: 'h'}` of `now-6h … now`; null when the range is of another form. */
export function lastSpan(range: RangeText): { n: number; unit: Unit } | null {
  const match = /^now\s*-\s*(\d+)\s*([smhdwMQy])$/.exec(range.from.trim())
  return match?.[2] && range.to.trim() === 'now' ? { n: Number(match[1]), unit: match[2] as Unit } : null
}

/** `11:05 – 12:05` today, else with as much of the dates as it takes. */
export function instantsText(range: Instants, zone: string, now: number): string {
  const [first, last, today] = [dateText(range.from, zone), dateText(range.to, zone), dateText(now, zone)]
  const precision = range.to - range.from < 120_000 ? 'second' : 'minute'
  const [from, to] = [clockText(range.from, zone, precision), clockText(range.to, zone, precision)]
  if (first === last) return first === today ? `${from} – ${to}` : `${first} ${from} – ${to}`
  const wholeDays = clockText(range.from, zone, 'ms') === '00:00:00.000' && clockText(range.to, zone, 'ms') === '23:59:59.999'
  return wholeDays ? `${first} – ${last}` : `${first} ${from} – ${last} ${to}`
}

/** The newest first, without doubles, at most `keep`. */
export function rememberRange(recent: RangeText[], range: RangeText, keep = 6): RangeText[] {
  return [range, ...recent.filter((one) => one.from !== range.from || one.to !== range.to)].slice(0, keep)
}

/** Reads a copied range: `{"from":…,"to":…}` or two times with a separator. */
export function parseClipboard(text: string): RangeText | null {
  try {
    const value: unknown = JSON.parse(text)
    if (value && typeof value === 'object' && 'from' in value && 'to' in value) return { from: String(value.from), to: String(value.to) }
  } catch { /* not JSON: two times in a line */ }
  const parts = text.trim().split(/\s+(?:to|–|—|-)\s+|\s*\.\.\s*|\s+(?=now)/)
  return parts.length === 2 && parts[0] && parts[1] ? { from: parts[0], to: parts[1] } : null
}

export const followsNow = (range: RangeText) => isRelative(range.to)
