// Values as they are drawn: negated, stacked, gaps bridged. Pure; the engine's values are never changed.
import type { Series } from '../../api/panelview'

export type Drawn = (number | null | undefined)[]

export const xValues = (x: { start: number; step: number; count: number } | { t: number[] }): number[] =>
  't' in x ? x.t : Array.from({ length: x.count }, (_, i) => x.start + i * x.step)

/** Makes gaps up to `most` ms bridgeable: uPlot draws across `undefined`, and breaks at `null`. */
export function bridgeGaps(x: number[], values: (number | null)[], most: number): Drawn {
  const result: Drawn = values.slice()
  let last = -1
  for (let i = 0; i < values.length; i += 1) {
    if (values[i] === null) continue
    if (last >= 0 && i - last > 1 && x[i]! - x[last]! <= most) result.fill(undefined, last + 1, i)
    last = i
  }
  return result
}

const zeros = (length: number): number[] => Array.from({ length }, () => 0)

function sumsOf(members: Series[], length: number): number[] {
  const sums = zeros(length)
  for (const series of members) for (let i = 0; i < length; i += 1) sums[i]! += Math.abs(series.values[i] ?? 0)
  return sums
}

/** Stacks one group in the order of the frame; positive and negative values pile up apart. A null stays a gap and adds nothing. */
function stackGroup(members: Series[], length: number): Drawn[] {
  const percent = members.some((series) => series.stack?.mode === 'percent')
  const sums = percent ? sumsOf(members, length) : null
  const up = zeros(length)
  const down = zeros(length)
  return members.map((series) => {
    const sign = series.negate ? -1 : 1
    return series.values.map((value, i) => {
      if (value === null) return null
      const part = (sums ? (sums[i] ? value / sums[i]! : 0) : value) * sign
      const pile = part < 0 ? down : up
      pile[i] = pile[i]! + part
      return pile[i]!
    })
  })
}

export type Stacked = {
  values: Drawn[]
  /** Index of the series that each one stands on; absent for the lowest of a group and for what is not stacked */
  below: (number | undefined)[]
}

/** What to draw for each series, in the same order. `shown(i)` false leaves a series out of its stack. */
export function drawnValues(x: number[], all: Series[], shown: (index: number) => boolean): Stacked {
  const values: Drawn[] = all.map((series) => (series.negate ? series.values.map((value) => (value === null ? null : -value)) : series.values))
  const below: (number | undefined)[] = all.map(() => undefined)
  const groups = new Map<string, number[]>()
  all.forEach((series, i) => {
    if (!series.stack || !shown(i)) return
    const key = `${series.stack.group} ${series.axis} ${series.negate ? '-' : '+'}`
    groups.set(key, [...(groups.get(key) ?? []), i])
  })
  for (const members of groups.values()) {
    const stacked = stackGroup(members.map((i) => all[i]!), x.length)
    members.forEach((index, place) => {
      values[index] = stacked[place]!
      if (place > 0) below[index] = members[place - 1]!
    })
  }
  all.forEach((series, i) => {
    if (typeof series.spanNulls === 'number') values[i] = bridgeGaps(x, values[i] as (number | null)[], series.spanNulls)
  })
  return { values, below }
}
