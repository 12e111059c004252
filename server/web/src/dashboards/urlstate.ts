// What the address of a dashboard says, and the address of a state. Unknown parameters stay as they are.
import type { RangeText } from './time/range'

export type DashboardUrl = {
  /** Absent: as saved in the dashboard */
  range: RangeText | null
  timezone: string | null
  refresh: string | null
  variables: Record<string, string[]>
  /** Panel shown alone: id, with the repeatIndex of a clone as `7-2` */
  viewPanel: string | null
}

export function readUrl(params: URLSearchParams): DashboardUrl {
  const [from, to] = [params.get('from'), params.get('to')]
  const variables: Record<string, string[]> = {}
  for (const key of new Set(params.keys())) if (key.startsWith('var-')) variables[key.slice(4)] = params.getAll(key)
  return {
    range: from || to ? { from: from || 'now-6h', to: to || 'now' } : null,
    timezone: params.get('timezone') || params.get('tz'),
    refresh: params.get('refresh'),
    variables,
    viewPanel: params.get('viewPanel')?.replace(/^panel-/, '') || null,
  }
}

export type UrlChange = Partial<DashboardUrl> & { /** Empty text: the plain kiosk; null: none */ kiosk?: string | null }

function set(params: URLSearchParams, key: string, value: string | null) {
  if (value === null) params.delete(key)
  else params.set(key, value)
}

/** `search` with the given parts changed; what is not named stays. Begins with `?`, or is empty. */
export function writeUrl(search: string, change: UrlChange): string {
  const params = new URLSearchParams(search)
  if (change.range !== undefined) {
    set(params, 'from', change.range?.from ?? null)
    set(params, 'to', change.range?.to ?? null)
  }
  if (change.timezone !== undefined) set(params, 'timezone', change.timezone)
  if (change.refresh !== undefined) set(params, 'refresh', change.refresh)
  if (change.viewPanel !== undefined) set(params, 'viewPanel', change.viewPanel)
  if (change.kiosk !== undefined) set(params, 'kiosk', change.kiosk)
  for (const [name, values] of Object.entries(change.variables ?? {})) {
    params.delete(`var-${name}`)
    for (const value of values.length ? values : ['']) params.append(`var-${name}`, value)
  }
  const text = params.toString().replace(/(^|&)kiosk=(?=&|$)/, '$1kiosk')
  return text ? `?${text}` : ''
}

/** Refresh period in ms; 0 is off, null is not understood. */
export function refreshMs(text: string | null): number | null {
  if (!text || text === 'off') return 0
  const match = /^(\d+)(ms|s|m|h|d)$/.exec(text.trim())
  if (!match) return null
  const factor = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] as 'ms' | 's' | 'm' | 'h' | 'd']
  return Math.max(1000, Number(match[1]) * factor)
}
