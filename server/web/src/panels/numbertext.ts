// Numbers as digits, as shared/frames/numbertext writes them.
import { absent } from './absent'

const notFinite = (value: number) => (Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞')
const mostDecimals = 20
const clamp = (decimals: number) => Math.min(Math.max(0, Math.trunc(decimals)), mostDecimals)

/** Decimals that show a value with about three figures; none for a whole number. */
export function decimalsFor(value: number): number {
  if (!Number.isFinite(value) || Math.trunc(value) === value) return 0
  const decimals = 1 - Math.floor(Math.log10(Math.abs(value)))
  return Math.max(0, Math.abs(value) * 10 ** decimals > 2.25 ? decimals + 1 : decimals)
}

export const plainText = (value: number): string => (Number.isFinite(value) ? (value === 0 ? '0' : String(value)) : notFinite(value))

/** Exactly `decimals` of them; absent: as many as needed. */
export function fixedText(value: number, decimals?: number | null): string {
  if (!Number.isFinite(value)) return notFinite(value)
  const places = absent(decimals) ? decimalsFor(value) : clamp(decimals)
  const factor = 10 ** places
  const scaled = value * factor
  const text = plainText(Number.isFinite(scaled) ? Math.floor(scaled + 0.5) / factor : value)
  if (places === 0 || (text.includes('e') && value !== 0)) return text
  const point = text.indexOf('.')
  const have = point < 0 ? 0 : text.length - point - 1
  return `${point < 0 ? `${text}.` : text}${'0'.repeat(Math.max(0, places - have))}`
}

const trimmed = (text: string) => (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text)

/** Thousands apart; at most three decimals unless asked for. */
export function groupedText(value: number, decimals?: number | null): string {
  if (!Number.isFinite(value)) return notFinite(value)
  let digits = fixedText(Math.abs(value), decimals ?? 3)
  if (digits.includes('e')) digits = BigInt(Math.abs(value)).toString()
  digits = trimmed(digits)
  const [whole = '', rest] = digits.split('.')
  const sign = value < 0 && digits !== '0' ? '-' : ''
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest ? `.${rest}` : ''}`
}

export const scientificText = (value: number, decimals?: number | null): string =>
  (Number.isFinite(value) ? value.toExponential(absent(decimals) ? undefined : clamp(decimals)) : notFinite(value))

export function hexText(value: number, decimals: number | null | undefined, prefix: string): string {
  if (!Number.isFinite(value)) return notFinite(value)
  const places = absent(decimals) ? decimalsFor(value) : clamp(decimals)
  const factor = 10 ** places
  const size = Number.isFinite(value * factor) ? Math.abs(Math.floor(value * factor + 0.5) / factor) : Math.abs(value)
  const text = size.toString(16).toUpperCase()
  return `${value < 0 && text !== '0' ? '-' : ''}${prefix}${text}`
}
