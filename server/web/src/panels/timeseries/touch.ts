// Fingers on a chart: one reads values along the time, two zoom.
import type uPlot from 'uplot'

/**
 * The range after two fingers moved: the moments below them stay below them. Places are px from the left edge of the plot.
 * Null when the fingers stand too close to tell.
 */
export function pinched(range: { from: number; to: number }, width: number, before: [number, number], after: [number, number]): { from: number; to: number } | null {
  const timeAt = (x: number) => range.from + x / width * (range.to - range.from)
  const [first, second] = [timeAt(Math.min(...before)), timeAt(Math.max(...before))]
  const [left, right] = [Math.min(...after), Math.max(...after)]
  if (right - left < 12 || second - first <= 0 || width <= 0) return null
  const perPx = (second - first) / (right - left)
  return { from: Math.round(first - left * perPx), to: Math.round(first + (width - left) * perPx) }
}

/** Listens to fingers until the chart's elements go. `zoomed` is called when two fingers leave the chart. */
export function listenToTouch(plot: uPlot, zoomed: (from: number, to: number) => void) {
  const start = new Map<number, number>()
  const now = new Map<number, number>()
  const x = (event: PointerEvent) => event.clientX - plot.over.getBoundingClientRect().left
  const down = (event: PointerEvent) => {
    if (event.pointerType !== 'touch') return
    if (start.size === 2) return
    start.set(event.pointerId, x(event))
    now.set(event.pointerId, x(event))
  }
  const move = (event: PointerEvent) => {
    if (!now.has(event.pointerId)) return
    now.set(event.pointerId, x(event))
    if (start.size === 1) plot.setCursor({ left: x(event), top: event.clientY - plot.over.getBoundingClientRect().top }, true)
  }
  const up = (event: PointerEvent) => {
    if (start.size === 2 && now.has(event.pointerId)) {
      const { min, max } = plot.scales['x'] ?? {}
      const range = pinched({ from: min ?? 0, to: max ?? 0 }, plot.over.clientWidth, [...start.values()] as [number, number], [...now.values()] as [number, number])
      start.clear()
      now.clear()
      if (range) zoomed(range.from, range.to)
    }
    start.delete(event.pointerId)
    now.delete(event.pointerId)
  }
  plot.over.addEventListener('pointerdown', down)
  plot.over.addEventListener('pointermove', move)
  for (const end of ['pointerup', 'pointercancel'] as const) plot.over.addEventListener(end, up)
}
