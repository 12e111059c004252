// What people type into the time picker and share in URLs: `now-6h`, `now-1d/d`, dates, epoch milliseconds.
import { civilAt, instantOf } from './zone'

export type Unit = 'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'M' | 'Q' | 'y'
export type TimeContext = { now: number; zone: string; /** First day of the week, 0 is Sunday */ weekStart?: number }

const fixed: Partial<Record<Unit, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }
const term = /^\s*(?:([+-])\s*(\d*)\s*(ms|fQ|fy|[smhdwMQy])|\/\s*(fQ|fy|[smhdwMQy]))/

const plain = (unit: string): Unit => (unit === 'fQ' ? 'Q' : unit === 'fy' ? 'y' : unit as Unit)

/** Moves by calendar units in the zone; the 31st becomes the last day of a shorter month. */
export function addTime(at: number, amount: number, unit: Unit, zone: string): number {
  const length = fixed[unit]
  if (length !== undefined) return at + amount * length
  const civil = civilAt(at, zone)
  if (unit === 'd' || unit === 'w') return instantOf({ ...civil, day: civil.day + amount * (unit === 'w' ? 7 : 1) }, zone)
  const months = civil.month - 1 + amount * (unit === 'y' ? 12 : unit === 'Q' ? 3 : 1)
  const year = civil.year + Math.floor(months / 12)
  const month = ((months % 12) + 12) % 12 + 1
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return instantOf({ ...civil, year, month, day: Math.min(civil.day, lastDay) }, zone)
}

export function startOf(at: number, unit: Unit, context: TimeContext): number {
  const civil = civilAt(at, context.zone)
  const { year, month, day, hour, minute, second } = civil
  switch (unit) {
    case 'ms': return at
    case 's': return instantOf({ year, month, day, hour, minute, second }, context.zone)
    case 'm': return instantOf({ year, month, day, hour, minute }, context.zone)
    case 'h': return instantOf({ year, month, day, hour }, context.zone)
    case 'd': return instantOf({ year, month, day }, context.zone)
    case 'w': return instantOf({ year, month, day: day - ((civil.weekday - (context.weekStart ?? 1) + 7) % 7) }, context.zone)
    case 'M': return instantOf({ year, month }, context.zone)
    case 'Q': return instantOf({ year, month: Math.floor((month - 1) / 3) * 3 + 1 }, context.zone)
    case 'y': return instantOf({ year }, context.zone)
  }
}

const endOf = (at: number, unit: Unit, context: TimeContext) => (unit === 'ms' ? at : addTime(startOf(at, unit, context), 1, unit, context.zone) - 1)

function relative(text: string, context: TimeContext, end: boolean): number | null {
  let at = context.now
  let rest = text.slice(3)
  while (rest.trim()) {
    const match = term.exec(rest)
    if (!match) return null
    if (match[4]) at = end ? endOf(at, plain(match[4]), context) : startOf(at, plain(match[4]), context)
    else at = addTime(at, (match[2] ? Number(match[2]) : 1) * (match[1] === '-' ? -1 : 1), plain(match[3] ?? 's'), context.zone)
    rest = rest.slice(match[0].length)
  }
  return Number.isFinite(at) ? at : null
}

const date = /^(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3})\d*)?)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/

function absolute(text: string, context: TimeContext, end: boolean): number | null {
  const match = date.exec(text)
  if (!match) return null
  const [, year, month, day, hour, minute, second, ms, offset] = match
  const number = (part: string | undefined, otherwise: number) => (part === undefined ? otherwise : Number(part))
  const civil = { year: Number(year), month: Number(month), day: number(day, 1), hour: number(hour, 0), minute: number(minute, 0), second: number(second, 0), ms: Number((ms ?? '0').padEnd(3, '0')) }
  if (civil.month < 1 || civil.month > 12 || civil.day < 1 || civil.day > 31 || civil.hour > 24 || civil.minute > 59 || civil.second > 59) return null
  const at = offset ? instantOf(civil, 'UTC') - offsetMs(offset) : instantOf(civil, context.zone)
  if (!end || hour !== undefined) return at
  return endOf(at, day === undefined ? 'M' : 'd', context)
}

function offsetMs(text: string): number {
  if (text === 'Z') return 0
  const sign = text.startsWith('-') ? -1 : 1
  return sign * (Number(text.slice(1, 3)) * 60 + Number(text.slice(-2))) * 60_000
}

/** Instant of a time text, or null if it is none. `end` rounds `/d` and bare dates up to the last millisecond. */
export function resolveTime(text: string, context: TimeContext, end = false): number | null {
  const trimmed = text.trim()
  if (trimmed.startsWith('now')) return relative(trimmed, context, end)
  if (/^-?\d{5,16}$/.test(trimmed)) return Number(trimmed)
  return absolute(trimmed, context, end)
}

export const isRelative = (text: string) => text.trim().startsWith('now')
