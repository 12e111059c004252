// Strokes and fills of series that change with place: gradients by height, by value, and by threshold.
import type uPlot from 'uplot'
import type { Series, TimeSeriesBody } from '../../api/panelview'
import { withAlpha, type Palette } from '../palette'

type Threshold = NonNullable<TimeSeriesBody['thresholds']>[number]
type Style = CanvasRenderingContext2D['strokeStyle']

function vertical(u: uPlot): CanvasGradient {
  return u.ctx.createLinearGradient(0, u.bbox.top, 0, u.bbox.top + u.bbox.height)
}

/** Place of a value in the plot, 0 at its top and 1 at its foot. */
function placeOf(u: uPlot, value: number, scale: string): number {
  return Math.min(1, Math.max(0, (u.valToPos(value, scale, true) - u.bbox.top) / u.bbox.height))
}

/** Hard steps of the thresholds' colours along an axis. Ascending thresholds; null is minus infinity. */
function byThreshold(u: uPlot, scale: string, thresholds: Threshold[], palette: Palette, alpha: number): Style {
  const gradient = vertical(u)
  const steps = thresholds.toSorted((a, b) => (a.value ?? -Infinity) - (b.value ?? -Infinity))
  let top = 0
  for (const step of steps.toReversed()) { // from the top on: of two stops at one place the first is the upper one
    const foot = step.value === null || step === steps[0] ? 1 : placeOf(u, step.value, scale)
    const colour = withAlpha(palette.line(step.colour), alpha)
    gradient.addColorStop(top, colour)
    gradient.addColorStop(foot, colour)
    top = foot
  }
  return gradient
}

export function strokeOf(series: Series, thresholds: Threshold[], palette: Palette): uPlot.Series.Stroke {
  const plain = palette.line(series.colour)
  const own = thresholds.filter((threshold) => threshold.axis === series.axis)
  if (series.gradient !== 'scheme' || own.length < 2) return plain
  return (u) => byThreshold(u, series.axis, own, palette, 1)
}

export function fillOf(series: Series, thresholds: Threshold[], palette: Palette): uPlot.Series.Fill | undefined {
  const alpha = series.fill
  if (alpha <= 0) return undefined
  const plain = palette.line(series.colour)
  const own = thresholds.filter((threshold) => threshold.axis === series.axis)
  if (series.gradient === 'scheme' && own.length > 1) return (u) => byThreshold(u, series.axis, own, palette, alpha)
  if (series.gradient === 'opacity' || series.gradient === 'hue') {
    return (u) => {
      const gradient = vertical(u)
      gradient.addColorStop(0, withAlpha(plain, alpha))
      gradient.addColorStop(1, withAlpha(plain, series.gradient === 'hue' ? alpha * 0.35 : 0))
      return gradient
    }
  }
  return withAlpha(plain, alpha)
}
