// Ranges and steps of value axes.
import uPlot from 'uplot'
import type { Axis } from '../../api/panelview'

/** What a scale must leave room for besides the values themselves. */
export type Extent = { /** Bars and stacks stand on zero */ fromZero: boolean }

const empty: [number, number] = [0, 100]

function linearRange(axis: Axis, min: number, max: number, extent: Extent): [number, number] {
  const softMin = axis.softMin ?? (extent.fromZero ? Math.min(0, min) : undefined)
  const softMax = axis.softMax ?? (extent.fromZero ? Math.max(0, max) : undefined)
  const [low, high] = uPlot.rangeNum(min, max, {
    min: { pad: 0.1, soft: softMin ?? 0, mode: softMin === undefined ? 3 : 1, ...(axis.min === undefined ? {} : { hard: axis.min }) },
    max: { pad: 0.1, soft: softMax ?? 0, mode: softMax === undefined ? 3 : 1, ...(axis.max === undefined ? {} : { hard: axis.max }) },
  })
  return [axis.min ?? low ?? min, axis.max ?? high ?? max]
}

function logRange(axis: Axis, min: number, max: number): [number, number] {
  const base = axis.scale.kind === 'log' && axis.scale.base === 2 ? 2 : 10
  const [low, high] = axis.scale.kind === 'symlog' ? uPlot.rangeAsinh(min, max, base, true) : uPlot.rangeLog(min > 0 ? min : base ** -3, max > 0 ? max : 1, base, true)
  const positive = (value: number | undefined, otherwise: number) => (value !== undefined && (axis.scale.kind === 'symlog' || value > 0) ? value : otherwise)
  return [positive(axis.min, low ?? min), positive(axis.max, high ?? max)]
}

/** Limits of an axis for the least and the greatest value drawn (null: there is none). The lower one is always below the upper one. */
export function axisRange(axis: Axis, least: number | null, greatest: number | null, extent: Extent): [number, number] {
  if (least === null || greatest === null || !Number.isFinite(least) || !Number.isFinite(greatest)) {
    const [low, high] = [axis.min ?? axis.softMin ?? Math.min(empty[0], (axis.max ?? 100) - 1), axis.max ?? axis.softMax ?? Math.max(empty[1], (axis.min ?? 0) + 1)]
    return low < high ? [low, high] : empty
  }
  let [low, high] = axis.scale.kind === 'linear' ? linearRange(axis, least, greatest, extent) : logRange(axis, least, greatest)
  if (axis.centreZero) {
    const far = Math.max(Math.abs(low), Math.abs(high))
    low = -far
    high = far
  }
  return low < high ? [low, high] : [low, low + Math.max(1, Math.abs(low) * 0.1)]
}

const ladder = (from: number, to: number, base: number, parts: number[]) => {
  const steps: number[] = []
  for (let power = from; power <= to; power += 1) for (const part of parts) steps.push(part * base ** power)
  return steps
}
const decimal = ladder(-12, 18, 10, [1, 2, 2.5, 5])
const binary = [...decimal.filter((step) => step < 1), ...ladder(0, 70, 2, [1])]
const seconds = [...decimal.filter((step) => step < 1), 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, ...ladder(0, 12, 10, [2, 5, 10]).map((step) => step * 86_400)]

/** Distances that ticks may have, smallest first, in the unit of the values. */
export function axisSteps(oneSecond: number | null, isBinary: boolean): number[] {
  if (isBinary) return binary
  if (oneSecond !== null) return seconds.map((step) => step * oneSecond)
  return decimal
}
