import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Unit } from '../api/panelview'
import { axisTexts, formatNumber, formatValue, timeRungs } from './units'

type Definition = { id: string; kernel: string; prefix?: string; suffix?: string; scale?: number; rungs?: string[]; pattern?: string }
type Vector = [id: string, decimals: number | null, value: number | string, prefix: string, text: string, suffix: string]

const read = (path: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, '../../../..', path), 'utf8'))
const { units, ladders } = read('resources/units.json') as { units: Definition[]; ladders: { si: { base: number; names: string[] } } }
const vectors = read('tests/vectors/units.json') as Vector[]

/** What the engine sends for an id: the table's entry, a prefixed form, or the id behind the number. */
function unitOf(id: string, decimals: number | null): Unit {
  const known = units.find((one) => one.id === id)
  if (known) return { id, kernel: known.kernel, prefix: known.prefix ?? '', suffix: known.suffix ?? '', scale: known.scale ?? 1, decimals }
  const [form, argument] = [id.split(':')[0], id.slice(id.indexOf(':') + 1)]
  if (!id) return { id: 'none', kernel: 'fixed', decimals }
  if (!id.includes(':')) return { id, kernel: 'fixed', suffix: ` ${id}`, decimals }
  if (form === 'suffix') return { id, kernel: 'fixed', suffix: ` ${argument}`, decimals }
  if (form === 'prefix') return { id, kernel: 'fixed', prefix: argument, decimals }
  if (form === 'count') return { id, kernel: 'count', suffix: ` ${argument}`, decimals }
  if (form === 'currency') return { id, kernel: 'currency', prefix: argument, decimals }
  if (form === 'bool') return { id, kernel: 'bool', decimals }
  const step = ladders.si.names.findIndex((name) => name !== '' && argument.length > name.length && argument.startsWith(name))
  return { id, kernel: 'si', suffix: step < 0 ? argument : argument.slice(ladders.si.names[step]!.length), scale: step < 0 ? 1 : 1000 ** (step - ladders.si.base), decimals }
}

const numberOf = (value: number | string) => (typeof value === 'number' ? value : { NaN: NaN, Infinity: Infinity, '-Infinity': -Infinity }[value] ?? Number(value))

test('formatNumber writes every vector that the engine is held to', () => {
  const wrong: string[] = []
  let compared = 0
  for (const [id, decimals, value, prefix, text, suffix] of vectors) {
    const kernel = units.find((one) => one.id === id)?.kernel
    if (kernel === 'datetime' || kernel === 'fromnow' || id.startsWith('time:')) continue
    compared += 1
    const found = formatNumber(numberOf(value), unitOf(id, decimals))
    if (found.prefix !== prefix || found.text !== text || found.suffix !== suffix) wrong.push(`${id} ${decimals} ${value}: ${JSON.stringify(found)}, expected ${JSON.stringify({ prefix, text, suffix })}`)
  }
  expect(compared).toBeGreaterThan(3000)
  expect(wrong.slice(0, 20)).toEqual([])
})

test('timeRungs are those of the table', () => {
  for (const unit of units.filter((one) => one.kernel === 'time' && one.rungs)) {
    const own = timeRungs[unit.id] ?? ['ns', 'µs', 'ms', 's', 'min', 'hour', 'day', 'week', 'year']
    expect(own, unit.id).toEqual(unit.rungs)
  }
})

test('axisTexts tells neighbours apart and drops needless zeros', () => {
  expect(axisTexts([0, 0.5, 1, 1.5], { id: 'none', kernel: 'fixed', decimals: 0 })).toEqual(['0', '0.5', '1', '1.5'])
  expect(axisTexts([100, 100.01, 100.02], { id: 'none', kernel: 'fixed' })).toEqual(['100', '100.01', '100.02'])
  expect(axisTexts([0, 2 ** 30, 2 ** 31], unitOf('bytes', null))).toEqual(['0 B', '1 GiB', '2 GiB'])
})

test('formatValue shows nothing as a dash', () => expect(formatValue(null, unitOf('s', null))).toBe('–'))
