// Lengths of time in words and colons, as shared/frames/durationtext writes them.
import { absent } from './absent'
import { plainText } from './numbertext'

const hour = 3_600_000
const day = 24 * hour
const parts: [number, string][] = [[365 * day, 'year'], [30 * day, 'month'], [7 * day, 'week'], [day, 'day'], [hour, 'hour'], [60_000, 'minute'], [1000, 'second'], [1, 'millisecond']]

const counted = (count: number, name: string) => `${plainText(count)} ${name}${count === 1 ? '' : 's'}`
const padded = (whole: number, width = 2) => plainText(whole).padStart(width, '0')

/** `decimals` + 1 whole parts from the largest that is not zero. */
export function durationWords(milliseconds: number, decimals?: number | null): string {
  let rest = Math.abs(milliseconds)
  if (!Number.isFinite(rest)) return plainText(milliseconds)
  let left = Math.min(Math.max(0, decimals ?? 0), 8) + 1
  const words: string[] = []
  for (const [length, name] of parts) {
    const count = Math.floor(rest / length)
    if (!words.length && count === 0) continue
    words.push(counted(count, name))
    rest -= count * length
    left -= 1
    if (left === 0) break
  }
  return words.join(', ') || '0 milliseconds'
}

export function durationColons(seconds: number, days: boolean): string {
  let rest = Math.floor(Math.abs(seconds))
  if (!Number.isFinite(rest)) return plainText(seconds)
  const whole = days ? Math.floor(rest / 86_400) : 0
  rest -= whole * 86_400
  const hours = Math.floor(rest / 3600)
  rest -= hours * 3600
  const minutes = Math.floor(rest / 60)
  return `${whole > 0 ? `${plainText(whole)} d ` : ''}${padded(hours)}:${padded(minutes)}:${padded(rest - minutes * 60)}`
}

export function clockText(milliseconds: number, decimals?: number | null): string {
  if (!Number.isFinite(milliseconds)) return plainText(milliseconds)
  let rest = Math.floor(Math.max(milliseconds, 0))
  const take = (length: number) => { const count = Math.floor(rest / length); rest -= count * length; return count }
  const [hours, minutes, seconds] = [take(hour), take(60_000), take(1000)]
  const texts = [`${plainText(hours)}h`, `${padded(minutes)}m`, `${padded(seconds)}s`, `${padded(rest, 3)}ms`]
  const first = hours > 0 ? 0 : minutes > 0 ? 1 : seconds > 0 ? 2 : 3
  return texts.slice(first, absent(decimals) ? 4 : first + Math.min(Math.max(0, decimals), 3) + 1).join(':')
}
