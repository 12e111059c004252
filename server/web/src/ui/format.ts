// Numbers and times as words, by Intl: "2 hr. ago", "yesterday", "12:04".
import { locale } from './i18n'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const ago = (value: number, unit: Intl.RelativeTimeFormatUnit): string =>
  new Intl.RelativeTimeFormat(locale.value, { style: 'short', numeric: 'always' }).format(-value, unit)

/** How long ago, in the largest unit that says enough: `3 min. ago`, `2 hr. ago`, `21 days ago`, `2 mo. ago`. */
export function sinceText(then: number, now: number): string {
  const passed = Math.max(0, now - then)
  if (passed < MINUTE) return ago(Math.round(passed / 1000), 'second')
  if (passed < HOUR) return ago(Math.floor(passed / MINUTE), 'minute')
  if (passed < DAY) return ago(Math.floor(passed / HOUR), 'hour')
  if (passed < 60 * DAY) return ago(Math.floor(passed / DAY), 'day')
  if (passed < 730 * DAY) return ago(Math.floor(passed / (30.44 * DAY)), 'month')
  return ago(Math.floor(passed / (365.25 * DAY)), 'year')
}

/** The time of the day to the second; with the date where it was another day. */
export function clockText(then: number, now: number, zone: string): string {
  const day = (time: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(time)
  return new Intl.DateTimeFormat(locale.value, { timeZone: zone, timeStyle: 'medium', hourCycle: 'h23', ...(day(then) === day(now) ? {} : { dateStyle: 'medium' }) }).format(then)
}

/** When it was, as a person would say it: the time today, the weekday this week, else the date. */
export function momentText(then: number, now: number, zone: string): string {
  const day = (time: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(time)
  if (day(then) === day(now)) return new Intl.DateTimeFormat(locale.value, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(then)
  if (day(then) === day(now - DAY)) return new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }).format(-1, 'day')
  if (now - then < 6 * DAY) return new Intl.DateTimeFormat(locale.value, { timeZone: zone, weekday: 'long' }).format(then)
  return new Intl.DateTimeFormat(locale.value, { timeZone: zone, dateStyle: 'medium' }).format(then)
}

/** The whole moment, for titles of short forms. */
export const exactText = (then: number, zone: string): string =>
  new Intl.DateTimeFormat(locale.value, { timeZone: zone, dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' }).format(then)

export const countText = (count: number): string => new Intl.NumberFormat(locale.value).format(count)

/** A length of time in its two largest units: `35 ms`, `0.4 s`, `42 s`, `13 min`, `4 h 12 min`, `21 d 4 h`. Units are not translated. */
export function lengthText(ms: number): string {
  const number = new Intl.NumberFormat(locale.value, { maximumFractionDigits: 1 })
  const length = Math.max(0, ms)
  if (length < 100) return `${Math.round(length)}\u202fms`
  if (length < 10_000) return `${number.format(length / 1000)}\u202fs`
  if (length < MINUTE) return `${Math.floor(length / 1000)}\u202fs`
  if (length < HOUR) return `${Math.floor(length / MINUTE)}\u202fmin`
  const [large, small, words] = length < DAY ? [HOUR, MINUTE, ['h', 'min']] : [DAY, HOUR, ['d', 'h']]
  const rest = Math.floor((length % large) / small)
  return `${Math.floor(length / large)}\u202f${words[0]}${rest > 0 ? ` ${rest}\u202f${words[1]}` : ''}`
}

/** A number with as many places; nothing known is a dash. */
export const numberText = (value: number | undefined, places = 0): string =>
  (value === undefined || !Number.isFinite(value) ? '–' : new Intl.NumberFormat(locale.value, { minimumFractionDigits: places, maximumFractionDigits: places }).format(value))
