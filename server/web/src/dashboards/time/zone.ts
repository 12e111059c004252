// Calendar arithmetic in a time zone, on Intl alone. Instants are epoch ms; a zone is an IANA name, `utc` or `browser`.

export type Civil = { year: number; month: number; day: number; hour: number; minute: number; second: number; ms: number; weekday: number }

/** IANA name of what a URL or a dashboard says; empty and `browser` are the browser's own zone. */
export function zoneName(zone: string | undefined): string {
  if (!zone || zone === 'browser') return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
  return zone.toLowerCase() === 'utc' ? 'UTC' : zone
}

export function isZone(zone: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: zoneName(zone) })
    return true
  } catch {
    return false
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()
const quarter = 900_000

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', era: 'short',
    })
    formats.set(zone, format)
  }
  return format
}

/** How far `zone` is east of UTC at an instant, in ms. Zones change on quarter hours only, so one look-up serves a quarter. */
export function offsetAt(at: number, zone: string): number {
  const name = zoneName(zone)
  if (name === 'UTC') return 0
  const start = Math.floor(at / quarter) * quarter
  const key = `${name} ${start}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const parts: Record<string, string> = {}
  for (const part of formatOf(name).formatToParts(start)) parts[part.type] = part.value
  const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year)
  const offset = Date.UTC(year, Number(parts.month) - 1, Number(parts.day), Number(parts.hour), Number(parts.minute), Number(parts.second)) - start
  if (offsets.size > 5000) offsets.clear()
  offsets.set(key, offset)
  return offset
}

export function civilAt(at: number, zone: string): Civil {
  const shifted = new Date(at + offsetAt(at, zone))
  return {
    year: shifted.getUTCFullYear(), month: shifted.getUTCMonth() + 1, day: shifted.getUTCDate(), hour: shifted.getUTCHours(), minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(), ms: shifted.getUTCMilliseconds(), weekday: shifted.getUTCDay(),
  }
}

/** The instant of a wall-clock time; values out of range carry over (month 13, day 0). A time that a clock change skips moves forward. */
export function instantOf(civil: Partial<Civil> & { year: number }, zone: string): number {
  const wall = Date.UTC(civil.year, (civil.month ?? 1) - 1, civil.day ?? 1, civil.hour ?? 0, civil.minute ?? 0, civil.second ?? 0, civil.ms ?? 0)
  const first = wall - offsetAt(wall, zone)
  const second = wall - offsetAt(first, zone)
  return second + offsetAt(second, zone) === wall ? second : Math.max(first, second)
}

const two = (value: number) => String(value).padStart(2, '0')

export const dateText = (at: number, zone: string) => {
  const { year, month, day } = civilAt(at, zone)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** `11:05`, with seconds or milliseconds when asked for or when the instant has any. */
export function clockText(at: number, zone: string, precision: 'minute' | 'second' | 'ms' = 'minute'): string {
  const { hour, minute, second, ms } = civilAt(at, zone)
  const base = `${two(hour)}:${two(minute)}`
  if (precision === 'minute') return base
  return precision === 'second' ? `${base}:${two(second)}` : `${base}:${two(second)}.${String(ms).padStart(3, '0')}`
}

export const dateTimeText = (at: number, zone: string, precision: 'minute' | 'second' | 'ms' = 'second') => `${dateText(at, zone)} ${clockText(at, zone, precision)}`

/** A moment of a range: without its date where all of the range lies in one day, with milliseconds where it is short. */
export function momentText(at: number, range: { from: number; to: number }, zone: string): string {
  const precision = range.to - range.from < 10_000 ? 'ms' : 'second'
  return dateText(range.from, zone) === dateText(range.to, zone) ? clockText(at, zone, precision) : dateTimeText(at, zone, precision)
}

/** `UTC+01:00` */
export function offsetText(at: number, zone: string): string {
  const minutes = Math.round(offsetAt(at, zone) / 60_000)
  const size = Math.abs(minutes)
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
