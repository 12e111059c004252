// What stands behind and over the lines: time regions, threshold areas and lines with their word, annotations.
import type uPlot from 'uplot'
import type { Annotation, TimeSeriesBody } from '../../api/panelview'
import { absent } from '../absent'
import { withAlpha, type Palette } from '../palette'
import { formatValue } from '../units'

type Body = TimeSeriesBody
export type OverlayContext = { body: Body; annotations: Annotation[]; palette: Palette; font: string }

function clipped(u: uPlot, draw: (context: CanvasRenderingContext2D) => void) {
  const { ctx, bbox } = u
  ctx.save()
  ctx.beginPath()
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
  ctx.clip()
  draw(ctx)
  ctx.restore()
}

function band(u: uPlot, context: CanvasRenderingContext2D, from: number, to: number, colour: string) {
  const [left, right] = [u.valToPos(from, 'x', true), u.valToPos(to, 'x', true)]
  context.fillStyle = colour
  context.fillRect(left, u.bbox.top, Math.max(1, right - left), u.bbox.height)
}

/** Called after the axes and before the series. */
export function drawBehind(u: uPlot, { body, annotations, palette }: OverlayContext) {
  clipped(u, (context) => {
    for (const region of body.timeRegions ?? []) band(u, context, region.from, region.to, withAlpha(palette.fill(region.colour), 0.12))
    for (const one of annotations) if (one.timeEnd && one.timeEnd > one.time) band(u, context, one.time, one.timeEnd, withAlpha(palette.fill(one.colour), 0.07))
    for (const [i, threshold] of (body.thresholds ?? []).entries()) {
      const scale = u.scales[threshold.axis]
      if (threshold.mode === 'line' || !scale || absent(scale.min) || absent(scale.max)) continue
      const above = body.thresholds?.slice(i + 1).find((one) => one.axis === threshold.axis)
      const low = u.valToPos(Math.max(threshold.value ?? scale.min, scale.min), threshold.axis, true)
      const high = u.valToPos(Math.min(threshold.to ?? above?.value ?? scale.max, scale.max), threshold.axis, true)
      context.fillStyle = withAlpha(palette.fill(threshold.colour), 0.1)
      if (low > high) context.fillRect(u.bbox.left, high, u.bbox.width, low - high)
    }
  })
}

function thresholdLine(u: uPlot, context: CanvasRenderingContext2D, threshold: NonNullable<Body['thresholds']>[number], text: string, ratio: number, colour: string) {
  if (threshold.value === null) return
  const y = Math.round(u.valToPos(threshold.value, threshold.axis, true)) + 0.5
  if (y < u.bbox.top || y > u.bbox.top + u.bbox.height) return
  context.strokeStyle = colour
  context.lineWidth = 1.5 * ratio
  context.setLineDash(threshold.dashed === false ? [] : [6 * ratio, 4 * ratio])
  context.beginPath()
  context.moveTo(u.bbox.left, y)
  context.lineTo(u.bbox.left + u.bbox.width, y)
  context.stroke()
  context.fillStyle = colour
  context.textBaseline = y - u.bbox.top < 16 * ratio ? 'top' : 'bottom'
  context.fillText(text, u.bbox.left + 6 * ratio, y + (context.textBaseline === 'top' ? 2 : -2) * ratio)
}

/** Called when everything else is drawn. */
export function drawOver(u: uPlot, { body, annotations, palette, font }: OverlayContext) {
  const ratio = devicePixelRatio || 1
  clipped(u, (context) => {
    context.font = font
    context.textAlign = 'left'
    for (const threshold of body.thresholds ?? []) {
      const axis = body.axes.find((one) => one.id === threshold.axis)
      if (threshold.mode !== 'area' && axis && u.scales[threshold.axis]) thresholdLine(u, context, threshold, threshold.value === null ? '' : formatValue(threshold.value, axis.unit), ratio, palette.line(threshold.colour))
    }
    context.setLineDash([4 * ratio, 3 * ratio])
    context.lineWidth = ratio
    for (const one of annotations) {
      const x = Math.round(u.valToPos(one.time, 'x', true)) + 0.5
      context.strokeStyle = palette.line(one.colour)
      context.beginPath()
      context.moveTo(x, u.bbox.top)
      context.lineTo(x, u.bbox.top + u.bbox.height)
      context.stroke()
    }
  })
}
