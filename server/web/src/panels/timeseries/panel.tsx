import type { JSX } from 'preact'
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useSignalEffect } from '@preact/signals'
import type { TimeSeriesBody } from '../../api/panelview'
import { dateTimeText } from '../../dashboards/time/zone'
import { announce } from '../../ui/announce'
import { t } from '../../ui/i18n'
import { setTip, usePanels, type PanelEnvironment } from '../environment'
import { Legend, type LegendItem } from '../legend'
import { useSize } from '../size'
import { TimeSeriesChart } from './chart'
import { chartKey, type Place } from './keys'
import { chartSummary } from './summary'

type Props = { body: TimeSeriesBody; title: string; panelKey: string }

const none: ReadonlySet<string> = new Set()
const besideFrom = 560
const legendFrom = 100

function legendItems(body: TimeSeriesBody, off: ReadonlySet<string>, environment: PanelEnvironment): LegendItem[] {
  const right = new Set(body.axes.filter((axis) => axis.side === 'right').map((axis) => axis.id))
  const [palette, dashes] = [environment.palette.value, environment.dashes.value]
  return body.series.flatMap((series, i) => (series.hidden?.legend || series.hidden?.viz ? [] : [{
    name: series.name, colour: palette.line(series.colour), dash: series.dash ?? dashes?.[i % dashes.length] ?? null, texts: series.legend, numbers: series.legendNumbers ?? [], off: off.has(series.name), axisRight: right.has(series.axis),
  }]))
}

const fontSize = () => (parseFloat(getComputedStyle(document.documentElement).fontSize) || 16) * 11 / 16

/** Keeps one chart in the element in step with what it has to show. */
function useChart(body: TimeSeriesBody, panelKey: string, off: ReadonlySet<string>) {
  const environment = usePanels()
  const host = useRef<HTMLDivElement>(null)
  const chart = useRef<TimeSeriesChart | null>(null)
  const size = useSize(host)
  const [palette, dashes, zone, annotations] = [environment.palette.value, environment.dashes.value, environment.zone.value, environment.annotations.value]
  useLayoutEffect(() => {
    if (!host.current || !size || size.width < 40 || size.height < 30) return
    chart.current ??= new TimeSeriesChart({ element: host.current, key: panelKey, environment })
    const id = Number(panelKey.split('-')[0])
    chart.current.update({ body, annotations: annotations.filter((one) => !one.panels || one.panels.includes(id)), palette, dashes, zone, off, fontSize: fontSize() }, size)
  }, [body, size, palette, dashes, zone, annotations, off])
  useEffect(() => () => { chart.current?.destroy(); chart.current = null }, [])
  useSignalEffect(() => {
    const hover = environment.hover.value
    const mode = environment.sharing.value
    if (hover?.key === panelKey) return
    chart.current?.follow(mode > 0 && hover ? hover.at : null, mode > 1)
  })
  return { host, chart, size }
}

function useKeyboard(chart: { current: TimeSeriesChart | null }, body: TimeSeriesBody, environment: PanelEnvironment, panelKey: string) {
  const place = useRef<Place | null>(null)
  const speaking = useRef(0)
  return (event: KeyboardEvent) => {
    const one = chart.current
    if (!one || event.ctrlKey || event.metaKey || event.altKey || one.length === 0) return
    const start = place.current ?? { index: one.length - 1, series: Math.max(0, body.series.findIndex((_, i) => one.shown(i))) }
    const key = chartKey(event.key, start, one.length, body.series.length, (i) => one.shown(i))
    if (!key || (key.kind === 'leave' && place.current === null)) return
    event.preventDefault()
    event.stopPropagation()
    if (key.kind === 'move') {
      place.current = place.current ? key.place : start
      const found = one.place(place.current.index, place.current.series)
      clearTimeout(speaking.current)
      if (found) speaking.current = window.setTimeout(() => announce(t('chart.spoken', found.name, dateTimeText(found.at, environment.zone.peek()), found.text)), 150)
    } else if (key.kind === 'pin') one.pin(!one.pinned)
    else if (key.kind === 'zoom') { if (key.direction > 0) environment.zoomIn(environment.hover.peek()?.at ?? (body.range.from + body.range.to) / 2); else environment.zoomOut() } else {
      place.current = null
      one.pin(false)
      environment.hover.value = null
      setTip(environment, panelKey, null)
    }
  }
}

/** Lines, bars and points over time, with their legend. */
export function TimeSeriesPanel({ body, title, panelKey }: Props): JSX.Element {
  const environment = usePanels()
  const [off, setOff] = useState(none)
  const [solo, setSolo] = useState<string | null>(null)
  const outer = useRef<HTMLDivElement>(null)
  const space = useSize(outer)
  const summaryId = useId()
  const { host, chart } = useChart(body, panelKey, off)
  const onKeyDown = useKeyboard(chart, body, environment, panelKey)
  const [palette, dashes, zone] = [environment.palette.value, environment.dashes.value, environment.zone.value]
  const items = useMemo(() => legendItems(body, off, environment), [body, off, palette, dashes])
  const summary = useMemo(() => chartSummary(body, zone), [body, zone])
  useLayoutEffect(() => chart.current?.solo(solo), [solo])
  const toggle = (name: string) => setOff((before) => new Set(before.has(name) ? [...before].filter((one) => one !== name) : [...before, name]))
  const beside = body.legend.placement === 'right' && (space?.width ?? 0) >= besideFrom
  const withLegend = body.legend.shown && (space?.height ?? legendFrom) >= legendFrom
  return (
    <div class={`ts${beside ? ' ts-beside' : ''}`} ref={outer}>
      <div
        class="ts-plot" ref={host} tabIndex={0} role="application" aria-roledescription={t('chart.role')} aria-label={title} aria-describedby={summaryId}
        onKeyDown={onKeyDown} onClick={() => chart.current?.pin(!chart.current.pinned)} onBlur={() => { if (!chart.current?.pinned) setTip(environment, panelKey, null) }}
      />
      <p id={summaryId} class="visually-hidden">{summary}</p>
      {withLegend && <Legend legend={body.legend} items={items} solo={solo} onSolo={setSolo} onToggle={toggle} beside={beside} title={title} />}
    </div>
  )
}
