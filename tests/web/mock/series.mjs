// Made-up data that is the same at each run: seeded walks with the members that the view stream gives a series.

/** Numbers 0…1, always the same ones for a seed. */
export function random(seed) {
  let state = seed * 2654435761 % 4294967296
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}

export function walk(seed, count, from, step, least = 0) {
  const next = random(seed)
  let value = from
  return Array.from({ length: count }, () => {
    value = Math.max(least, value + (next() - 0.5) * step + (from - value) * 0.04)
    return Number(value.toPrecision(5))
  })
}

export const UNITS = {
  ms: { id: 'ms', kernel: 'time', scale: 1e6 }, bytes: { id: 'bytes', kernel: 'binary', suffix: 'B' }, percent: { id: 'percent', kernel: 'fixed', suffix: '%' }, reqps: { id: 'reqps', kernel: 'count', suffix: ' req/s' }, none: { id: 'none', kernel: 'fixed' }, short: { id: 'short', kernel: 'short' },
}

export function series(name, i, values, more = {}) {
  const known = values.filter((value) => value !== null)
  const figures = [known.at(-1), known.reduce((sum, value) => sum + value, 0) / (known.length || 1), Math.max(...known)]
  return {
    name, colour: `series-${(i % 14) + 1}`, axis: 'y', unit: UNITS.ms, values, draw: 'line', width: 1, fill: 0, interpolation: 'linear', points: 'auto',
    legend: figures.map((value) => String(Math.round(value))), legendNumbers: figures, ...more,
  }
}

export const axis = (id, unit, more = {}) => ({ id, side: 'left', unit, scale: { kind: 'linear' }, grid: true, ...more })
export const LIST = { shown: true, placement: 'bottom', mode: 'list', columns: [] }
export const TABLE = { shown: true, placement: 'right', mode: 'table', columns: [{ id: 'last', title: 'Last' }, { id: 'mean', title: 'Mean' }, { id: 'max', title: 'Max' }] }

/** A time series body over a range. */
export function chart(range, list, more = {}) {
  const count = list[0]?.values.length ?? 2
  return { x: { start: range.from, step: (range.to - range.from) / Math.max(1, count - 1), count }, range, series: list, axes: [axis('y', list[0]?.unit ?? UNITS.none)], legend: LIST, tooltip: { mode: 'multi', sort: 'desc' }, ...more }
}
