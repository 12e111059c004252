import { describe, expect, test } from 'vitest'
import type { Axis, Series } from '../../api/panelview'
import { chartKey } from './keys'
import { nearestIndex, nearValue, tooltipRows } from './nearest'
import { axisRange, axisSteps } from './scales'
import { pinched } from './touch'
import { bridgeGaps, drawnValues, xValues } from './stacking'

const series = (name: string, values: (number | null)[], more: Partial<Series> = {}): Series => ({
  name, colour: 'series-1', axis: 'y', unit: { id: 'none', kernel: 'fixed' }, values, draw: 'line', width: 1, fill: 0, interpolation: 'linear', points: 'auto', legend: [], ...more,
})
const stack = { group: 'A', mode: 'normal' } as const
const all = () => true

describe('drawnValues', () => {
  test('leaves plain series as they are', () => expect(drawnValues([0, 1], [series('a', [1, null])], all)).toEqual({ values: [[1, null]], below: [undefined] }))
  test('stacks in the order of the frame; a gap adds nothing and stays a gap', () => {
    const { values, below } = drawnValues([0, 1], [series('a', [1, 2], { stack }), series('b', [10, null], { stack }), series('c', [100, 100], { stack })], all)
    expect(values).toEqual([[1, 2], [11, null], [111, 102]])
    expect(below).toEqual([undefined, 0, 1])
  })
  test('piles negative values downwards', () => expect(drawnValues([0], [series('a', [1], { stack }), series('b', [-2], { stack }), series('c', [3], { stack }), series('d', [-4], { stack })], all).values).toEqual([[1], [-2], [4], [-6]]))
  test('a series that is switched off is not in the stack', () => expect(drawnValues([0], [series('a', [1], { stack }), series('b', [2], { stack }), series('c', [3], { stack })], (i) => i !== 1)).toMatchObject({ values: [[1], [2], [4]], below: [undefined, undefined, 0] }))
  test('percent stacks reach 1; nothing at all is 0, not an error', () => {
    const percent = { group: 'A', mode: 'percent' } as const
    expect(drawnValues([0, 1], [series('a', [1, 0], { stack: percent }), series('b', [3, 0], { stack: percent })], all).values).toEqual([[0.25, 0], [1, 0]])
  })
  test('groups and axes do not mix; a negated series is mirrored', () => {
    const { values } = drawnValues([0], [series('a', [1], { stack }), series('b', [2], { stack: { group: 'B', mode: 'normal' } }), series('c', [3], { stack, axis: 'r' }), series('d', [4], { negate: true })], all)
    expect(values).toEqual([[1], [2], [3], [-4]])
  })
})

test('bridgeGaps makes short gaps bridgeable only', () => {
  expect(bridgeGaps([0, 10, 20, 30, 40, 50], [1, null, 2, null, null, 3], 20)).toEqual([1, undefined, 2, null, null, 3])
})

test('xValues takes both forms', () => {
  expect(xValues({ start: 10, step: 5, count: 3 })).toEqual([10, 15, 20])
  expect(xValues({ t: [1, 4] })).toEqual([1, 4])
})

test('nearestIndex finds the closer side; nearValue steps over gaps within reach', () => {
  expect([nearestIndex([], 5), nearestIndex([0, 10, 20], -5), nearestIndex([0, 10, 20], 14), nearestIndex([0, 10, 20], 16), nearestIndex([0, 10, 20], 99)]).toEqual([-1, 0, 1, 2, 2])
  expect([nearValue([1, null, null, 2], 1, 0), nearValue([1, null, null, 2], 1, 1), nearValue([1, null, null, 2], 2, 1)]).toEqual([-1, 0, 3])
})

describe('tooltipRows', () => {
  const three = [series('a', [1]), series('b', [3]), series('c', [2])]
  const names = (mode: 'single' | 'multi' | 'none', sort: 'none' | 'asc' | 'desc', nearest = -1) => tooltipRows(three, 0, { mode, sort }, nearest, all).rows.map((row) => row.series.name)
  test('sorts by value, as asked', () => expect([names('multi', 'desc'), names('multi', 'asc'), names('multi', 'none')]).toEqual([['b', 'c', 'a'], ['a', 'c', 'b'], ['b', 'c', 'a']]))
  test('single shows the one under the pointer', () => expect([names('single', 'none', 2), names('none', 'none', 2)]).toEqual([['c'], []]))
  test('keeps the nearest among many and counts the rest', () => {
    const many = Array.from({ length: 30 }, (_, i) => series(`s${i}`, [i]))
    const found = tooltipRows(many, 0, { mode: 'multi', sort: 'desc' }, 0, all)
    expect([found.rows.length, found.total, found.rows.at(-1)!.series.name]).toEqual([12, 30, 's0'])
  })
  test('leaves out hidden series, gaps and what is switched off', () => {
    expect(tooltipRows([series('a', [null]), series('b', [1], { hidden: { tooltip: true } }), series('c', [2])], 0, { mode: 'multi', sort: 'none' }, -1, (i) => i !== 2).rows).toEqual([])
  })
})

describe('axisRange', () => {
  const axis = (more: Partial<Axis> = {}): Axis => ({ id: 'y', side: 'left', unit: { id: 'none', kernel: 'fixed' }, scale: { kind: 'linear' }, grid: true, ...more })
  const range = (a: Axis, least: number | null, greatest: number | null, fromZero = false) => axisRange(a, least, greatest, { fromZero })
  test('hard limits hold, soft ones give way to data', () => {
    expect(range(axis({ min: 0, max: 50 }), 10, 99)).toEqual([0, 50])
    const [low, high] = range(axis({ softMin: 0, softMax: 100 }), 40, 60)
    expect([low, high]).toEqual([0, 100])
    expect(range(axis({ softMax: 100 }), 40, 160)[1]).toBeGreaterThanOrEqual(160)
  })
  test('bars stand on zero', () => expect(range(axis(), 40, 60, true)[0]).toBe(0))
  test('zero in the middle', () => { const [low, high] = range(axis({ centreZero: true }), -5, 20); expect(low).toBe(-high) })
  test('no data, one value and nonsense still give a range', () => {
    for (const [least, greatest] of [[null, null], [7, 7], [0, 0], [-3, -3], [NaN, NaN], [Infinity, Infinity]] as const) { const [low, high] = range(axis(), least, greatest); expect(low).toBeLessThan(high) }
    expect(range(axis({ min: 500 }), null, null)[0]).toBe(500)
  })
  test('a logarithm has no zero and no less', () => { const [low] = range(axis({ scale: { kind: 'log', base: 10 } }), 0, 1000); expect(low).toBeGreaterThan(0) })
})

test('axisSteps: powers of two for bytes, hours and days for time', () => {
  expect(axisSteps(null, true)).toContain(2 ** 30)
  expect(axisSteps(1000, false)).toContain(3_600_000)
  const steps = axisSteps(null, false)
  expect(steps.every((step, i) => i === 0 || step > steps[i - 1]!)).toBe(true)
})

test('two fingers keep the moments below them', () => {
  expect(pinched({ from: 0, to: 1000 }, 100, [40, 60], [20, 80])).toEqual({ from: 333, to: 667 })
  const wider = pinched({ from: 0, to: 1000 }, 100, [0, 100], [25, 75])!
  expect([wider.from, wider.to]).toEqual([-500, 1500])
  expect(pinched({ from: 0, to: 1000 }, 100, [40, 60], [50, 51])).toBeNull()
})

test('chartKey moves, keeps inside and skips series that are off', () => {
  const place = { index: 5, series: 0 }
  const move = (key: string) => chartKey(key, place, 10, 3, (i) => i !== 1)
  expect(move('ArrowLeft')).toEqual({ kind: 'move', place: { index: 4, series: 0 } })
  expect(move('End')).toEqual({ kind: 'move', place: { index: 9, series: 0 } })
  expect(move('PageUp')).toEqual({ kind: 'move', place: { index: 4, series: 0 } })
  expect(move('ArrowDown')).toEqual({ kind: 'move', place: { index: 5, series: 2 } })
  expect(move('ArrowUp')).toEqual({ kind: 'move', place: { index: 5, series: 0 } })
  expect([move('+'), move('-'), move('Enter'), move('Escape'), move('x')]).toEqual([{ kind: 'zoom', direction: 1 }, { kind: 'zoom', direction: -1 }, { kind: 'pin' }, { kind: 'leave' }, null])
})
