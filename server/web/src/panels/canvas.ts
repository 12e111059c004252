// A canvas whose drawing fits the screen's pixels, and the axis of time below heatmaps and timelines.
import { tickText, timeTicks } from '../dashboards/time/ticks'
import type { Palette } from './palette'
import type { Size } from './size'

/** Makes the canvas as large as asked, in device pixels, and gives a context that counts in CSS px. */
export function prepare(canvas: HTMLCanvasElement, size: Size): CanvasRenderingContext2D | null {
  const ratio = devicePixelRatio || 1
  const [width, height] = [Math.max(1, Math.round(size.width * ratio)), Math.max(1, Math.round(size.height * ratio))]
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) return null
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, size.width, size.height)
  return context
}

export const axisFont = (palette: Palette, size = 11) => `${size}px ${palette.token('font-ui') || 'sans-serif'}`

export type Area = { left: number; top: number; width: number; height: number }

export const timeToX = (at: number, range: { from: number; to: number }, area: Area) => area.left + (at - range.from) / (range.to - range.from || 1) * area.width
export const xToTime = (x: number, range: { from: number; to: number }, area: Area) => range.from + (x - area.left) / (area.width || 1) * (range.to - range.from)

/** Labels of the time below an area; returns where they stand. */
export function drawTimeAxis(context: CanvasRenderingContext2D, range: { from: number; to: number }, area: Area, palette: Palette, zone: string): number[] {
  const ticks = timeTicks(range.from, range.to, Math.max(2, area.width / 85), zone)
  context.fillStyle = palette.token('axis-text')
  context.font = axisFont(palette)
  context.textAlign = 'center'
  context.textBaseline = 'top'
  return ticks.at.map((at) => {
    const x = timeToX(at, range, area)
    const text = tickText(at, ticks, zone)
    const half = context.measureText(text).width / 2
    if (x - half >= 0 && x + half <= area.left + area.width + 8) context.fillText(text, x, area.top + area.height + 5)
    return x
  })
}

/** A text cut to a width, with an ellipsis if it does not fit. */
export function cutText(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text
  let [low, high] = [0, text.length]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (context.measureText(`${text.slice(0, middle)}…`).width <= width) low = middle
    else high = middle - 1
  }
  return low ? `${text.slice(0, low)}…` : ''
}
