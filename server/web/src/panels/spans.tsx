import type { JSX } from 'preact'
import { useCallback } from 'preact/hooks'
import type { SpansBody } from '../api/panelview'
import { dateTimeText } from '../dashboards/time/zone'
import { t } from '../ui/i18n'
import { axisFont, cutText, drawTimeAxis, timeToX, type Area } from './canvas'
import { usePanels } from './environment'
import { Legend } from './legend'
import type { Palette } from './palette'
import type { Size } from './size'
import { TimeCanvas } from './timecanvas'

const axisHeight = 20
type Row = SpansBody['rows'][number]

function drawRow(context: CanvasRenderingContext2D, row: Row, body: SpansBody, place: { top: number; height: number }, area: Area, palette: Palette) {
  for (const span of row.spans) {
    const left = Math.max(area.left, timeToX(span.from, body.range, area))
    const width = Math.max(1, Math.min(area.left + area.width, timeToX(span.to, body.range, area)) - left - 1)
    if (span.colour === 'transparent' || left > area.left + area.width) continue
    context.fillStyle = palette.fill(span.colour)
    context.fillRect(left, place.top, width, place.height)
    if (body.showValue === 'never' || place.height < 11) continue
    context.fillStyle = palette.on(span.colour)
    const text = cutText(context, span.text, width - 8)
    if (text) context.fillText(text, left + 5, place.top + place.height / 2 + 0.5)
  }
}

function drawSpans(context: CanvasRenderingContext2D, size: Size, body: SpansBody, palette: Palette, zone: string): Area {
  context.font = axisFont(palette, 12)
  const widest = Math.min(size.width / 3, Math.max(0, ...body.rows.map((row) => context.measureText(row.name).width)))
  const gutter = Math.ceil(widest) + 8
  const area = { left: gutter, top: 2, width: Math.max(1, size.width - gutter - 4), height: Math.max(1, size.height - axisHeight - 2) }
  const lane = area.height / Math.max(1, body.rows.length)
  body.rows.forEach((row, i) => {
    const height = Math.max(2, lane * Math.min(1, body.rowHeight ?? 0.85))
    const top = area.top + i * lane + (lane - height) / 2
    context.font = axisFont(palette)
    context.textAlign = 'left'
    context.textBaseline = 'middle'
    drawRow(context, row, body, { top, height }, area, palette)
    if (lane < 9) return
    context.font = axisFont(palette, 12)
    context.fillStyle = palette.token('text-2')
    context.fillText(cutText(context, row.name, gutter - 6), 0, area.top + (i + 0.5) * lane)
  })
  drawTimeAxis(context, body.range, area, palette, zone)
  return area
}

/** States over time, one lane each. */
export function SpansPanel({ body, title, panelKey }: { body: SpansBody; title: string; panelKey: string }): JSX.Element {
  const environment = usePanels()
  const [palette, zone] = [environment.palette.value, environment.zone.value]
  const draw = useCallback((context: CanvasRenderingContext2D, size: Size) => drawSpans(context, size, body, palette, zone), [body, palette, zone])
  const pointed = (at: number, height: number) => {
    const row = body.rows[Math.min(body.rows.length - 1, Math.floor(height * body.rows.length))]
    const span = row?.spans.find((one) => at >= one.from && at < one.to)
    if (!row || !span) return null
    return { title: `${dateTimeText(span.from, zone)} – ${dateTimeText(span.to, zone)}`, rows: [{ name: row.name, text: span.text, colour: palette.fill(span.colour), dash: null, strong: false }] }
  }
  return (
    <div class="ts">
      <TimeCanvas panelKey={panelKey} title={title} range={body.range} draw={draw} pointed={pointed} lanes={body.rows.length} step={(body.range.to - body.range.from) / 100}
        summary={t('spans.summary', body.rows.length, body.rows.slice(0, 5).map((row) => `${row.name}: ${row.spans[row.spans.length - 1]?.text ?? '–'}`).join(', '))} />
      {body.legend.shown && body.legend.items.length > 0 && (
        <Legend legend={{ ...body.legend, columns: [] }} title={title} beside={false} solo={null} onSolo={() => {}} onToggle={() => {}}
          items={body.legend.items.map((item) => ({ name: item.name, colour: palette.fill(item.colour), dash: null, texts: [], numbers: [], off: false, axisRight: false }))} />
      )}
    </div>
  )
}
