// The keyboard's cursor in a chart.

export type Place = { index: number; series: number }
export type ChartKey =
  | { kind: 'move'; place: Place }
  | { kind: 'zoom'; direction: 1 | -1 }
  | { kind: 'pin' }
  | { kind: 'leave' }

/** The next series in a direction that can be seen; the same one if there is no other. */
function nextSeries(from: number, step: 1 | -1, count: number, shown: (index: number) => boolean): number {
  for (let i = from + step; i >= 0 && i < count; i += step) if (shown(i)) return i
  return from
}

/** What a key means for a chart of `length` samples and `count` series; null if the chart does not use it. */
export function chartKey(key: string, place: Place, length: number, count: number, shown: (index: number) => boolean): ChartKey | null {
  const to = (index: number): ChartKey => ({ kind: 'move', place: { ...place, index: Math.min(Math.max(0, index), length - 1) } })
  const page = Math.max(1, Math.round(length / 10))
  switch (key) {
    case 'ArrowLeft': return to(place.index - 1)
    case 'ArrowRight': return to(place.index + 1)
    case 'Home': return to(0)
    case 'End': return to(length - 1)
    case 'PageUp': return to(place.index - page)
    case 'PageDown': return to(place.index + page)
    case 'ArrowUp': return { kind: 'move', place: { ...place, series: nextSeries(place.series, -1, count, shown) } }
    case 'ArrowDown': return { kind: 'move', place: { ...place, series: nextSeries(place.series, 1, count, shown) } }
    case '+': case '=': return { kind: 'zoom', direction: 1 }
    case '-': return { kind: 'zoom', direction: -1 }
    case 'Enter': return { kind: 'pin' }
    case 'Escape': return { kind: 'leave' }
    default: return null
  }
}
