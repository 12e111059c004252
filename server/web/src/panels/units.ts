// Numbers as text on axes and in tooltips, by the kernels of resources/units.json (C++ twin: shared/frames/valueformat).
import type { Unit } from '../api/panelview'
import { ladders, rungs } from '../../../../resources/units.json'
import { dateTimeText } from '../dashboards/time/zone'
import { clockText, durationColons, durationWords } from './durationtext'
import { fixedText, groupedText, hexText, plainText, scientificText } from './numbertext'

type Ladder = { factor: number; lead: string; base: number; names: string[] }
type Rung = { ns: number; one: string; many: string }
const ladderOf: Record<string, Ladder | undefined> = ladders
const rungOf: Record<string, Rung | undefined> = rungs

/** Rungs of the time units that do not use all of them; a test holds them equal to resources/units.json. */
export const timeRungs: Record<string, string[]> = {
  ns: ['ns', 'µs', 'ms', 's', 'min', 'hour', 'day'], 'µs': ['µs', 'ms', 's', 'min', 'hour', 'day'], us: ['µs', 'ms', 's', 'min', 'hour', 'day'], ms: ['ms', 's', 'min', 'hour', 'day', 'year'],
  m: ['min', 'hour', 'day', 'week', 'year'], h: ['hour', 'day', 'week', 'year'], d: ['day', 'week', 'year'],
}
const allRungs = ['ns', 'µs', 'ms', 's', 'min', 'hour', 'day', 'week', 'year']

/** A number in pieces, so that a figure can show its unit smaller. */
export type Formatted = { prefix: string; text: string; suffix: string }
export type FormatContext = { zone: string; now: number }
const browser: FormatContext = { zone: 'browser', now: 0 }
const plain = (text: string, suffix = ''): Formatted => ({ prefix: '', text, suffix })

function onLadder(value: number, ladder: Ladder, unit: Unit): Formatted {
  if (!Number.isFinite(value)) return plain(fixedText(value))
  const first = -(ladder.base + Math.round(Math.log10(unit.scale ?? 1) / Math.log10(ladder.factor)))
  const power = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)) / Math.log10(ladder.factor))
  const step = Math.min(Math.max(power, first), first + ladder.names.length - 1)
  return plain(fixedText(value / ladder.factor ** step, unit.decimals), `${ladder.lead}${ladder.names[step - first]}${unit.suffix ?? ''}`)
}

const asCurrency = (value: number, unit: Unit): Formatted =>
  ({ ...onLadder(Math.abs(value), ladderOf['count']!, { ...unit, scale: 1 }), prefix: `${value < 0 ? '-' : ''}${unit.prefix ?? ''}` })

function rungFor(value: number, unit: Unit, scale: number): Rung {
  const own = (timeRungs[unit.id] ?? allRungs).map((name) => rungOf[name]!)
  const fits = value === 0 ? (rung: Rung) => rung.ns <= scale : (rung: Rung) => Math.abs(value) >= rung.ns / scale
  return own.findLast(fits) ?? own[0]!
}

function asTime(value: number, unit: Unit): Formatted {
  if (!Number.isFinite(value)) return plain(fixedText(value))
  const scale = unit.scale ?? 1
  const rung = rungFor(value, unit, scale)
  const scaled = rung.ns < scale ? value * (scale / rung.ns) : value / (rung.ns / scale)
  return plain(fixedText(scaled, unit.decimals), ` ${Math.abs(scaled) > 1 ? rung.many : rung.one}`)
}

function asDuration(value: number, unit: Unit): Formatted {
  const suffix = value < 0 ? ' ago' : ''
  if (unit.kernel !== 'duration') return plain(durationColons(value, unit.kernel === 'dhms'), suffix)
  if (value === 0) return plain('0', (unit.scale ?? 1) === 1 ? ' milliseconds' : ' seconds')
  return plain(durationWords(value * (unit.scale ?? 1), unit.decimals), suffix)
}

const words: Record<string, [string, string]> = { bool: ['True', 'False'], bool_yes_no: ['Yes', 'No'], bool_on_off: ['On', 'Off'] }

function asBoolean(value: number, unit: Unit): string {
  const own = unit.id.startsWith('bool:') ? unit.id.slice(5).split('/') : words[unit.id] ?? words['bool']!
  return own[value ? 0 : 1] ?? ''
}

function byKernel(value: number, unit: Unit, context: FormatContext): Formatted {
  switch (unit.kernel) {
    case 'time': return asTime(value, unit)
    case 'duration': case 'hms': case 'dhms': return asDuration(value, unit)
    case 'clock': return plain(clockText(value * (unit.scale ?? 1), unit.decimals))
    case 'currency': return asCurrency(value, unit)
    case 'datetime': case 'fromnow': return plain(Number.isFinite(value) && Math.abs(value) <= 8.64e15 ? dateTimeText(value, context.zone) : plainText(value))
    case 'locale': return plain(groupedText(value, unit.decimals))
    case 'sci': return plain(scientificText(value, unit.decimals))
    case 'hex': return plain(hexText(value, unit.decimals, unit.prefix ?? ''))
    case 'text': return plain(plainText(value))
    case 'bool': return plain(asBoolean(value, unit))
    default: {
      const ladder = ladderOf[unit.kernel]
      if (ladder) return onLadder(value, ladder, unit)
      return { prefix: unit.prefix ?? '', text: fixedText(value * (unit.scale ?? 1), unit.decimals), suffix: unit.suffix ?? '' }
    }
  }
}

/** A value in its unit; `–` where there is none. */
export function formatNumber(value: number | null, unit: Unit, context = browser): Formatted {
  return value === null ? plain('–') : byKernel(value, unit, context)
}

export function formatValue(value: number | null, unit: Unit, context = browser): string {
  const { prefix, text, suffix } = formatNumber(value, unit, context)
  return `${prefix}${text}${suffix}`
}

/** Texts of the ticks of one axis: as many decimals as it takes to tell neighbours apart. */
export function axisTexts(values: (number | null)[], unit: Unit, context = browser): string[] {
  let texts: string[] = []
  for (const decimals of [unit.decimals ?? null, null, 1, 2, 3, 4, 5, 6]) {
    texts = values.map((value) => (value === null ? '' : trimZeros(formatValue(value, { ...unit, decimals }, context))))
    if (texts.every((text, i) => i === 0 || text === '' || text !== texts[i - 1])) break
  }
  return texts
}

/** `1.50 GiB` as `1.5 GiB`, so that round ticks stay short. */
const trimZeros = (text: string) => text.replace(/(\.\d*?)0+(?=\D|$)/, '$1').replace(/\.(?=\D|$)/, '')

export const isBinary = (unit: Unit) => unit.kernel === 'binary'
/** One second in values of a time unit; null when the unit is no time. */
export const oneSecond = (unit: Unit): number | null => (unit.kernel === 'time' && unit.scale ? 1e9 / unit.scale : null)
