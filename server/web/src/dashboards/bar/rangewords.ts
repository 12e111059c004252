import { msg, t, type PlainId } from '../../ui/i18n'
import { instantsText, lastSpan, type Instants, type RangeText } from '../time/range'

const named: Record<string, PlainId> = {
  'now-1d/d now-1d/d': msg('time.yesterday'), 'now-2d/d now-2d/d': msg('time.beforeYesterday'), 'now-7d/d now-7d/d': msg('time.weekAgo'), 'now-1w/w now-1w/w': msg('time.lastWeek'), 'now-1M/M now-1M/M': msg('time.lastMonth'), 'now-1y/y now-1y/y': msg('time.lastYear'),
  'now/d now/d': msg('time.today'), 'now/d now': msg('time.todaySoFar'), 'now/w now/w': msg('time.thisWeek'), 'now/w now': msg('time.weekSoFar'), 'now/M now/M': msg('time.thisMonth'), 'now/M now': msg('time.monthSoFar'), 'now/y now/y': msg('time.thisYear'), 'now/y now': msg('time.yearSoFar'),
}

function spanWords(n: number, unit: string): string {
  switch (unit) {
    case 's': return t('time.lastSeconds', n)
    case 'm': return t('time.lastMinutes', n)
    case 'h': return t('time.lastHours', n)
    case 'd': return t('time.lastDays', n)
    case 'w': return t('time.lastWeeks', n)
    case 'M': return t('time.lastMonths', n)
    case 'Q': return t('time.lastMonths', n * 3)
    default: return t('time.lastYears', n)
  }
}

/** A relative range in words; null for absolute and unusual ones. */
export function rangeWords(range: RangeText): string | null {
  const span = lastSpan(range)
  if (span) return spanWords(span.n, span.unit)
  const id = named[`${range.from.trim()} ${range.to.trim()}`]
  return id ? t(id) : null
}

/** Words where there are some, the typed texts for other relative ranges, else the moments. */
export function rangeTitle(range: RangeText, instants: Instants, zone: string, now: number): { words: string; moments: string } {
  const moments = instantsText(instants, zone, now)
  const words = rangeWords(range) ?? (range.from.startsWith('now') || range.to.startsWith('now') ? `${range.from} – ${range.to}` : '')
  return { words, moments }
}
