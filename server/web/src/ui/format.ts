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
