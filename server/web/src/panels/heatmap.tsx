import type { JSX } from 'preact'
import { useCallback, useMemo } from 'preact/hooks'
import type { HeatmapBody } from '../api/panelview'
import { dateTimeText } from '../dashboards/time/zone'
import { t } from '../ui/i18n'
import { absent } from './absent'
import { axisFont, drawTimeAxis, timeToX, type Area } from './canvas'
import { usePanels } from './environment'
import type { Palette } from './palette'
import type { Size } from './size'
import { TimeCanvas } from './timecanvas'
import { formatValue } from './units'

const axisHeight = 20

/** Step of the ramp for a value: 0 at or below the least, `steps` − 1 at or above the greatest. */
export function rampIndex(value: number, scale: HeatmapBody['scale'], steps: number): number {
  const share = (value - scale.min) / (scale.max - scale.min || 1)
  return Math.min(steps - 1, Math.max(0, Math.floor(Math.min(1, Math.max(0, share)) ** (scale.exponent ?? 1) * steps)))
}

/** Every how many rows a label fits. */
export const labelStride = (count: number, height: number, line = 16) => Math.max(1, Math.ceil(count * line / Math.max(1, height)))

function drawCells(context: CanvasRenderingContext2D, body: HeatmapBody, range: { from: number; to: number }, area: Area, colours: string[]) {
  const tall = area.height / Math.max(1, body.y.length)
  body.x.forEach((bucket, i) => {
    const left = Math.round(timeToX(bucket.from, range, area))
    const width = Math.max(1, Math.round(timeToX(bucket.to, range, area)) - left - (area.width / body.x.length > 5 ? 1 : 0))
    for (let j = 0; j < body.y.length; j += 1) {
      const value = body.cells[i * body.y.length + j]
      if (absent(value) || value === 0) continue
      const top = Math.round(area.top + area.height - (j + 1) * tall)
      context.fillStyle = colours[rampIndex(value, body.scale, colours.length)] ?? colours[0]!
      context.fillRect(left, top, width, Math.max(1, Math.round(area.top + area.height - j * tall) - top - (tall > 5 ? 1 : 0)))
    }
  })
}

function drawHeatmap(context: CanvasRenderingContext2D, size: Size, body: HeatmapBody, range: { from: number; to: number }, palette: Palette, zone: string): Area {
  context.font = axisFont(palette)
  const gutter = Math.ceil(Math.max(0, ...body.y.map((bucket) => context.measureText(bucket.text).width))) + 8
  const area = { left: Math.min(gutter, size.width / 3), top: 4, width: Math.max(1, size.width - gutter - 4), height: Math.max(1, size.height - axisHeight - 4) }
  drawCells(context, body, range, area, body.colours.map((colour) => palette.fill(colour)))
  drawTimeAxis(context, range, area, palette, zone)
  context.fillStyle = palette.token('axis-text')
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  const stride = labelStride(body.y.length, area.height)
  body.y.forEach((bucket, j) => { if (j % stride === 0) context.fillText(bucket.text, area.left - 6, area.top + area.height - (j + 0.5) * (area.height / body.y.length)) })
  return area
}

/** How often values fell into which range, over time. */
export function HeatmapPanel({ body, title, panelKey }: { body: HeatmapBody; title: string; panelKey: string }): JSX.Element {
  const environment = usePanels()
  const [palette, zone] = [environment.palette.value, environment.zone.value]
  const range = useMemo(() => ({ from: body.x[0]?.from ?? 0, to: body.x[body.x.length - 1]?.to ?? 1 }), [body])
  const draw = useCallback((context: CanvasRenderingContext2D, size: Size) => drawHeatmap(context, size, body, range, palette, zone), [body, range, palette, zone])
  const pointed = (at: number, height: number) => {
    const i = body.x.findIndex((bucket) => at >= bucket.from && at < bucket.to)
    const j = Math.min(body.y.length - 1, Math.max(0, Math.floor((1 - height) * body.y.length)))
    const bucket = body.y[j]
    if (i < 0 || !bucket) return null
    const value = body.cells[i * body.y.length + j] ?? null
    const colour = value === null ? palette.token('border') : palette.fill(body.colours[rampIndex(value, body.scale, body.colours.length)] ?? 'text')
    return { title: dateTimeText(body.x[i]!.from, zone), rows: [{ name: bucket.text, text: body.texts?.[i * body.y.length + j] ?? formatValue(value, body.unit), colour, dash: null, strong: false }] }
  }
  return (
    <div class="heat">
      <TimeCanvas panelKey={panelKey} title={title} range={range} draw={draw} pointed={pointed} lanes={body.y.length} step={(range.to - range.from) / Math.max(1, body.x.length)}
        summary={t('heatmap.summary', body.x.length, body.y.length, body.scale.minText, body.scale.maxText)} />
      <div class="heat-scale caption"><span>{body.scale.minText}</span>{body.colours.map((colour, i) => <i key={i} style={{ background: palette.fill(colour) }} />)}<span>{body.scale.maxText}</span></div>
    </div>
  )
}
